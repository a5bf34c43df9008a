"""A state is written by `core.writing.take_step` alone, so that nothing goes past the tables of the life cycles."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.house import code, name

MAY_WRITE = {
    "src/estafeta/core/writing.py": "the one write",
    "src/estafeta/core/jobs/queue.py": "an attempt is won by a conditional update, by its own table of steps",
}
WRITERS = {"save", "update", "create", "get_or_create", "update_or_create", "bulk_update"}


def written_states(tree: ast.AST) -> list[int]:
    """Return the lines on which something is given a `state`: assigned, saved, updated or created with it."""
    return sorted({line for node in ast.walk(tree) for line in _lines(node)})


def _lines(node: ast.AST) -> Iterator[int]:
    if isinstance(node, ast.Attribute) and node.attr == "state" and isinstance(node.ctx, ast.Store):
        yield node.lineno
    if not isinstance(node, ast.Call):
        return
    writes = isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS
    if writes and any(keyword.arg == "state" for keyword in node.keywords):
        yield node.lineno
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    if writes or called in {"setattr", "write"}:
        named = [*node.args, *(keyword.value for keyword in node.keywords)]
        yield from (part.lineno for part in named if _names_state(part))


def _names_state(part: ast.AST) -> bool:
    """True for "state" itself, for a list that holds it and for a dictionary with such a key."""
    if isinstance(part, ast.Constant):
        return part.value == "state"
    keys = part.keys if isinstance(part, ast.Dict) else getattr(part, "elts", [])
    return any(isinstance(key, ast.Constant) and key.value == "state" for key in keys)


@pytest.mark.parametrize(
    "planted",
    [
        'row.state = "done"',
        'row.state, row.day = "done", today',
        'Due.objects.filter(pk=1).update(state="done")',
        'changes.save(row, state="done")',
        'write(row, {"state": "done"}, actor)',
        'Due.objects.bulk_update(rows, ["state"])',
        'setattr(row, "state", "done")',
        'row.save(update_fields=["state"])',
        'Load.objects.update_or_create(pk=1, defaults={"state": "done"})',
    ],
)
def test_a_state_written_elsewhere_is_seen(planted: str) -> None:
    assert written_states(ast.parse(planted)) == [1]


@pytest.mark.parametrize(
    "innocent",
    [
        'Due.objects.filter(state="done").exists()',
        'Line(state="done")',
        'take_step(row, DUE, "close", actor=actor)',
        'row.save(update_fields=["day"])',
        'words = {"state": "done"}',
    ],
)
def test_reading_a_state_is_free(innocent: str) -> None:
    assert written_states(ast.parse(innocent)) == []


def test_states_are_written_in_one_place() -> None:
    files = [path for path in code() if "estafeta" in path.parts and name(path) not in MAY_WRITE]
    found = {name(path): lines for path in files if (lines := written_states(ast.parse(path.read_text("utf-8"))))}
    assert found == {}
