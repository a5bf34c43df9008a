"""Persons erased for good: what is kept of them anywhere is told to go, now and again after a restore.

A backup made yesterday still knows who was erased today. Therefore the erased are listed beside the backups, by a key
that says nothing by itself («people.Person:4711»), and a restore erases them anew. A room that keeps something of
persons declares an eraser; it must bear being called twice and for a subject that is not there.

    @eraser("people.Person")
    def erase(key: str) -> None: ...
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

LIST = "erased.list"
Eraser = Callable[[str], None]
ERASERS: dict[str, list[Eraser]] = {}


def eraser(kind: str) -> Callable[[Eraser], Eraser]:
    """Register who forgets subjects of a kind; several rooms may."""

    def keep(act: Eraser) -> Eraser:
        ERASERS.setdefault(kind, []).append(act)
        return act

    return keep


def erase(kind: str, key: str) -> None:
    """Have every room forget the subject, in the caller's transaction; it is listed once that has committed."""
    with transaction.atomic():
        _forget(kind, key)
        transaction.on_commit(lambda: note(kind, key))


def note(kind: str, key: str) -> None:
    """Put the subject on the list beside the backups, safely on the disk."""
    path = Path(settings.BACKUPS) / LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps({"kind": kind, "key": key, "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")})
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def listed(path: Path) -> Iterator[tuple[str, str]]:
    """Yield kind and key of everybody on a list, each once; nobody where there is no list.

    Raises ValueError for a line that cannot be read: who is passed over would come back.
    """
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    rows = [json.loads(line) for line in lines if line.strip()]
    yield from dict.fromkeys((str(row["kind"]), str(row["key"])) for row in rows)


@transaction.atomic
def replay(subjects: Iterable[tuple[str, str]]) -> int:
    """Erase everybody again, all or nobody; returns how many. Raises KeyError for a kind that no room forgets."""
    count = 0
    for kind, key in subjects:
        _forget(kind, key)
        count += 1
    return count


def _forget(kind: str, key: str) -> None:
    for act in ERASERS[kind]:
        act(key)
