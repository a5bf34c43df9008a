"""The state of a due and the stage of its measure as expressions of the database, for counts too many to fold here.

`due_state_case` gives what `due_state` gives; a property test holds the two together.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Case, CharField, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from estafeta.roadmaps.models import Due, MeasureKind
from estafeta.roadmaps.queries.states import SOON
from estafeta.roadmaps.understanding import catalogue


def due_state_case(today: dt.date) -> Case:
    """A key of `core.states.STATES` for each due on a day."""
    is_open = Q(state__in=[Due.State.PLANNED, Due.State.IN_PROGRESS])
    return Case(
        When(Q(state=Due.State.DONE, fact_on__gt=F("due_on")), then=Value("done_late")),
        When(~is_open, then=F("state")),
        When(Q(state=Due.State.PLANNED, measure__conditional=True), then=Value("conditional")),
        When(due_on__lt=today, then=Value("late")),
        When(due_on=today, then=Value("today")),
        When(due_on__lte=today + SOON, then=Value("soon")),
        default=F("state"),
        output_field=CharField(),
    )


def stage_case() -> Coalesce:
    """The stage of each due's measure, of its section, of the likeliest kind that has one; else null."""
    staged = {code: kind.stage for code, kind in catalogue().items() if kind.stage}
    codes = {stage: [code for code, own in staged.items() if own == stage] for stage in sorted(set(staged.values()))}
    whens = [When(code__in=codes[stage], then=Value(stage)) for stage in codes]
    kinds = MeasureKind.objects.filter(measure=OuterRef("measure"), code__in=list(staged))
    kinds = kinds.order_by("-confirmed_by_person", "-confidence", "pk")
    likeliest = Subquery(kinds.values(stage=Case(*whens, output_field=IntegerField()))[:1])
    return Coalesce("measure__stage", "measure__section__stage", likeliest, output_field=IntegerField())
