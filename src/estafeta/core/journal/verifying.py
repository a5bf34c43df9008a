"""Proving that nobody has rewritten the journal: every line of a tenant from the first to the last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from estafeta.core.journal import guards
from estafeta.core.journal.chain import digest, last_link, link
from estafeta.core.journal.models import CHUNK, JournalLine, JournalMention
from estafeta.core.journal.subjects import Subject

Head = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Break:
    """The first line of a tenant that is not as it was written."""

    tenant: str
    number: int
    line_id: int | None
    at: dt.datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at and what was found: `heads` are the last links of the chains that hold."""

    lines: int
    heads: dict[str, Head]
    breaks: tuple[Break, ...]
    missing_guards: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """True when every chain and every guard stands."""
        return not self.breaks and not self.missing_guards


def verify(tenant: str | None = None, against: Mapping[str, Head] | None = None) -> Verdict:
    """Walk the chains: of one tenant (its path), or of all.

    `against` are heads written down earlier: a chain that is shorter now, or has another line there, was cut.
    """
    tenants = [tenant] if tenant is not None else sorted({*_tenants(), *(against or {})})
    heads: dict[str, Head] = {}
    breaks, lines = [], 0
    for one in tenants:
        found, seen = _walk(one, (against or {}).get(one))
        lines += seen
        if found:
            breaks.append(found)
        else:
            heads[one] = last_link(one)
    return Verdict(lines, heads, tuple(breaks), tuple(guards.missing(connection)))


def _tenants() -> list[str]:
    return list(JournalLine.chain.order_by("tenant").values_list("tenant", flat=True).distinct())


def _walk(tenant: str, head: Head | None) -> tuple[Break | None, int]:
    """The first broken line of the tenant, and how many lines were looked at."""
    previous, number = "", 0
    for line, mentioned in _lines(tenant):
        number += 1
        why = _fault(line, mentioned, number, previous)
        if not why and head and head[0] == number and head[1] != line.hash:
            why = "звено не то, что было записано раньше"
        if why:
            return Break(tenant, number, line.pk, line.at, why), number
        previous = line.hash
    if head and head[0] > number:
        return Break(tenant, number + 1, None, None, f"строк было не меньше {head[0]}, конец цепочки отрезан"), number
    loose = JournalLine.chain.filter(tenant=tenant, number__isnull=True).first()
    if loose:
        return Break(tenant, number + 1, loose.pk, loose.at, "строка стоит вне цепочки"), number
    return None, number


def _fault(line: JournalLine, mentioned: list[tuple[Subject, str]], number: int, previous: str) -> str:
    """Why the line is not as it was written; empty when it is."""
    if line.number != number:
        return f"нет строки № {number}" if (line.number or 0) > number else f"строка № {line.number} повторяется"
    if line.retired_at is None and digest(line, mentioned) != line.digest:
        return "содержание изменено"
    if line.retired_at is not None and (line.sentence or line.before or line.after):
        return "содержание появилось после удаления"
    if link(previous, number, line.tenant, line.digest) != line.hash:
        return "звено не продолжает цепочку"
    return ""


def _lines(tenant: str) -> Iterator[tuple[JournalLine, list[tuple[Subject, str]]]]:
    """Lines in the order of the chain as they are stored, each with those whom it mentions."""
    rows = JournalLine.chain.filter(tenant=tenant, number__isnull=False).order_by("number").iterator(CHUNK)
    while part := list(islice(rows, CHUNK)):
        mentioned: dict[int, list[tuple[Subject, str]]] = {}
        for row in JournalMention.chain.filter(line__in=[line.pk for line in part]):
            mentioned.setdefault(row.line_id, []).append((Subject(row.kind, row.subject_id), row.act))
        yield from ((line, mentioned.get(line.pk, [])) for line in part)
