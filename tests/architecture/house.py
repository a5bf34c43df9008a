"""What the architecture tests look at: the files of the checkout."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
APPS = sorted(path.parent.name for path in (SRC / "estafeta").glob("*/__init__.py"))


def tracked(*patterns: str) -> list[Path]:
    """Return the files that git keeps or would keep, matching the patterns."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    return [ROOT / line for line in lines if line and (ROOT / line).is_file()]


def code() -> list[Path]:
    """Return the Python files that ship: no tests, no migrations."""
    return [p for p in tracked("src/**/*.py") if "tests" not in p.parts and "migrations" not in p.parts]


def name(path: Path) -> str:
    """Return the path as a reader of a failure wants it."""
    return path.relative_to(ROOT).as_posix()
