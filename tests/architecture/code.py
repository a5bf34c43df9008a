"""What the code of the apps may not say: input past a form, an action without its actor, a thing declared twice."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

INPUTS = {"POST", "GET", "FILES"}


def raw_inputs(text: str) -> list[int]:
    """Return the lines that read `request.POST`, `GET` or `FILES` by a key; handing them to a form whole is free."""
    return sorted({line for node in ast.walk(ast.parse(text)) for line in _keyed(node)})


def _keyed(node: ast.AST) -> Iterator[int]:
    if isinstance(node, ast.Subscript) and _is_input(node.value):
        yield node.lineno
    if isinstance(node, ast.Attribute) and node.attr in {"get", "getlist", "pop"} and _is_input(node.value):
        yield node.lineno
    if isinstance(node, ast.Compare) and any(isinstance(op, ast.In | ast.NotIn) for op in node.ops):
        yield from (part.lineno for part in node.comparators if _is_input(part))


def _is_input(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in INPUTS


def loose_actions(text: str, names: Iterable[str] | None = None) -> list[str]:
    """Return the actions of a module that take something by position or no `actor`; `names` are those to look at."""
    wanted = None if names is None else set(names)
    return [
        node.name
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and (wanted is None or node.name in wanted)
        and not _is_action(node.args)
    ]


def _is_action(arguments: ast.arguments) -> bool:
    by_position = [*arguments.posonlyargs, *arguments.args, *filter(None, [arguments.vararg])]
    return not by_position and any(one.arg == "actor" for one in arguments.kwonlyargs)


def exported(text: str) -> set[str]:
    """Return what an `actions/__init__.py` hands out."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets
        ):
            return set(ast.literal_eval(node.value))
    return set()


def classes_named(files: Iterable[Path], name: str) -> list[Path]:
    """Return the files that declare a class of that name, once for each declaration."""
    return [
        path
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name == name
    ]
