"""Files that people bring: kept under names that nobody can guess, served only by ruled views."""

from __future__ import annotations

import uuid
from pathlib import Path


def private_name(name: str) -> str:
    """Return an unguessable name that keeps only the ending of the original one."""
    return f"{uuid.uuid4().hex}{Path(name).suffix.lower()[:10]}"
