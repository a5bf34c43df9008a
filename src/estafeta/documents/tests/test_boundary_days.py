"""Papers on the day of their date and on the days beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from estafeta.core.refusals import Refusal
from estafeta.documents import actions
from estafeta.documents.models import Acquaintance
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import initial_values, same_number
from estafeta.documents.queries import registered as in_force
from estafeta.documents.tests.conftest import DAY, draft

ONE = dt.timedelta(days=1)


@pytest.mark.parametrize(("shift", "registered"), [(-1, True), (0, True), (1, False)])
def test_paper_is_registered_with_a_day_up_to_today(order, clerk, today, shift, registered):
    act = {"actor": clerk, "document": order, "number": "12-од", "date": today + shift * ONE, "today": today}
    if registered:
        assert actions.register_paper(**act).date == act["date"]
        return
    with pytest.raises(Refusal, match="ещё не наступила"):
        actions.register_paper(**act)


@pytest.mark.parametrize(("shift", "stands"), [(-1, False), (0, True), (1, True)])
def test_paper_is_in_force_from_its_own_day(registered, cast, shift, stands):
    rows = in_force(cast.school, on=DAY + shift * ONE)
    assert (registered in rows) is stands


@pytest.mark.parametrize(
    ("date", "cancelled"),
    [("2026-08-31", False), ("2026-09-01", True), ("2026-11-21", True), ("2026-11-22", False)],
)
def test_paper_ends_between_its_own_day_and_today(registered, clerk, today, date, cancelled):
    day = dt.date.fromisoformat(date)
    act = {"actor": clerk, "document": registered, "date": day, "reason": "Приказ № 57-од", "today": today}
    if cancelled:
        assert actions.cancel_paper(**act).cancelled_on == day
        return
    with pytest.raises(Refusal):
        actions.cancel_paper(**act)


@pytest.mark.parametrize("date", ["2026-09-01", "2026-11-21"])
def test_paper_is_read_on_its_own_day_or_today(registered, clerk, today, date):
    row = Acquaintance.objects.filter(document=registered).first()
    actions.acquaint(actor=clerk, acquaintance=row, day=dt.date.fromisoformat(date), today=today)
    row.refresh_from_db()
    assert row.day == dt.date.fromisoformat(date)


@pytest.mark.parametrize(
    ("date", "taken"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_number_is_taken_from_new_year_to_new_years_eve(registered, curator, date, taken):
    other = actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())
    twin = same_number(other, registered.number, dt.date.fromisoformat(date))
    assert (twin == registered) is taken


@pytest.mark.parametrize(
    ("day", "ends"), [("2026-08-31", "2026-05-31"), ("2026-09-01", "2027-05-31"), ("2027-08-31", "2027-05-31")]
)
def test_paper_begins_with_the_school_year_of_its_day(in_school, day, ends):
    kind = next(kind for kind in paper_kinds().values() if "ends" in {row.name for row in kind.variables})
    assert initial_values(kind, in_school.school, dt.date.fromisoformat(day))["ends"] == ends
