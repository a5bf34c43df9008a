"""Every due that counts with its stage and standing; the ribbon of stages of one organisation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from estafeta.core.components.parts import Stage
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Due, MeasureKind
from estafeta.roadmaps.phrases import STAGES
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.queries.states import DONE, DROPPED, due_state
from estafeta.roadmaps.understanding import stage_of_kinds


@dataclass(frozen=True, slots=True)
class Fact:
    """A due that counts: its measure, the measure's stage, its standing (a key of `core.states.STATES`)."""

    measure_id: int
    stage: int | None
    due_on: dt.date | None
    state: str


def facts_of(organisation: Organisation, today: dt.date) -> list[Fact]:
    """Return the dues of the organisation's active roadmaps that count, with stage and standing; two queries."""
    dues = Due.objects.filter(live("measure__"), measure__section__roadmap__organisation=organisation)
    rows = list(dues.select_related("measure__section").order_by("pk"))
    kinds: dict[int, list[str]] = {}
    for measure, code in MeasureKind.objects.filter(
        live("measure__"),
        measure__section__roadmap__organisation=organisation,
        measure__stage__isnull=True,
        measure__section__stage__isnull=True,
    ).values_list("measure", "code"):
        kinds.setdefault(measure, []).append(code)
    facts = []
    for due in rows:
        section = due.measure.section
        state = due_state(due, today, conditional=due.measure.conditional).state
        stage = due.measure.stage or section.stage or stage_of_kinds(kinds.get(due.measure_id, []))
        if state not in DROPPED:
            facts.append(Fact(due.measure_id, stage, due.due_on, state))
    return facts


def stage_ribbon(organisation: Organisation, today: dt.date, *, url: Callable[[int], str]) -> tuple[Stage, ...]:
    """Return the seven stages with measures done, in all, and late; the current one is the first that is not done.

    A measure is done when all its counted dues are; ongoing ones without a day do not hold a stage back.
    """
    facts = [fact for fact in facts_of(organisation, today) if fact.due_on or fact.state in DONE]
    measures: dict[int, dict[int, list[str]]] = {number: {} for number in range(1, 8)}
    for fact in facts:
        if fact.stage in measures:
            measures[fact.stage].setdefault(fact.measure_id, []).append(fact.state)
    done = {number: sum(set(states) <= DONE for states in rows.values()) for number, rows in measures.items()}
    current = next((number for number, rows in measures.items() if done[number] < len(rows)), None)
    return tuple(
        Stage(
            number=number,
            name=STAGES[number],
            url=url(number),
            done=done[number],
            total=len(rows),
            late=sum("late" in states for states in rows.values()),
            current=number == current,
        )
        for number, rows in measures.items()
    )
