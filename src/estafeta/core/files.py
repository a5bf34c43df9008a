"""Files that people bring: kept under names that nobody can guess, served only by ruled views."""

from __future__ import annotations

import uuid
from pathlib import PurePath

LONGEST_ENDING = 10


def private_name(name: str) -> str:
    """Return an unguessable name that keeps only the ending of the original one."""
    return f"{uuid.uuid4().hex}{safe_ending(name)}"


def safe_ending(name: str) -> str:
    """Return the ending of a name with its dot, letters and digits alone; nothing where it is none."""
    ending = PurePath(name).suffix.lower()[:LONGEST_ENDING]
    return ending if ending[1:].isalnum() else ""
