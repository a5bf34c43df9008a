from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estafeta.roadmaps.drafts import DueDraft
from estafeta.roadmaps.due_plan import Standing, plan_dues, propose
from estafeta.roadmaps.understanding import deadline_of
from roadmap_reader.model import Deadline

SCHOOL = (dt.date(2026, 9, 1), dt.date(2027, 5, 31))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))


def plan(phrase: str) -> list[tuple[str | None, str | None]]:
    dues = plan_dues(deadline_of(phrase, *SCHOOL))
    return [(due.starts and due.starts.isoformat(), due.due_on and due.due_on.isoformat()) for due in dues]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("до 25.09.2026", [(None, "2026-09-25")]),
        ("Сентябрь 2026 г., январь 2027 г.", [("2026-09-01", "2026-09-30"), ("2027-01-01", "2027-01-31")]),
        ("сентябрь - декабрь 2026 г.", [("2026-09-01", "2026-12-31")]),
        ("постоянно", [(None, None)]),
        ("при необходимости", [(None, None)]),
        ("", [(None, None)]),
        ("еженедельно", [(None, None)]),
        ("сентябрь 2026, далее - постоянно", [("2026-09-01", "2026-09-30"), (None, None)]),
        ("I и II полугодие", [("2026-09-01", "2026-12-31"), ("2027-01-01", "2027-05-31")]),
    ],
)
def test_plan_dues_gives_dates_and_stretches(phrase: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert plan(phrase) == expected


def test_plan_dues_of_a_monthly_rule_is_single_days() -> None:
    assert {starts for starts, _ in plan("ежемесячно")} == {None}
    assert len(plan("ежемесячно")) == 9


KINDS = st.sampled_from(
    ["date", "month", "range", "period", "recurring", "ongoing", "event", "relative", "unspecified"]
)


@given(KINDS, st.lists(DAYS, max_size=6, unique=True).map(sorted), DAYS)
def test_plan_dues_always_gives_orderly_stretches(kind: str, dates: list[dt.date], start: dt.date) -> None:
    start = min([start, *dates])
    dues = plan_dues(Deadline(kind, tuple(dates), start if kind in {"month", "range", "period", "ongoing"} else None))
    assert dues
    assert [due.due_on for due in dues if due.due_on] == dates
    assert all(due.starts is None or due.due_on is None or due.starts <= due.due_on for due in dues)
    assert [due for due in dues if due.due_on is None] == [due for due in dues[-1:] if due.due_on is None]


DRAFTS = st.lists(DAYS.map(DueDraft), max_size=5, unique=True)


@given(DRAFTS, DRAFTS, st.sets(st.integers(0, 4)))
def test_propose_reaches_the_wanted_dues_and_keeps_closed_ones(
    old: list[DueDraft], new: list[DueDraft], closed: set[int]
) -> None:
    existing = [Standing(pk, draft, pk in closed) for pk, draft in enumerate(old)]
    change = propose(existing, new)
    assert sorted([*change.kept, *change.dropped, *(pk for pk, _ in change.changed)]) == list(range(len(old)))
    assert {row.pk for row in existing if row.closed} <= set(change.kept)
    reached = (
        {draft for draft in change.added} | {draft for _, draft in change.changed} | {old[pk] for pk in change.kept}
    )
    assert set(new) <= reached


def test_propose_changes_nothing_for_the_same_wording() -> None:
    dues = [DueDraft(dt.date(2026, 9, 30), dt.date(2026, 9, 1)), DueDraft()]
    assert propose([Standing(1, dues[0], False), Standing(2, dues[1], False)], dues).is_nothing
