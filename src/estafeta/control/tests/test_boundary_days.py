"""Control on the first day, on the last one and on the days beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from estafeta.control.matrix import Filters, narrowed
from estafeta.control.queries import overdue
from estafeta.control.rolling import roll_over, unfinished
from estafeta.core.refusals import Refusal
from estafeta.roadmaps.models import Due, Roadmap

DUE = dt.date(2026, 9, 25)


@pytest.mark.parametrize(("days", "told"), [(6, False), (7, True), (8, True)])
def test_due_is_overdue_from_the_very_day_of_the_rules(cast, roadmap, days, told):
    rows = overdue(cast.school, DUE + dt.timedelta(days=days), 7)
    assert ([due.due_on for due in rows] == [DUE]) is told


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        (DUE, DUE, True),
        (DUE + dt.timedelta(days=1), None, False),
        (DUE, None, True),
        (None, DUE, True),
        (None, DUE - dt.timedelta(days=1), False),
    ],
)
def test_stretch_of_the_matrix_holds_its_first_and_last_day(roadmap, first, last, kept):
    dues = narrowed(Due.objects.filter(measure__section__roadmap=roadmap), Filters(first=first, last=last))
    assert dues.filter(due_on=DUE).exists() is kept


@pytest.mark.parametrize(
    ("until", "carried"),
    [("2027-08-31", False), ("2027-09-01", True), ("2028-05-31", True), ("2028-06-01", False)],
)
def test_what_is_carried_is_due_on_a_day_of_the_new_plan(roadmap, curator, until, carried):
    row, day = unfinished(roadmap)[0], dt.date.fromisoformat(until)
    act = {"actor": curator, "roadmap": roadmap, "starts": dt.date(2027, 9, 1), "carry": [row.pk], "until": day}
    if carried:
        made = roll_over(**act)
        assert Due.objects.get(measure__section__roadmap=made, measure__carried_from=row).due_on == day
        return
    with pytest.raises(Refusal, match="день новой карты"):
        roll_over(**act)
    assert Roadmap.objects.count() == 1
