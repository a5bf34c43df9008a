"""No file of an app names an address, a template folder, a static folder or a right of an app that stands above it.

Imports are held by a contract; these are strings, which no contract sees.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, SRC

Floors = Sequence[Sequence[str]]
LEFT_OUT = {"tests", "migrations"}


def floors() -> Floors:
    """The floors of the contract, from the roof down."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    return [[app.strip() for app in layer.split("|")] for layer in layers["layers"]]


def climbing_names(house: Path, storeys: Floors) -> list[str]:
    """Return «file: name» wherever a file of an app under `house` names an app that is not below it."""
    level = {app: depth for depth, storey in enumerate(storeys) for app in storey}
    apps = "|".join(level)
    named = re.compile(
        rf"""['"](?:(?P<address>{apps}):[a-z_]+['"]|(?P<folder>{apps})/[\w/.-]+\.(?:html|css|js|txt))"""
        rf"""|\b(?:may|demand|ruled)\(\s*['"](?P<right>{apps})\."""
    )
    found = []
    for path in sorted(house.rglob("*")):
        app = path.relative_to(house).parts[0]
        if path.suffix not in {".py", ".html", ".txt"} or app not in level or LEFT_OUT & set(path.parts):
            continue
        for match in named.finditer(path.read_text("utf-8")):
            other = str(match["address"] or match["folder"] or match["right"])
            if other != app and level[other] <= level[app]:
                found.append(f"{path.relative_to(house)}: {match[0]}")
    return found


def test_no_app_names_an_app_above_it() -> None:
    assert climbing_names(SRC / "estafeta", floors()) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("low/templates/low/page.html", "<a href=\"{% url 'high:page' slug %}\">"),
        ("low/templates/low/page.html", '{% include "high/block.html" %}'),
        ("low/templates/low/page.html", "{% static 'high/high.css' %}"),
        ("low/views.py", 'redirect("high:page")'),
        ("low/views/deep/page.py", 'may("high.write", actor)'),
        ("beside/views.py", 'reverse("high:page")'),
    ],
)
def test_planted_name_is_found(tmp_path, file, text) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    (tmp_path / "high").mkdir()
    (tmp_path / "high/views.py").write_text('redirect("low:page")', encoding="utf-8")
    assert [line.partition(":")[0] for line in climbing_names(tmp_path, [["high", "beside"], ["low"]])] == [file]
