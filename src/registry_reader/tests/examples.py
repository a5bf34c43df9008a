"""The registries that are shared beside the repository, with their gold and the scorer; absent in a bare checkout."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[4] / "shared" / "registries"


def scorer() -> ModuleType:
    """The scorer as a module; skips where it is not."""
    path = SHARED / "score.py"
    if not path.exists():
        pytest.skip("нет папки ../shared/registries с примерами")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def examples() -> list[Path]:
    """The files of the examples; empty where they are not."""
    folder = SHARED / "examples"
    return sorted(path for path in folder.glob("*") if not path.name.endswith(".gold.json")) if folder.exists() else []


def gold(path: Path) -> dict[str, Any]:
    """What should be read of a file."""
    return json.loads(path.with_name(f"{path.name}.gold.json").read_text("utf-8"))
