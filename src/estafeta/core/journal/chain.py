"""The chain of a tenant: each line carries the hash of all before it.

`digest` is taken of what a line says, in the words in which any database gives it back; `link` binds it to the line
before. On SQLite, where one writer holds the database, the link is made while the line is written; on PostgreSQL the
database makes it when the transaction commits (`guards`), so writers wait for one another only that long.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.subjects import Subject

Mentioned = tuple[Subject, str]


def digest(line: JournalLine, mentioned: Iterable[Mentioned]) -> str:
    """SHA-256 of everything that the line says and of whom it is about, 64 letters."""
    said = [
        line.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        line.user_id,
        line.tenant,
        line.verb,
        line.target_type,
        line.target_id,
        line.sentence,
        _steady(line.before),
        _steady(line.after),
        sorted([subject.kind, subject.pk, act] for subject, act in mentioned),
    ]
    return _sha(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def link(previous: str, number: int, tenant: str, content: str) -> str:
    """The hash of a line: of the hash before it («» for the first), its number, its tenant, its digest."""
    return _sha("\n".join((previous, str(number), tenant, content)))


def last_link(tenant: str) -> tuple[int, str]:
    """Number and hash of the tenant's last line; (0, "") where there is none."""
    last = (
        JournalLine.chain.filter(tenant=tenant, number__isnull=False).order_by("-number").only("number", "hash").first()
    )
    return (last.number or 0, last.hash) if last else (0, "")


@transaction.atomic
def append(lines: Sequence[tuple[JournalLine, Sequence[Mentioned]]]) -> None:
    """Write lines at the end of the chains of their tenants, in the given order."""
    for line, mentioned in lines:
        line.digest = digest(line, mentioned)
        if connection.vendor != "postgresql":
            number, previous = last_link(line.tenant)
            line.number, line.hash = number + 1, link(previous, number + 1, line.tenant, line.digest)
        line.save(force_insert=True)
        JournalMention.chain.bulk_create(
            JournalMention(line=line, tenant=line.tenant, kind=subject.kind, subject_id=subject.pk, act=act)
            for subject, act in mentioned
        )


def _steady(value: Any) -> Any:
    """Numbers in one spelling: PostgreSQL gives 1e22 back as a whole number and keeps no order of keys."""
    if isinstance(value, dict):
        return {name: _steady(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_steady(item) for item in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ["n", format(Decimal(str(value)).normalize(), "f")]
    return value


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
