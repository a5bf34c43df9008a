"""Bytes of a file from the disk, with every way in which that can fail."""

from __future__ import annotations

import stat
from pathlib import Path

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals


def load(path: Path) -> bytes:
    """The whole file. Refuses what is absent, closed, empty, too large or not a regular file."""
    try:
        data = _read(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(refusals.MISSING) from error
    except PermissionError as error:
        raise Unreadable(refusals.NO_PERMISSION) from error
    except (OSError, ValueError) as error:
        raise Unreadable(refusals.NOT_READ) from error
    if len(data) > limits.MAX_FILE:
        raise Unreadable(refusals.TOO_LARGE)
    if not data:
        raise Unreadable(refusals.EMPTY)
    return data


def _read(path: Path) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(refusals.DIRECTORY)
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(refusals.NOT_A_FILE)
    if status.st_size > limits.MAX_FILE:
        raise Unreadable(refusals.TOO_LARGE)
    with path.open("rb") as stream:
        return stream.read(limits.MAX_FILE + 1)
