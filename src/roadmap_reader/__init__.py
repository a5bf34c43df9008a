"""Reads real roadmaps out of office files: a pure library, no Django, no network.

`read_roadmaps` reads in this process and returns typed roadmaps; `read_safely` does the same work in a
child process with bounded time and memory and returns what `roadmap read --json` prints.
Both raise `office_files.errors.Unreadable` with one Russian sentence and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_reader.sandbox import read_safely

if TYPE_CHECKING:
    from roadmap_reader.model import Roadmap

__all__ = ["read_roadmaps", "read_safely"]


def read_roadmaps(path: Path) -> list[Roadmap]:
    """All roadmaps of a file, the one with the most measures first. Raises `Unreadable` when there is none."""
    from roadmap_reader.documents import open_document
    from roadmap_reader.structure import interpret

    return interpret(open_document(path))
