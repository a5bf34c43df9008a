"""Bytes of a file from the disk, with every way in which that can fail."""

from __future__ import annotations

import stat
from pathlib import Path

from office_files import refusals
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT, Bounds


def load(path: Path, bounds: Bounds = DOCUMENT) -> bytes:
    """The whole file. Refuses what is absent, closed, empty, too large or not a regular file."""
    try:
        data = _read(path, bounds)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Unreadable(refusals.MISSING) from error
    except PermissionError as error:
        raise Unreadable(refusals.NO_PERMISSION) from error
    except (OSError, ValueError) as error:
        raise Unreadable(refusals.NOT_READ) from error
    if len(data) > bounds.file:
        raise Unreadable(refusals.too_large(bounds.file))
    if not data:
        raise Unreadable(refusals.EMPTY)
    return data


def _read(path: Path, bounds: Bounds) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(refusals.DIRECTORY)
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(refusals.NOT_A_FILE)
    if status.st_size > bounds.file:
        raise Unreadable(refusals.too_large(bounds.file))
    with path.open("rb") as stream:
        return stream.read(bounds.file + 1)
