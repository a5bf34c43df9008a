"""Persons erased for good: what is kept of them anywhere is told to go, now and again after a restore.

The key under which the journal keeps their words is destroyed, every room removes its rows, the number is remembered in
a table and on a list beside the backups. A restored copy brings key and rows back; `replay` erases again everybody on
the list. It holds kinds and numbers («people.person», «4711»), no names. A room that keeps something of persons
declares an eraser; it must bear being called twice and for one who is not there.

    @eraser("people.person")
    def erase(key: str) -> None: ...
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from estafeta.core.journal.keys import Erasure, destroy
from estafeta.core.journal.lines import record
from estafeta.core.journal.subjects import KINDS, Subject, same_person

LIST = "erased.list"
Eraser = Callable[[str], None]
ERASERS: dict[str, list[Eraser]] = {}


def eraser(kind: str) -> Callable[[Eraser], Eraser]:
    """Register who forgets subjects of a kind; several rooms may."""

    def keep(act: Eraser) -> Eraser:
        ERASERS.setdefault(kind, []).append(act)
        return act

    return keep


@transaction.atomic
def erase(kind: str, key: str, *, by: AbstractBaseUser | None = None, tenant: str = "", reason: str = "") -> None:
    """Have every room forget the person, in the caller's transaction, with one line that names nobody.

    The list is written once that has committed. Raises KeyError for a kind that no room declares.
    """
    _forget(kind, key)
    record(
        user=by,
        tenant=tenant,
        verb="core.erase_subject",
        target=None,
        sentence=f"Данные участника № {key} удалены безвозвратно{f'. Основание: {reason}' if reason else ''}",
        after={"kind": kind, "number": key},
    )
    transaction.on_commit(note)


def note() -> None:
    """Put everybody of the table who is not yet there on the list beside the backups, safely on the disk."""
    path = Path(settings.BACKUPS) / LIST
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    known = set(listed(path))
    fresh = [row for row in Erasure.objects.all() if (row.kind, row.key) not in known]
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
        for row in fresh:
            at = row.at.astimezone(dt.UTC).isoformat(timespec="seconds")
            file.write(json.dumps({"kind": row.kind, "key": row.key, "at": at}) + "\n")
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
    """Erase everybody again, all or nobody; returns how many of them had come back with a restored copy.

    Raises KeyError for a kind that no room forgets.
    """
    known = {(row.kind, row.key) for row in Erasure.objects.all()}
    back = []
    for kind, key in subjects:
        _forget(kind, key)
        if (kind, key) not in known:
            back.append(f"{kind}:{key}")
    if back:
        record(
            user=None,
            tenant="",
            verb="core.replay_erasures",
            target=None,
            sentence=f"После восстановления из копии повторены удаления участников: {len(back)}",
            after={"erased": back},
        )
    return len(back)


def _forget(kind: str, key: str) -> None:
    if kind not in ERASERS:
        raise KeyError(kind)
    same = same_person(Subject(kind, int(key))) if kind in KINDS else []
    for one in same:
        destroy(one)
    for name, word in [(kind, key), *((one.kind, str(one.pk)) for one in same[1:])]:
        Erasure.objects.get_or_create(kind=name, key=word)
        for act in ERASERS[name]:
            act(word)
