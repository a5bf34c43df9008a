"""Reads registries of people out of office files: a pure library, no Django, no network.

`read_registry` reads in this process and returns typed people; `read_safely` does the same work in a child process
with bounded time and memory and returns what `people read --json` prints. Both raise `office_files.errors.Unreadable`
with one Russian sentence and nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from registry_reader.sandbox import read_safely

if TYPE_CHECKING:
    from registry_reader.model import Registry

__all__ = ["read_content", "read_registry", "read_safely"]


def read_registry(path: Path) -> Registry:
    """The people of a file. Raises `Unreadable` when there are none."""
    from office_files.source import load

    return read_content(load(path), path.name)


def read_content(content: bytes, name: str = "") -> Registry:
    """The people of bytes that are already here; `name` only settles that bare text is meant as a list."""
    from office_files.layouts import open_layouts
    from registry_reader.tables.book import read_layouts

    return read_layouts(open_layouts(content, name))
