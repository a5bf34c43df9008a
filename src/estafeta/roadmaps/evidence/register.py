"""Kinds that a registered paper proves: what the register is asked, the same for all of them."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.urls import reverse

from docforge import kinds as papers
from estafeta.documents.models import Document
from estafeta.documents.queries import kinds_proving
from estafeta.roadmaps.evidence.facts import Facts, proofs_of
from estafeta.roadmaps.evidence.model import MISSING, PARTLY, PROVEN, Evidence, Kind, Seen
from estafeta.roadmaps.models import Measure

EARLIER = dt.timedelta(days=120)
"""An order of the summer before the plan begins is this year's order."""
State = Document.State


def by_register(code: str, asks: str) -> Kind:
    """Return a kind that is proven by any registered paper whose pack says so."""
    return Kind(code, asks, partial(ask_register, code))


def ask_register(code: str, measure: Measure, facts: Facts) -> Evidence:
    """What the register says: a paper in force, one on signature, or none and where to make it."""
    plan = measure.section.roadmap
    wanted = kinds_proving(code)
    known = [row for row in facts.papers if row.kind in wanted]
    found = [row for row in known if counts(row, plan.starts, facts.today)]
    if found:
        seen = tuple(Seen(str(row), row.get_absolute_url(), f"document:{row.pk}") for row in found)
        named = "; ".join(str(row) for row in found)
        return Evidence(code, PROVEN, f"Зарегистрировано: {named}.", len(found), 1, seen)
    return _attached(code, measure) or _lacking(code, measure, known)


def counts(row: Document, starts: dt.date, today: dt.date) -> bool:
    """True for a registered paper of this plan's time; a regulation of any earlier year counts while it is in force."""
    if row.state != State.REGISTERED or row.date is None or row.date > today:
        return False
    return row.sort == "regulation" or row.date >= starts - EARLIER


def _attached(code: str, measure: Measure) -> Evidence | None:
    """A paper made elsewhere proves as well: a file that somebody attached to the measure."""
    proofs = [row for row in proofs_of(measure) if row.sort == "file"]
    if not proofs:
        return None
    slug = measure.section.roadmap.organisation.slug
    seen = tuple(
        Seen(str(row)[:120], reverse("roadmaps:proof_file", args=[slug, row.pk]), f"proof:{row.pk}") for row in proofs
    )
    return Evidence(code, PROVEN, "Приложен файл.", len(proofs), 1, seen)


def _lacking(code: str, measure: Measure, known: list[Document]) -> Evidence:
    """Nothing in force yet: the paper that is being made, or where one is made."""
    waiting = next((row for row in reversed(known) if row.is_open), None)
    if waiting is not None:
        words = f"Готовится: {waiting.title} ({waiting.get_state_display().lower()})."
        return Evidence(code, PARTLY, words, 0, 1, action=("Открыть", waiting.get_absolute_url()))
    organisation = measure.section.roadmap.organisation
    kind = next(
        (row for row in map(papers.load().get, kinds_proving(code)) if row and row.suits(organisation.kind)), None
    )
    gone = next((row for row in reversed(known) if row.state == State.CANCELLED), None)
    words = f"Утратило силу: {gone}." if gone else "В реестре документов такой бумаги ещё нет."
    link = reverse("documents:new", args=[organisation.slug, kind.code]) if kind else ""
    return Evidence(code, MISSING, words, 0, 1, action=("Подготовить", link) if kind else None)
