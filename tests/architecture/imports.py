"""Who imports whom in a tree: every module, inline imports included, tests and migrations left out."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path

Graph = Mapping[str, set[str]]

ROOMS = ("models", "lifecycle", "rules", "queries", "actions", "forms", "views", "urls")
LEFT_OUT = {"tests", "migrations"}


def modules_of(root: Path) -> dict[str, Path]:
    """Return the modules under a root by their dotted names; a package stands under its own name."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if LEFT_OUT.isdisjoint(parts):
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def graph_of(modules: Mapping[str, Path]) -> dict[str, set[str]]:
    """Return for every module the modules of the same tree that it imports, wherever the import stands."""
    return {name: set(_imported(name, path, modules)) - {name} for name, path in modules.items()}


def _imported(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for dotted in _names(node, package):
            steps = accumulate(dotted.split("."), "{}.{}".format)
            yield from [step for step in steps if step in modules][-1:]


def _names(node: ast.AST, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
    source = ".".join([*above, *filter(None, [node.module])])
    return [f"{source}.{alias.name}" for alias in node.names]


def sibling_cycles(graph: Graph) -> list[list[str]]:
    """Return the circles between siblings of any package, at any depth."""
    packages = {name.rpartition(".")[0] for name in graph} | {""}
    packages |= {name.rpartition(".")[0] for name in packages}
    return sorted(circle for package in packages for circle in circles(_siblings(graph, package)))


def _siblings(graph: Graph, package: str) -> dict[str, set[str]]:
    """Return the graph folded to the children of one package."""
    prefix = f"{package}." if package else ""
    depth = prefix.count(".") + 1
    folded: dict[str, set[str]] = defaultdict(set)
    for one, others in graph.items():
        child = ".".join(one.split(".")[:depth])
        inside = {".".join(other.split(".")[:depth]) for other in others if other.startswith(prefix)}
        if one.startswith(prefix):
            folded[child] |= inside - {child, package}
    return folded


def circles(graph: Graph) -> list[list[str]]:
    """Return the groups of two or more nodes that reach each other."""
    reached = {node: reach(graph, node) for node in graph}
    groups = {frozenset(other for other in reached[node] if node in reached.get(other, ())) for node in graph}
    return [sorted(group) for group in groups if len(group) > 1]


def reach(graph: Graph, start: str, through: Iterable[str] | None = None) -> set[str]:
    """Return the nodes that can be reached from one, the paths going only through the given nodes (or any)."""
    allowed = None if through is None else set(through)
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node != start and allowed is not None and node not in allowed:
            continue
        for other in graph.get(node, set()) - seen:
            seen.add(other)
            waiting.append(other)
    return seen


def room_of(module: str) -> str:
    """Return the room of `project.app.….module`, or nothing: `queue_views` belongs to the views."""
    for part in module.split(".")[2:]:
        for room in ROOMS:
            if part == room or part.endswith(f"_{room}"):
                return room
    return ""


def climbs(graph: Graph) -> list[str]:
    """Return the imports that climb inside an app: a model that reaches a view, through helpers of the app too."""
    found = []
    for module in graph:
        room = room_of(module)
        app = ".".join(module.split(".")[:2])
        helpers = {name for name in graph if name.startswith(f"{app}.") and not room_of(name)}
        for other in reach(graph, module, helpers) if room else ():
            if other.startswith(f"{app}.") and room_of(other) and ROOMS.index(room_of(other)) > ROOMS.index(room):
                found.append(f"{module} → {other}")
    return sorted(found)


def lines_of_packages(modules: Mapping[str, Path], depth: int) -> dict[str, int]:
    """Return the lines of code of every package at a depth: 2 for the apps of a project."""
    sizes: dict[str, int] = defaultdict(int)
    for name, path in modules.items():
        if name.count(".") >= depth - 1:
            sizes[".".join(name.split(".")[:depth])] += len(path.read_text("utf-8").splitlines())
    return dict(sizes)
