"""«A new app in an afternoon» is true: the app is built from the page and does what the page promises."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT
from tests.cookbook import book

MOST_LINES = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cookbook")
    book.build(made)
    return made


def run(*command: str, folder: Path) -> str:
    """Run a command beside the built app; fail with what it printed."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT), str(folder)])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}
    env = {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "with_the_app"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout


def test_app_is_one_folder_of_less_than_four_hundred_lines() -> None:
    lines = {name: text.count("\n") for name, text in book.files().items()}
    assert {"models.py", "actions.py", "imports.py", "evidence.py", "templates/communities/card.html"} <= set(lines)
    assert sum(lines.values()) < MOST_LINES, lines


def test_app_does_what_the_page_promises(folder: Path) -> None:
    assert " passed" in run(sys.executable, "-m", "pytest", "-q", "test_the_app.py", folder=folder)


def test_app_keeps_the_style_of_the_house(folder: Path) -> None:
    ruff = str(Path(sys.executable).parent / "ruff")
    settings = ("--config", str(ROOT / "pyproject.toml"), book.APP)
    run(ruff, "check", *settings, folder=folder)
    run(ruff, "format", "--check", *settings, folder=folder)


def test_app_is_found_by_the_checks_of_django(folder: Path) -> None:
    run(sys.executable, "-m", "django", "check", folder=folder)
