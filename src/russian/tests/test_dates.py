"""Days, stretches and moments in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian import dates
from russian.months import MONTHS, MONTHS_OF, MONTHS_SHORT, ON_WEEKDAYS, WEEKDAYS, WEEKDAYS_SHORT
from russian.spaces import NARROW, TIED

TODAY = dt.date(2026, 9, 25)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


def plain(text):
    return text.replace(TIED, " ").replace(NARROW, " ")


def test_names_of_months_and_weekdays_agree():
    pairs = zip(MONTHS, MONTHS_OF, MONTHS_SHORT, strict=True)
    assert all(one[:3] == of[:3] == short or one in {"май"} for one, of, short in pairs)
    assert len(MONTHS) == 12
    assert [day[0] for day in WEEKDAYS] == [day[0] for day in WEEKDAYS_SHORT]
    assert [day.split()[1][:4] for day in ON_WEEKDAYS] == [day[:4] for day in WEEKDAYS]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 9, 1), "1 сентября"),
        (dt.date(2026, 9, 30), "30 сентября"),
        (dt.date(2027, 5, 9), "9 мая"),
        (dt.date(2027, 8, 31), "31 августа"),
        (dt.date(2026, 8, 31), "31 августа 2026"),
        (dt.date(2027, 9, 1), "1 сентября 2027"),
    ],
)
def test_day_names_the_year_only_outside_the_school_year(day, words):
    assert plain(dates.day_words(day, TODAY)) == words


def test_weekday_words():
    assert plain(dates.weekday_words(dt.date(2026, 9, 30), TODAY)) == "ср, 30 сентября"


def test_long_day_never_breaks():
    assert dates.long_day(dt.date(2026, 9, 30)) == f"30{TIED}сентября{TIED}2026"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2026, 9, 1), (2026, 9, 30), "сентябрь"),
        ((2026, 9, 1), (2026, 11, 30), "сентябрь–ноябрь"),
        ((2027, 2, 1), (2027, 2, 28), "февраль"),
        ((2028, 2, 1), (2028, 2, 28), "1–28 февраля 2028"),
        ((2025, 9, 1), (2025, 10, 31), "сентябрь–октябрь 2025"),
        ((2026, 6, 1), (2026, 10, 31), "июнь 2026 – октябрь 2026"),
        ((2026, 9, 1), (2026, 9, 15), "1–15 сентября"),
        ((2026, 9, 28), (2026, 10, 3), "28 сентября – 3 октября"),
        ((2026, 12, 28), (2027, 1, 9), "28 декабря – 9 января"),
        ((2026, 8, 30), (2026, 9, 2), "30 августа 2026 – 2 сентября"),
        ((2026, 9, 5), (2026, 9, 5), "5 сентября"),
    ],
)
def test_stretch(start, end, words):
    assert plain(dates.stretch_words(dt.date(*start), dt.date(*end), TODAY)) == words


def test_stretch_refuses_to_run_backwards():
    with pytest.raises(ValueError, match="cannot end"):
        dates.stretch_words(TODAY, TODAY - dt.timedelta(days=1), TODAY)


@given(DAYS, st.integers(0, 900), DAYS)
def test_stretch_always_names_the_last_month(start, length, today):
    end = start + dt.timedelta(days=length)
    words = dates.stretch_words(start, end, today)
    assert MONTHS[end.month - 1] in words or MONTHS_OF[end.month - 1] in words


@pytest.mark.parametrize(
    ("shift", "distance", "lateness"),
    [
        (0, "сегодня", "сегодня"),
        (1, "завтра", "завтра"),
        (2, "через 2 дня", "через 2 дня"),
        (5, "через 5 дней", "через 5 дней"),
        (-1, "вчера", "просрочено на 1 день"),
        (-2, "2 дня назад", "просрочено на 2 дня"),
        (59, "через 59 дней", "через 59 дней"),
        (60, "через 2 месяца", "через 2 месяца"),
        (90, "через 3 месяца", "через 3 месяца"),
        (-699, "23 месяца назад", "просрочено на 23 месяца"),
        (-700, "2 года назад", "просрочено на 2 года"),
    ],
)
def test_distance_and_lateness(shift, distance, lateness):
    day = TODAY + dt.timedelta(days=shift)
    assert plain(dates.distance_words(day, TODAY)) == distance
    assert plain(dates.lateness_words(day, TODAY)) == lateness


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2026, 9, 25, 9, 5), "сегодня в 9:05"),
        ((2026, 9, 24, 14, 0), "вчера в 14:00"),
        ((2026, 9, 26, 0, 0), "завтра в 0:00"),
        ((2026, 9, 27, 0, 0), "27 сентября в 0:00"),
        ((2026, 11, 12, 10, 0), "12 ноября в 10:00"),
    ],
)
def test_moment(moment, words):
    assert plain(dates.moment_words(dt.datetime(*moment), TODAY)) == words


@given(DAYS)
def test_school_year_turns_on_the_first_of_september(day):
    start = dates.school_year(day)
    assert dt.date(start, 9, 1) <= day < dt.date(start + 1, 9, 1)


def test_school_year_label():
    assert dates.school_year_label(2026) == "2026/27"
    assert dates.school_year_label(2099) == "2099/00"
