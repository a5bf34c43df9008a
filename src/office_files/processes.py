"""Processes that a child has started, told by /proc; nothing is known where the system has none."""

from __future__ import annotations

import os

_PAGE_MEGABYTES = 4096 / 1024 / 1024


def family(leader: int) -> list[int]:
    """The process and all its living descendants, parents first."""
    children: dict[int, list[int]] = {}
    for pid in _processes():
        children.setdefault(_parent(pid), []).append(pid)
    found = [leader]
    for pid in found:
        found.extend(children.get(pid, ()))
    return found


def resident_megabytes(leader: int) -> float:
    """Resident memory of the process and its descendants; 0 where the system does not tell it."""
    pages = 0
    for pid in family(leader):
        try:
            with open(f"/proc/{pid}/statm", "rb") as stream:
                pages += int(stream.read().split()[1])
        except (OSError, ValueError, IndexError):
            continue
    return pages * _PAGE_MEGABYTES


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []


def _parent(pid: int) -> int:
    """The parent's number; 0 where the process has just ended."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as stream:
            return int(stream.read().rpartition(b")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0
