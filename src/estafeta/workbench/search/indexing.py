"""Keeping the index: rows are written anew after the commit of what changed them, all of them by `rebuild`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import Model

from estafeta.organisations.scope import outside_scope
from estafeta.workbench.models import SearchEntry
from estafeta.workbench.search.engines import marks_of
from estafeta.workbench.search.registry import SOURCES, Source
from estafeta.workbench.search.words import words_of

REASON = "the index follows the rows of every organisation; what a person finds is decided when she asks"
WRITTEN = ("path", "title", "note", "url", "scope", "words")
BATCH = 500
Keys = Callable[[], Iterable[int]]

_pending = threading.local()


def renew(kind: str, keys: Callable[[], Iterable[int]]) -> None:
    """Write rows of a kind anew once the running transaction is committed, all that it changed at once.

    `keys` is asked then: a plan is saved before its measures are.
    """
    waiting: dict[str, list[Keys]] = _pending.__dict__.setdefault("keys", {})
    waiting.setdefault(kind, []).append(keys)
    transaction.on_commit(flush, robust=True)


def flush() -> None:
    """Write what waits; nothing when another callback of the same commit has done it."""
    waiting: dict[str, list[Keys]] = _pending.__dict__.pop("keys", {})
    for kind, asked in waiting.items():
        with outside_scope(REASON):
            keys = {key for keys in asked for key in keys()}
        for batch in _batches(sorted(keys)):
            write(SOURCES[kind], batch)


@transaction.atomic
def write(source: Source, keys: Iterable[int]) -> int:
    """Bring the index into line with these rows, also with those that are no more; returns how many stand in it."""
    wanted = list(keys)
    with outside_scope(REASON):
        rows = [_row(source, found) for found in source.rows().filter(pk__in=wanted)]
        gone = set(wanted) - {row.key for row in rows}
        SearchEntry.objects.filter(kind=source.kind, key__in=gone).delete()
        SearchEntry.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "key"], update_fields=WRITTEN
        )
    return len(rows)


def rebuild(source: Source) -> int:
    """Write a whole kind anew and drop what is no more; returns how many rows stand in the index."""
    count = 0
    with outside_scope(REASON):
        keys = list(source.rows().order_by("pk").values_list("pk", flat=True))
        stale = SearchEntry.objects.filter(kind=source.kind).exclude(key__in=source.rows().values("pk"))
        stale.delete()
    for batch in _batches(keys):
        count += write(source, batch)
    return count


def _row(source: Source, found: Model) -> SearchEntry:
    entry = source.entry(found)
    return SearchEntry(
        path=entry.path,
        kind=source.kind,
        key=found.pk,
        title=entry.title[:300],
        note=entry.note[:300],
        url=entry.url,
        scope=marks_of(entry.path, source.kind),
        words=words_of(entry.title, entry.text),
    )


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
