"""The gate of coverage counts what it should and says what is too low."""

from __future__ import annotations

from tests.architecture.house import SRC
from tests.coverage_gate import BEHIND, LEAST, PURE, group_of, too_low


def row(taken: int, total: int) -> dict[str, object]:
    return {"summary": {"covered_branches": taken, "num_branches": total}}


def test_files_are_counted_where_they_belong() -> None:
    assert group_of("src/pairing/solver/net.py") == "pairing"
    assert group_of("src/estafeta/control/queries.py") == "control: действия, вопросы, права"
    assert group_of("src/estafeta/roadmaps/actions/bulk.py") == "roadmaps: действия, вопросы, права"
    assert group_of("src/estafeta/roadmaps/views/plan.py") == ""
    assert group_of("src/estafeta/control/tests/test_actions.py") == ""


def test_too_few_branches_are_said() -> None:
    report = {"files": {"src/pairing/a.py": row(94, 100), "src/russian/b.py": row(95, 100)}}
    assert too_low(report) == ["pairing: пройдено 94 ветвей из 100 (94.0 %), нужно 95 %"]


def test_every_pure_library_is_asked() -> None:
    libraries = {path.parent.name for path in SRC.glob("*/__init__.py")} - {"estafeta"}
    assert libraries == {name for name in PURE if (SRC / name).exists()}


def test_only_groups_that_are_known_may_be_behind() -> None:
    groups = {group_of(f"src/{path.relative_to(SRC).as_posix()}") for path in SRC.rglob("*.py")}
    assert BEHIND.keys() <= groups
    assert all(0 < share < LEAST for share in BEHIND.values())
