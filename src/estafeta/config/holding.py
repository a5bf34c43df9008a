"""One `up` for a data folder: a lock that the system itself lets go when its holder dies, however that happens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

NAME = "running"


class Taken(Exception):
    """Somebody holds the folder; the exception says who, in the words the holder has left."""


@contextmanager
def hold(folder: Path, who: str) -> Iterator[None]:
    """Hold the folder, made when it is not there. Raises Taken, or OSError when nothing can be written there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / NAME).open("a+", encoding="utf-8") as file:
        if not lock(file):
            file.seek(0)
            raise Taken(file.read().strip() or "?")
        file.truncate(0)
        file.write(who)
        file.flush()
        yield
        with suppress(OSError):
            file.truncate(0)


def lock(file: IO[str]) -> bool:
    """Lock an open file until it is closed; False when it is locked."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1_000_000)  # beyond what is written: Windows forbids reading what is locked
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
