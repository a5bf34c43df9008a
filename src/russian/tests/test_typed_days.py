"""Days and times as people type them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.dates import long_day
from russian.months import MONTHS, MONTHS_OF
from russian.typed_days import BACK, read_day, read_time

TODAY = dt.date(2026, 11, 21)  # Saturday
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-01", dt.date(2026, 12, 1)),
        ("15.09", dt.date(2026, 9, 15)),
        ("15.9.26", dt.date(2026, 9, 15)),
        ("до 15.09.2027 г.", dt.date(2027, 9, 15)),
        ("15/12", dt.date(2026, 12, 15)),
        ("1 12 2026", dt.date(2026, 12, 1)),
        ("23.07", dt.date(2027, 7, 23)),
        ("24.07", dt.date(2026, 7, 24)),
        ("29.02", dt.date(2028, 2, 29)),
        ("15 сентября", dt.date(2026, 9, 15)),
        ("к 15 Сентября 2027 года", dt.date(2027, 9, 15)),
        ("15-го сент.", dt.date(2026, 9, 15)),
        ("31 мая", dt.date(2027, 5, 31)),
        ("1 фев", dt.date(2027, 2, 1)),
        ("3 марта", dt.date(2027, 3, 3)),
        ("25", dt.date(2026, 11, 25)),
        ("21", TODAY),
        ("20 числа", dt.date(2026, 12, 20)),
        ("31", dt.date(2026, 12, 31)),
        ("сегодня", TODAY),
        ("Завтра", dt.date(2026, 11, 22)),
        ("послезавтра", dt.date(2026, 11, 23)),
        ("позавчера", dt.date(2026, 11, 19)),
        ("через неделю", dt.date(2026, 11, 28)),
        ("через две недели", dt.date(2026, 12, 5)),
        ("через 10 дней", dt.date(2026, 12, 1)),
        ("через три дня", dt.date(2026, 11, 24)),
        ("через месяц", dt.date(2026, 12, 21)),
        ("через полгода", dt.date(2027, 5, 21)),
        ("через год", dt.date(2027, 11, 21)),
        ("5 дней назад", dt.date(2026, 11, 16)),
        ("неделю назад", dt.date(2026, 11, 14)),
        ("в пятницу", dt.date(2026, 11, 27)),
        ("пт", dt.date(2026, 11, 27)),
        ("во вторник", dt.date(2026, 11, 24)),
        ("до среды", dt.date(2026, 11, 25)),
        ("в субботу", dt.date(2026, 11, 28)),
        ("в следующий понедельник", dt.date(2026, 11, 23)),
        ("в следующую субботу", dt.date(2026, 11, 28)),
        ("в эту субботу", TODAY),
        ("в прошлую пятницу", dt.date(2026, 11, 20)),
        ("до конца месяца", dt.date(2026, 11, 30)),
        ("конец недели", dt.date(2026, 11, 22)),
        ("до конца года", dt.date(2026, 12, 31)),
    ],
)
def test_day_is_the_one_that_was_meant(words, day):
    assert read_day(words, TODAY) == day


@pytest.mark.parametrize(
    "words",
    ["", "31.09", "31 сентября", "0", "32", "15.13.2026", "когда-нибудь", "через", "через много лет", "15 брюмера",
     "через 999 лет", "999 лет назад", "0000-01-01", "в среднем темпе", "конец четверти", "29.02.2027"],
)  # fmt: skip
def test_what_is_no_day_is_nothing(words):
    assert read_day(words, TODAY) is None


def test_month_ends_are_kept():
    assert read_day("через месяц", dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)
    assert read_day("через год", dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)


@given(DAYS, DAYS)
def test_every_written_day_is_read_back(day, today):
    written = (f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day:%y}", day.isoformat(), long_day(day))
    assert {read_day(words, today) for words in written} == {day}


@given(DAYS, DAYS)
def test_without_a_year_it_is_the_near_one(day, today):
    found = read_day(f"{day.day} {MONTHS_OF[day.month - 1]}", today)
    assert found == read_day(f"{day:%d.%m}", today)
    assert (found.day, found.month) == (day.day, day.month)
    assert (found - today).days >= -BACK
    assert (found - today).days < 366 - BACK or (day.month, day.day) == (2, 29)


@given(st.text(max_size=40), DAYS)
def test_no_text_breaks_it(text, today):
    assert read_day(text, today) is None or isinstance(read_day(text, today), dt.date)
    assert read_time(text) is None or isinstance(read_time(text), dt.time)


def test_every_month_is_known_by_its_beginning():
    for number, (name, of) in enumerate(zip(MONTHS, MONTHS_OF, strict=True), 1):
        assert {read_day(f"5 {words} 2027", TODAY) for words in (name, of, of[:3])} == {dt.date(2027, number, 5)}


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("9:30", dt.time(9, 30)),
        ("9.30", dt.time(9, 30)),
        ("930", dt.time(9, 30)),
        ("14-05", dt.time(14, 5)),
        ("в 15", dt.time(15)),
        ("15 часов", dt.time(15)),
        ("9 ч 30 мин", dt.time(9, 30)),
        ("14 30", dt.time(14, 30)),
        ("полдень", dt.time(12)),
        ("00:00", dt.time(0)),
        ("23:59", dt.time(23, 59)),
        ("24:00", None),
        ("9:60", None),
        ("утром", None),
        ("", None),
    ],
)
def test_time_is_the_one_that_was_meant(words, time):
    assert read_time(words) == time
