"""Registries of strangers, read in a child process with bounded time and memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from office_files.sandbox import MEGABYTES, SECONDS, ask_child


def read_safely(path: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> dict[str, Any]:
    """The JSON form of the registry of a file. Raises `Unreadable`; never takes longer than `seconds`."""
    answer = ask_child("registry_reader.worker", str(path), seconds=seconds, megabytes=megabytes)
    return answer if isinstance(answer, dict) else {}
