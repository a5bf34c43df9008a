"""Asking the registry about measures of one organisation, and about those below where a measure concerns them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from estafeta.evidence import registry
from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.naming import Names, names_of
from estafeta.evidence.packs import rule_of
from estafeta.evidence.questions import Place, Question, Session, Window
from estafeta.evidence.windows import Term, window_of
from estafeta.organisations.models import Organisation
from estafeta.organisations.places import genitive_count, place_of, share_of
from estafeta.organisations.queries import served_by
from estafeta.organisations.scope import outside_scope
from estafeta.roadmaps.models import Due, Measure, MeasureKind, Proof, Waiver
from estafeta.roadmaps.proofs.answers import Answer, by_people, claims_of, waived, waiver_of
from estafeta.roadmaps.queries.kinds import kinds_of
from estafeta.roadmaps.understanding import catalogue
from russian.phrases import listed

NAMED = 5
"""How many of those that lack are named in the sentence; the page lists all."""


def with_what_is_asked(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with everything that asking looks at; the number of queries does not depend on their number."""
    return rows.select_related("section__roadmap__organisation__parent").prefetch_related(*asked())


def asked(prefix: str = "") -> tuple[Prefetch[str] | str, ...]:
    """What asking looks at, as prefetches of rows that reach their measure by `prefix`."""
    return (
        f"{prefix}kinds",
        f"{prefix}dues",
        Prefetch(f"{prefix}proofs", Proof.objects.select_related("added_by", "decided_by")),
        Prefetch(f"{prefix}waivers", Waiver.objects.select_related("made_by")),
    )


class Inquiry:
    """One asking on a day about an organisation's measures: facts are fetched once however many measures want them."""

    def __init__(self, organisation: Organisation, today: dt.date) -> None:
        self.organisation, self.today = organisation, today
        self.own = Session([place_of(organisation)], today)
        self.place = place_of(organisation)

    @cached_property
    def below(self) -> Session:
        """Those whom the organisation serves."""
        return Session([place_of(row) for row in served_by(self.organisation)], self.today)

    @cached_property
    def _names(self) -> Names:
        return names_of(self.place)

    def places_below(self, measure: Measure) -> list[Place]:
        """Of whom a measure about those below is asked: of all, or of those that it names."""
        names = self._names.get(f"measure:{measure.pk}")
        return [place for place in self.below.places.values() if names is None or names(place)]

    def asked_below(self, measure: Measure) -> str:
        """«9 школ», after «у»: of how many organisations a measure about those below is asked."""
        return genitive_count(self.places_below(measure))

    def about(self, measure: Measure, due: Due | None = None) -> tuple[Answer, ...]:
        """Return how every kind of the measure stands for the due (without one: for the plan), the likeliest first."""
        return tuple(self._answer(measure, due, row) for row in kinds_of(measure))

    def _answer(self, measure: Measure, due: Due | None, kind: MeasureKind) -> Answer:
        known = catalogue()
        name, wanted = (known[kind.code].name, known[kind.code].proof) if kind.code in known else ("", "")
        waiver = waiver_of(measure, kind.code, due)
        provable = registry.is_provable(kind.code)
        if waiver is not None:
            evidence = waived(waiver, self.today)
        elif provable:
            evidence = self._by_facts(measure, due, kind.code)
        else:
            evidence = by_people(measure, claims_of(measure, kind.code, due), wanted, self.today)
        items = tuple(measure.items[place] for place in kind.items if place < len(measure.items))
        return Answer(kind.code, name, evidence, provable, items, waiver)

    def _by_facts(self, measure: Measure, due: Due | None, code: str) -> Evidence:
        window = window_of(term_of(measure, due), rule_of(code), self.today)
        if measure.concerns == Measure.Concerns.BELOW and registry.asks_below(code):
            with self._reach():
                return self._of_those_below(code, window, self.places_below(measure))
        subject = f"roadmap:{measure.section.roadmap_id}"
        return registry.ask(Question(code, self.place, window, self.own, subject))

    @contextmanager
    def _reach(self) -> Iterator[None]:
        """A mentoring centre stands beside the schools of its district: numbers and names of organisations only."""
        if self.organisation.is_above:
            yield
        else:
            with outside_scope("a mentoring centre counts the organisations of its district that have proven a kind"):
                yield

    def _of_those_below(self, code: str, window: Window, places: list[Place]) -> Evidence:
        if not places:
            return Evidence(State.MISSING, "Организаций ниже в системе пока нет: спросить некого.", 0, 0)
        states = {row.pk: registry.ask(Question(code, row, window, self.below)).state for row in places}
        proven = [row for row in places if states[row.pk] == State.PROVEN]
        lacking = [row for row in places if states[row.pk] != State.PROVEN]
        begun = proven or any(state == State.PARTLY for state in states.values())
        return Evidence(
            state=State.PROVEN if not lacking else State.PARTLY if begun else State.MISSING,
            sentence=sentence_below(places, proven, lacking),
            current=len(proven),
            wanted=len(places),
            objects=tuple(self._seen(row) for row in proven),
            link=self._overview(code),
            lacking=tuple(self._seen(row) for row in lacking),
        )

    def _overview(self, code: str) -> Link | None:
        leading = (part.overview for part in registry.parts_of(code) if part.overview)
        return next((lead(self.place) for lead in leading), None)

    def _seen(self, place: Place) -> Seen:
        """An organisation of another branch has no page to be opened from here."""
        is_open = place.path.startswith(self.place.path)
        return Seen(
            place.name, reverse("organisation_home", args=[place.slug]) if is_open else "", f"organisation:{place.pk}"
        )


def sentence_below(places: list[Place], proven: list[Place], lacking: list[Place]) -> str:
    """«7 из 9 школ; ещё нет: СОШ № 3 и СОШ № 5.»"""
    words = share_of(places, len(proven))
    names = listed([row.name for row in lacking], most=NAMED)
    return f"{words}; ещё нет: {names}." if lacking else f"{words}."


def due_to_ask(measure: Measure) -> Due | None:
    """The due that a page speaks of: the first open one, else the last; None where the measure has none."""
    dues = list(measure.dues.all())
    return next((row for row in dues if row.is_open), dues[-1] if dues else None)


def term_of(measure: Measure, due: Due | None) -> Term:
    """The due among the dated dues of its measure; needs `dues`."""
    plan = measure.section.roadmap
    if due is None or due.due_on is None:
        return Term(plan.starts, plan.ends)
    dated = sorted((row for row in measure.dues.all() if row.due_on), key=lambda row: (row.due_on, row.pk))
    earlier = [row for row in dated if row.due_on and row.due_on < due.due_on]
    later = [row.due_on for row in dated if row.due_on and row.due_on > due.due_on]
    before = earlier[-1] if earlier else None
    return Term(
        plan_starts=plan.starts,
        plan_ends=plan.ends,
        due=due.due_on,
        previous=before.due_on if before else None,
        settled=before.fact_on if before else None,
        following=later[0] if later else None,
    )
