"""Small faults planted one by one into rules, life cycles and queries: which of them do the nearest tests notice?

    python benchmarks/mutations.py [--seed 1] [--count 20] [--app roadmaps] [--list]

A copy of the checkout is changed, never the checkout itself. The same seed plants the same faults. For each fault the
tests of its app and the journeys are run until the first failure; what nobody noticed is listed at the end with its
file and line, and the exit code is 1. A run is for the night: a fault costs as much as the tests of its app.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"rules", "lifecycle", "queries"}
COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
LOOKUPS = {"__lt": "__lte", "__lte": "__lt", "__gt": "__gte", "__gte": "__gt"}


@dataclass(frozen=True)
class Fault:
    """One change of one file: where, what it was, what it becomes, the whole text with it."""

    file: Path
    line: int
    was: str
    becomes: str
    text: str


def files(app: str) -> list[Path]:
    """The files of the rooms that decide, of one app or of all."""
    names = subprocess.run(["git", "ls-files", "src/estafeta"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = [Path(name) for name in names.stdout.split() if name.endswith(".py")]
    inside = [path for path in found if ROOMS & set(path.with_suffix("").parts[3:]) and "tests" not in path.parts]
    return [path for path in inside if not app or path.parts[2] == app]


def faults_of(file: Path) -> Iterator[Fault]:
    """Every fault that can be planted into a file, one at a time."""
    source = (ROOT / file).read_text("utf-8")
    for place, node in enumerate(ast.walk(ast.parse(source))):
        changed = mutated(node)
        if changed is None or not hasattr(node, "lineno"):
            continue
        tree = ast.parse(source)
        target = next(other for index, other in enumerate(ast.walk(tree)) if index == place)
        Swap(target, changed).visit(tree)
        yield Fault(file, node.lineno, ast.unparse(node), ast.unparse(changed), ast.unparse(tree))


class Swap(ast.NodeTransformer):
    """Puts another node in the place of one."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """Swap the very node, walk on through all others."""
        return self.new if node is self.old else self.generic_visit(node)


def mutated(node: ast.AST) -> ast.AST | None:
    """The node with a small fault, or None where this kind of node is left alone."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARE:
        return ast.Compare(node.left, [COMPARE[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in OPERATORS:
        return type(node)(**{**dict(ast.iter_fields(node)), "op": OPERATORS[type(node.op)]()})
    if isinstance(node, ast.keyword):
        ending = next((mark for mark in LOOKUPS if (node.arg or "").endswith(mark)), "")
        return ast.keyword((node.arg or "").removesuffix(ending) + LOOKUPS[ending], node.value) if ending else None
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    return None


def noticed(copy: Path, fault: Fault) -> bool:
    """Plant a fault into the copy and run the nearest tests; True when one of them fails."""
    target = copy / fault.file
    kept = target.read_text("utf-8")
    target.write_text(fault.text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", "not browser"]
    places = [f"src/estafeta/{fault.file.parts[2]}", "tests/journeys"]
    env = dict(os.environ, PYTHONPATH=str(copy / "src"), PYTHONUTF8="1", ESTAFETA_DATA=str(copy / ".data"))
    try:
        done = subprocess.run([*command, *places], cwd=copy, env=env, capture_output=True, check=False)
    finally:
        target.write_text(kept, "utf-8")
    return done.returncode != 0


def main() -> int:
    """Plant, run, list the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--app", default="")
    parser.add_argument("--list", action="store_true", help="only say which faults the seed chooses")
    asked = parser.parse_args()
    every = [fault for file in files(asked.app) for fault in faults_of(file)]
    chosen = random.Random(asked.seed).sample(every, min(asked.count, len(every)))
    print(f"{len(every)} faults can be planted, {len(chosen)} are")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv*", ".data", ".git", "*_cache", "artifacts"))
        survivors = []
        for fault in chosen:
            words = f"{fault.file}:{fault.line}  {fault.was[:60]}  →  {fault.becomes[:60]}"
            if asked.list:
                print(words)
                continue
            start = time.monotonic()
            killed = noticed(copy, fault)
            print(f"{'killed  ' if killed else 'SURVIVED'} {time.monotonic() - start:5.0f} s  {words}", flush=True)
            survivors += [] if killed else [words]
    if asked.list:
        return 0
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} noticed", *survivors, sep="\n  ")
    return bool(survivors)


if __name__ == "__main__":
    raise SystemExit(main())
