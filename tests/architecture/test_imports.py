"""No circle of packages at any depth, no room that climbs, no app without bound; planted faults are seen."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.house import SRC
from tests.architecture.imports import climbs, graph_of, lines_of_packages, modules_of, sibling_cycles

MOST_LINES_OF_AN_APP = 8000
Plant = Callable[[dict[str, str]], dict[str, set[str]]]


@cache
def house() -> dict[str, set[str]]:
    return graph_of(modules_of(SRC))


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    """`plant({"shop/sales/models.py": "import …"})` is the graph of a small tree of its own."""

    def planted(files: dict[str, str]) -> dict[str, set[str]]:
        for path, text in files.items():
            for folder in [*Path(path).parents][:-1]:
                (tmp_path / folder).mkdir(parents=True, exist_ok=True)
                (tmp_path / folder / "__init__.py").touch()
            (tmp_path / path).write_text(text, "utf-8")
        return graph_of(modules_of(tmp_path))

    return planted


def test_no_circle_of_packages_at_any_depth() -> None:
    assert sibling_cycles(house()) == []


def test_rooms_of_an_app_import_only_downwards() -> None:
    assert climbs({name: others for name, others in house().items() if name.startswith("estafeta.")}) == []


def test_no_app_is_above_8000_lines() -> None:
    sizes = lines_of_packages(modules_of(SRC / "estafeta"), 1)
    assert {app: lines for app, lines in sizes.items() if lines > MOST_LINES_OF_AN_APP} == {}


@pytest.mark.parametrize(
    ("files", "circle"),
    [
        ({"a.py": "import b", "b.py": "def late():\n    import a"}, ["a", "b"]),
        ({"p/a.py": "from p.b import x", "p/b.py": "from p import a"}, ["p.a", "p.b"]),
        ({"p/q/a.py": "from . import b", "p/q/b.py": "from .a import x"}, ["p.q.a", "p.q.b"]),
        (
            {"p/one/deep/a.py": "import p.two.b", "p/two/b.py": "from p.one.other import x", "p/one/other.py": ""},
            ["p.one", "p.two"],
        ),
        (
            {"p/a.py": "from p import b", "p/b.py": "from p import c", "p/c.py": "from p import a"},
            ["p.a", "p.b", "p.c"],
        ),
    ],
    ids=["roots", "siblings", "relative", "by their depths", "three"],
)
def test_a_planted_circle_is_seen(plant: Plant, files: dict[str, str], circle: list[str]) -> None:
    assert sibling_cycles(plant(files)) == [circle]


def test_imports_that_go_one_way_are_no_circle(plant: Plant) -> None:
    one_way = {"p/a.py": "from p.q import b\nfrom p.q.c import x", "p/q/b.py": "from p.q import c", "p/q/c.py": "x = 1"}
    assert sibling_cycles(plant(one_way)) == []


@pytest.mark.parametrize(
    ("files", "climb"),
    [
        (
            {"shop/sales/models/line.py": "from shop.sales.views import x", "shop/sales/views.py": ""},
            "shop.sales.models.line → shop.sales.views",
        ),
        (
            {
                "shop/sales/models.py": "def f():\n    from shop.sales.views.card import x",
                "shop/sales/views/card.py": "",
            },
            "shop.sales.models → shop.sales.views.card",
        ),
        (
            {"shop/sales/queries/a.py": "from ..actions import b", "shop/sales/actions/b.py": ""},
            "shop.sales.queries.a → shop.sales.actions.b",
        ),
        (
            {"shop/sales/part/models.py": "import shop.sales.queue_views", "shop/sales/queue_views.py": ""},
            "shop.sales.part.models → shop.sales.queue_views",
        ),
        (
            {
                "shop/sales/models.py": "from shop.sales import helper",
                "shop/sales/helper.py": "from shop.sales import views",
                "shop/sales/views.py": "",
            },
            "shop.sales.models → shop.sales.views",
        ),
    ],
    ids=["in a package", "inline", "relative", "by its suffix", "through a helper"],
)
def test_a_planted_climb_is_seen(plant: Plant, files: dict[str, str], climb: str) -> None:
    assert climb in climbs(plant(files))


def test_views_may_import_models(plant: Plant) -> None:
    assert climbs(plant({"shop/sales/views.py": "from shop.sales import models", "shop/sales/models.py": ""})) == []


def test_lines_of_an_app_are_counted_without_its_tests(tmp_path: Path) -> None:
    for path, lines in (("sales/deep/a.py", 3), ("sales/__init__.py", 1), ("sales/tests/test_a.py", 9), ("b/b.py", 2)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x = 1\n" * lines, "utf-8")
    assert lines_of_packages(modules_of(tmp_path), 1) == {"sales": 4, "b": 2}
