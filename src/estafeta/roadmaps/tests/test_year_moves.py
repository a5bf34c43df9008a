from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estafeta.roadmaps.year_moves import move_day, move_end, move_words, whole_years

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2060, 12, 31))
YEARS = st.integers(-10, 10)


def test_move_day_turns_29_february_into_28() -> None:
    assert move_day(dt.date(2028, 2, 29), 1) == dt.date(2029, 2, 28)
    assert move_day(dt.date(2027, 2, 28), 1) == dt.date(2028, 2, 28)


def test_move_end_keeps_the_last_day_of_february_the_last() -> None:
    assert move_end(dt.date(2027, 2, 28), 1) == dt.date(2028, 2, 29)
    assert move_end(dt.date(2028, 2, 28), 1) == dt.date(2029, 2, 28)


@given(DAYS, YEARS)
def test_moves_change_the_year_only(day: dt.date, years: int) -> None:
    for moved in (move_day(day, years), move_end(day, years)):
        assert moved.year == day.year + years
        assert moved.month == day.month
        assert abs(moved.day - day.day) <= 1


@given(st.lists(DAYS, min_size=2).map(sorted), YEARS)
def test_moves_keep_the_order(days: list[dt.date], years: int) -> None:
    assert [move_day(day, years) for day in days] == sorted(move_day(day, years) for day in days)
    assert all(move_day(day, years) <= move_end(day, years) for day in days)


@given(DAYS, st.integers(-10, 10).filter(bool))
def test_moving_there_and_back_returns(day: dt.date, years: int) -> None:
    if (day.month, day.day) not in {(2, 28), (2, 29)}:
        assert move_day(move_day(day, years), -years) == day


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("до 25.09.2026", "до 25.09.2027"),
        ("2026/27 учебный год", "2027/28 учебный год"),
        ("2026-2027 учебный год", "2027-2028 учебный год"),
        ("до 25.09.26 г.", "до 25.09.27 г."),
        ("30.11.2026; 30.11.2027", "30.11.2027; 30.11.2028"),
        ("не позднее 5 дней", "не позднее 5 дней"),
        ("2099/00", "2100/01"),
    ],
)
def test_move_words_moves_years_only(text: str, moved: str) -> None:
    assert move_words(text, 1) == moved


@given(st.dates(dt.date(2001, 1, 1), dt.date(2080, 12, 28)), st.integers(1, 9))
def test_move_words_agrees_with_move_day(day: dt.date, years: int) -> None:
    moved = move_day(day, years)
    if moved.day == day.day:
        assert move_words(f"до {day:%d.%m.%Y}", years) == f"до {moved:%d.%m.%Y}"


def test_whole_years_rounds_to_the_nearest() -> None:
    assert whole_years(dt.date(2025, 8, 25), dt.date(2026, 9, 1)) == 1
    assert whole_years(dt.date(2025, 9, 1), dt.date(2025, 10, 1)) == 0
