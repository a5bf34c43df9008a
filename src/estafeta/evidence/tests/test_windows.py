"""The window of time of a proof, on its boundary days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estafeta.evidence.packs import rule_of, rules
from estafeta.evidence.questions import Window
from estafeta.evidence.windows import DAY, Rule, Term, read, window_of

STARTS, ENDS = dt.date(2026, 9, 1), dt.date(2027, 5, 31)
TODAY = dt.date(2030, 1, 1)
RULE = Rule(before=90, after=365, after_repeated=14)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
RULES = st.builds(Rule, *[st.integers(0, 500)] * 3, st.booleans())


def day(text):
    return dt.date.fromisoformat(text)


def term(due=None, **more):
    return Term(STARTS, ENDS, day(due) if due else None, **{name: day(text) for name, text in more.items()})


@pytest.mark.parametrize(
    ("asked", "since", "until"),
    [
        (term("2026-12-31"), "2026-06-03", "2027-12-31"),
        (term(), "2026-06-03", "2028-05-30"),
        (term("2026-12-31", following="2027-05-31"), "2026-06-03", "2027-01-14"),
        (term("2027-05-31", previous="2026-12-31"), "2027-01-01", "2027-06-14"),
        (term("2027-05-31", previous="2026-12-31", settled="2026-11-20"), "2027-01-01", "2027-06-14"),
        (term("2027-05-31", previous="2026-12-31", settled="2027-01-10"), "2027-01-11", "2027-06-14"),
        (term("2026-10-31", previous="2026-10-24", following="2026-11-07"), "2026-10-25", "2026-11-06"),
    ],
)
def test_first_and_last_day_count_and_their_neighbours_do_not(asked, since, until):
    window = window_of(asked, RULE, TODAY)
    assert window == Window(day(until), day(since))
    assert window.holds(day(since))
    assert window.holds(day(until))
    assert not window.holds(day(since) - DAY)
    assert not window.holds(day(until) + DAY)


def test_due_of_2022_is_not_closed_by_an_order_of_2026():
    plan = Term(dt.date(2022, 12, 1), dt.date(2024, 12, 31), dt.date(2022, 12, 31))
    window = window_of(plan, RULE, dt.date(2026, 11, 21))
    assert not window.holds(dt.date(2026, 9, 2))
    assert window.holds(dt.date(2022, 12, 26))


def test_standing_act_counts_however_old_it_is_but_not_when_it_came_too_late():
    window = window_of(term("2026-12-31"), Rule(90, 365, 14, standing=True), TODAY)
    assert window.holds(dt.date(1999, 1, 1))
    assert window.holds(day("2027-12-31"))
    assert not window.holds(day("2028-01-01"))


def test_today_is_the_last_day_of_a_due_to_come():
    window = window_of(term("2026-12-31"), RULE, day("2026-11-21"))
    assert (window.holds(day("2026-11-21")), window.holds(day("2026-11-22"))) == (True, False)


def test_next_due_cannot_be_proven_before_the_previous_has_passed():
    asked = term("2027-05-31", previous="2026-12-31")
    window = window_of(asked, RULE, day("2026-12-31"))
    assert not any(window.holds(day("2026-12-01") + dt.timedelta(days=n)) for n in range(60))


@given(DAYS, DAYS, DAYS, DAYS, RULES, DAYS)
def test_windows_of_neighbours_share_only_days_of_grace(one, two, three, starts, rule, today):
    first, second, third = sorted({one, two, three, one + 40 * DAY, two + 90 * DAY})[:3]
    plan = (starts, starts + 300 * DAY)
    before = window_of(Term(*plan, second, previous=first, following=third), rule, today)
    after = window_of(Term(*plan, third, previous=second), rule, today)
    assert before.until <= today
    assert after.until <= today
    assert before.until < third
    if not rule.standing:
        assert after.since == second + DAY
        assert before.since == first + DAY


@given(DAYS, DAYS, RULES, DAYS)
def test_done_day_of_the_previous_due_is_never_counted_twice(due, settled, rule, today):
    term_after = Term(due, due + 300 * DAY, due + 100 * DAY, previous=due, settled=settled)
    window = window_of(term_after, rule, today)
    assert rule.standing or not window.holds(settled)


def test_pack_is_read_and_names_its_mistakes():
    assert rule_of("nothing_of_its_own") == rules()[""] == RULE
    assert {code for code, rule in rules().items() if rule.standing} == {
        "introduction_order", "regulation", "incentive_system", "mentoring_centre", "program_templates"
    }  # fmt: skip
    for table, words in [
        ({}, "once"),
        ({"once": {"before": 1, "after": 1}, "repeated": {"after": -1}}, "меньше нуля"),
        ({"once": {"before": 1, "after": 1}, "repeated": {"after": 1}, "kinds": {"a": {"sooner": 1}}}, "sooner"),
    ]:
        with pytest.raises(ValueError, match=words):
            read(table)
