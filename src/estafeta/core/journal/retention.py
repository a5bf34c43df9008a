"""Emptying lines whose time has passed: what was said goes, the link of the chain stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from estafeta.core.journal.lines import record
from estafeta.core.journal.models import CHUNK, JournalLine, JournalMention

LEAST = 1
"""Years: before that the database itself refuses (`guards`)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For how many years what is said in lines is kept: by the act of a mention, by verb or the beginning of one."""

    years: Mapping[str, int]
    verbs: Mapping[str, int]
    kept: frozenset[str]

    def of(self, verb: str, act: str) -> int | None:
        """Years for one line; None for ever."""
        if verb in self.kept:
            return None
        heads = [head for head in self.verbs if verb == head or (head.endswith(".") and verb.startswith(head))]
        return self.verbs[max(heads, key=len)] if heads else self.years[act or "deed"]


def read_terms(table: Mapping[str, Any]) -> Terms:
    """The terms of a pack. Raises ValueError with a sentence for a missing or too short one."""
    years = {name: table.get("years", {}).get(name) for name in ("view", "export", "deed")}
    verbs = dict(table.get("verbs", {}))
    for name, value in {**years, **verbs}.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < LEAST:
            raise ValueError(f"Срок «{name}» должен быть целым числом лет, не меньше {LEAST}.")
    return Terms(years, verbs, frozenset(table.get("kept", ())))


def due_lines(tenant: str, terms: Terms, now: dt.datetime) -> Iterator[JournalLine]:
    """Lines of a tenant whose time has passed, oldest first, as they are stored."""
    oldest = now - dt.timedelta(days=366 * LEAST)
    rows = JournalLine.chain.filter(tenant=tenant, retired_at=None, number__isnull=False, at__lt=oldest)
    acts = dict(
        JournalMention.chain.filter(tenant=tenant).exclude(act="").values_list("line", "act").distinct().iterator()
    )
    for line in rows.order_by("number").iterator(CHUNK):
        years = terms.of(line.verb, acts.get(line.pk, ""))
        if years is not None and line.at < now - dt.timedelta(days=366 * years):
            yield line


@transaction.atomic
def retire(tenant: str, terms: Terms, now: dt.datetime) -> int:
    """Empty the lines of a tenant whose time has passed; one line says how many and which. Returns how many."""
    lines = [(line.pk, line.number or 0) for line in due_lines(tenant, terms, now)]
    for start in range(0, len(lines), CHUNK):
        chosen = Q(pk__in=[pk for pk, _ in lines[start : start + CHUNK]])
        JournalLine.chain.filter(chosen).update(sentence="", before={}, after={}, retired_at=now)
    if lines:
        numbers = [number for _, number in lines]
        record(
            user=None,
            tenant=tenant,
            verb="organisations.retire_lines",
            target=None,
            sentence=f"Истёк срок хранения: удалено содержание записей журнала, {len(lines)}, "
            f"с № {min(numbers)} по № {max(numbers)}",
            after={"lines": len(lines), "first": min(numbers), "last": max(numbers)},
        )
    return len(lines)
