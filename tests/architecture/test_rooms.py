"""Every app stands in the contract, hears signals in one place and has addresses for its views."""

from __future__ import annotations

import tomllib

from tests.architecture.house import APPS, ROOT, SRC, name, tracked


def test_contract_names_every_app() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    named = {part.strip() for layer in layers["layers"] for part in layer.split("|")}
    assert named == set(APPS)


def test_signals_are_heard_only_in_receivers() -> None:
    files = [path for path in tracked("src/estafeta/*/*.py") if path.stem != "receivers"]
    assert [name(path) for path in files if "@receiver" in path.read_text("utf-8")] == []


def test_apps_with_views_have_addresses() -> None:
    with_views = {app for app in APPS if (SRC / "estafeta" / app / "views.py").exists()}
    assert {app for app in with_views if not (SRC / "estafeta" / app / "urls.py").exists()} == set()
