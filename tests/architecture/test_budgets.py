"""Size budgets of files, functions and templates; longer ones stand on a list with a reason."""

from __future__ import annotations

import ast

from tests.architecture.house import code, name, tracked

LONG_FILES: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}
TABLES = {"src/estafeta/core/components/samples.py": "samples of the gallery are a table of data"}


def test_code_files_are_at_most_400_lines() -> None:
    files = [*code(), *tracked("tests/**/*.py", "src/**/tests/**/*.py", "benchmarks/*.py", "estafeta")]
    long = {name(p): n for p in files if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert {p: n for p, n in long.items() if p not in LONG_FILES} == {}


def test_functions_are_at_most_40_lines() -> None:
    long = {}
    for path in (path for path in code() if name(path) not in TABLES):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40:
                    long[f"{name(path)}:{node.name}"] = length
    assert long == {}


def test_templates_are_at_most_150_lines() -> None:
    files = tracked("src/**/templates/**/*.html")
    long = {name(p): n for p in files if (n := len(p.read_text("utf-8").splitlines())) > 150}
    assert {p: n for p, n in long.items() if p not in LONG_TEMPLATES} == {}


def test_templates_hold_no_inline_script_or_style() -> None:
    wrong = [
        name(p)
        for p in tracked("src/**/templates/**/*.html")
        if any(mark in (text := p.read_text("utf-8")) for mark in (' style="', "<style", " onclick=", " onchange="))
        or "<script>" in text
    ]
    assert wrong == []
