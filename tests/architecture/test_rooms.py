"""Every app stands in the contract, and inside an app the rooms import only downwards."""

from __future__ import annotations

import ast
import tomllib

import pytest

from tests.architecture.house import APPS, ROOT, SRC, name, tracked

ORDER = ["models", "lifecycle", "rules", "queries", "actions", "forms", "views", "urls"]
LEFT_OUT_OF_APPS = {"tests", "migrations", "templates", "static", "management", "templatetags"}


def test_contract_names_every_app() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    named = {part.strip() for layer in layers["layers"] for part in layer.split("|")}
    assert named == set(APPS)


@pytest.mark.parametrize("app", APPS)
def test_rooms_of_an_app_import_only_downwards(app: str) -> None:
    climbing = []
    for room in ORDER:
        path = SRC / "estafeta" / app / f"{room}.py"
        if not path.exists():
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"estafeta.{app}."):
                other = (node.module or "").split(".")[2]
                if other in ORDER and ORDER.index(other) > ORDER.index(room):
                    climbing.append(f"{app}.{room} → {other}")
    assert climbing == []


def test_signals_are_heard_only_in_receivers() -> None:
    files = [path for path in tracked("src/estafeta/*/*.py") if path.stem != "receivers"]
    assert [name(path) for path in files if "@receiver" in path.read_text("utf-8")] == []


def test_apps_with_views_have_addresses() -> None:
    with_views = {app for app in APPS if (SRC / "estafeta" / app / "views.py").exists()}
    assert {app for app in with_views if not (SRC / "estafeta" / app / "urls.py").exists()} == set()
