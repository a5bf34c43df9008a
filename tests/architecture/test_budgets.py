"""Size budgets of files, functions and templates; longer ones stand on a list with a reason."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

from tests.architecture.house import code, name, tracked
from tests.architecture.markup import count_elements, long_lines

LONG_FILES: dict[str, str] = {}
MOST_ELEMENTS = 120
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


def test_template_lines_are_at_most_140_characters() -> None:
    assert long_lines(tracked("src/**/templates/**/*.html")) == {}


def test_a_line_of_300_characters_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<p>\n{'я' * 140}\n{'я' * 300}\n</p>\n", "utf-8")
    assert long_lines([page]) == {f"{page}:3": 300}


def test_templates_are_at_most_120_elements() -> None:
    sizes = {name(path): count_elements(path.read_text("utf-8")) for path in tracked("src/**/templates/**/*.html")}
    print(f"elements of a template: median {median(sizes.values()):.0f}, most {max(sizes.values())}")
    assert {path: size for path, size in sizes.items() if size > MOST_ELEMENTS} == {}


def test_size_of_a_template_is_counted_in_elements_not_in_lines() -> None:
    one_line = '<ul>{% for row in rows %}<c-line :row="row" />{% endfor %}</ul>'
    lines = one_line.replace("><", ">\n<").replace("}<", "}\n<")
    assert count_elements(one_line) == count_elements(lines) == 3
    assert count_elements("{% comment %}<p>{% endcomment %}{% if a %}{% else %}{% endif %}<{{ tag }}></{{ tag }}>") == 2


def test_templates_hold_no_inline_script_or_style() -> None:
    wrong = [
        name(p)
        for p in tracked("src/**/templates/**/*.html")
        if any(mark in (text := p.read_text("utf-8")) for mark in (' style="', "<style", " onclick=", " onchange="))
        or "<script>" in text
    ]
    assert wrong == []
