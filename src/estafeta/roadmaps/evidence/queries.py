"""What the facts say of measures, what may be closed by them, what has disappeared since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.evidence import registry
from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.model import PROVEN, Evidence
from estafeta.roadmaps.models import Due, EvidenceSnapshot, Measure, Roadmap
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.queries.live import live_dues
from estafeta.roadmaps.understanding import catalogue

SURE = 0.5
ASKED = ("kinds", "proofs", "site_checks")
"""What the kinds look at on a measure itself."""


def evidence_of(measure: Measure, facts: Facts) -> tuple[Evidence, ...]:
    """Return what the facts say of every kind that the measure speaks of, the likeliest first.

    For many measures of one organisation hand over the same `facts`.
    """
    known = catalogue()
    codes = [row.code for row in measure.kinds.all() if row.confirmed_by_person or row.confidence >= SURE]
    return tuple(
        replace(registry.ask(measure, code, facts), name=known[code].name if code in known else "")
        for code in codes or ["other"]
    )


@dataclass(frozen=True, slots=True)
class Closable:
    """A due that the facts have proven already."""

    due: Due
    evidence: Evidence

    @property
    def measure(self) -> Measure:
        """The measure of the due."""
        return self.due.measure


def closable(actor: Actor, today: dt.date) -> tuple[Closable, ...]:
    """Return the open dues that the facts of the system prove and the person may close, by day."""
    rows = live_dues(actor.organisation).filter(
        state__in=["planned", "in_progress"], measure__kinds__code__in=list(registry.KINDS)
    )
    found, facts = [], Facts(actor.organisation, today)
    for due in rows.distinct().prefetch_related(*(f"measure__{name}" for name in (*ASKED, "responsibles"))):
        answers = [row for row in evidence_of(due.measure, facts) if row.kind in registry.KINDS]
        if answers and all(row.state == PROVEN for row in answers) and may("roadmaps.close_due", actor, due):
            found.append(Closable(due, answers[0]))
    return tuple(found)


def broken(organisation: Organisation) -> list[EvidenceSnapshot]:
    """The snapshots whose fact has disappeared and about which nobody has decided yet."""
    rows = EvidenceSnapshot.objects.filter(
        measure__section__roadmap__organisation=organisation, broken_at__isnull=False, settled_at__isnull=True
    )
    return list(rows.select_related("measure__section__roadmap__organisation", "due"))


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with what the facts say of it."""

    measure: Measure
    evidence: tuple[Evidence, ...]


def lines_of(roadmap: Roadmap, today: dt.date) -> tuple[Line, ...]:
    """Return every measure of a plan with its evidence."""
    rows = Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True, section__removed_at__isnull=True)
    rows = rows.select_related("section__roadmap__organisation__parent").prefetch_related(*ASKED)
    ordered: Iterable[Measure] = rows.order_by("section__position", "position", "pk")
    facts = Facts(roadmap.organisation, today)
    return tuple(Line(row, evidence_of(row, facts)) for row in ordered)


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of measure in words: what proves it, what the system asks of the facts (empty: a person attaches it)."""

    name: str
    proof: str
    asks: str


def kinds_by_stage() -> tuple[tuple[str, tuple[KindLine, ...]], ...]:
    """Every kind of the catalogue under the name of its stage; those of no stage come last."""
    found: dict[int, list[KindLine]] = {}
    for code, kind in catalogue().items():
        proven = registry.KINDS.get(code)
        line = KindLine(kind.name, kind.proof or "файл, ссылка или запись", proven.asks if proven else "")
        found.setdefault(kind.stage or len(STAGES) + 1, []).append(line)
    return tuple(
        (f"Этап {stage}. {STAGES[stage]}" if stage in STAGES else "На всех этапах", tuple(lines))
        for stage, lines in sorted(found.items())
    )
