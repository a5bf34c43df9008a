"""The seven stages of one organisation in a season: which measures are done, which are lacking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from estafeta.core.components.parts import Stage
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Due, Measure, MeasureKind
from estafeta.roadmaps.phrases import STAGE_WORDS, STAGES
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.queries.states import DONE, DROPPED, DueState, due_state, measure_state
from estafeta.roadmaps.understanding import stage_of_kinds
from russian.dates import school_year

RIBBON = range(1, 8)


@dataclass(frozen=True, slots=True)
class StageRow:
    """A measure of a stage with those of its dues that count this season, by day."""

    measure: Measure
    stage: int | None
    dues: tuple[DueState, ...]

    @property
    def state(self) -> str:
        """How it stands."""
        return measure_state(self.dues)

    @property
    def is_done(self) -> bool:
        """True when every counted due is done."""
        return all(due.state in DONE for due in self.dues)

    @property
    def is_late(self) -> bool:
        """True when one is late."""
        return any(due.state == "late" for due in self.dues)

    @property
    def next_on(self) -> dt.date | None:
        """The day of the first open one."""
        return next((due.due_on for due in self.dues if due.is_open), None)


def season_of(today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the school year."""
    year = school_year(today)
    return dt.date(year, 9, 1), dt.date(year + 1, 8, 31)


def season_rows(organisation: Organisation, today: dt.date) -> list[StageRow]:
    """Return the measures of the active roadmaps with dues of this season, in the order of the plan; two queries.

    A due counts by its day; one without a day counts when it was done this season: ongoing work holds no stage back.
    """
    dues = Due.objects.filter(live("measure__"), measure__section__roadmap__organisation=organisation)
    dues = dues.select_related("measure__section__roadmap__organisation")
    kinds = _kinds_without_stage(organisation)
    first, last = season_of(today)
    found: dict[int, list[DueState]] = {}
    measures: dict[int, Measure] = {}
    for due in dues.order_by("measure__section__position", "measure__position", "measure_id", "due_on", "pk"):
        state = due_state(due, today, conditional=due.measure.conditional)
        day = due.due_on or (due.fact_on if state.state in DONE else None)
        if state.state not in DROPPED and day is not None and first <= day <= last:
            measures[due.measure_id] = due.measure
            found.setdefault(due.measure_id, []).append(state)
    return [StageRow(measures[pk], _stage_of(measures[pk], kinds), tuple(rows)) for pk, rows in found.items()]


def _kinds_without_stage(organisation: Organisation) -> dict[int, list[str]]:
    """The kinds of measures whose stage is not written, the likeliest first."""
    rows = MeasureKind.objects.filter(
        live("measure__"),
        measure__section__roadmap__organisation=organisation,
        measure__stage__isnull=True,
        measure__section__stage__isnull=True,
    )
    kinds: dict[int, list[str]] = {}
    for measure, code in rows.values_list("measure", "code"):
        kinds.setdefault(measure, []).append(code)
    return kinds


def _stage_of(measure: Measure, kinds: Mapping[int, list[str]]) -> int | None:
    return measure.stage or measure.section.stage or stage_of_kinds(kinds.get(measure.pk, []))


def ribbon_of(rows: Iterable[StageRow], *, url: Callable[[int], str]) -> tuple[Stage, ...]:
    """Return the seven stages with measures done, in all and late; the current one is the first that is not done."""
    by_stage: dict[int, list[StageRow]] = {number: [] for number in RIBBON}
    for row in rows:
        if row.stage in by_stage:
            by_stage[row.stage].append(row)
    current = next((number for number in RIBBON if not all(row.is_done for row in by_stage[number])), None)
    return tuple(
        Stage(
            number=number,
            name=STAGES[number],
            word=STAGE_WORDS[number],
            url=url(number),
            done=sum(row.is_done for row in by_stage[number]),
            total=len(by_stage[number]),
            late=sum(row.is_late for row in by_stage[number]),
            current=number == current,
        )
        for number in RIBBON
    )


@dataclass(frozen=True, slots=True)
class StageCard:
    """What a ring opens: measures done and lacking, the latter by day."""

    number: int
    name: str
    done: tuple[StageRow, ...]
    lacking: tuple[StageRow, ...]


def stage_card(organisation: Organisation, today: dt.date, number: int) -> StageCard:
    """Return one stage of the season."""
    rows = [row for row in season_rows(organisation, today) if row.stage == number]
    lacking = sorted((row for row in rows if not row.is_done), key=lambda row: row.next_on or dt.date.max)
    return StageCard(number, STAGES[number], tuple(row for row in rows if row.is_done), tuple(lacking))
