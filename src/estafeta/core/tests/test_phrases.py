"""Numbers, dates and names in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estafeta.core import phrases
from estafeta.core.words import NARROW, TIED

TODAY = dt.date(2026, 9, 25)
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


def plain(text):
    return text.replace(TIED, " ").replace(NARROW, " ")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (5, "дней"),
        (11, "дней"),
        (12, "дней"),
        (21, "день"),
        (112, "дней"),
        (-3, "дня"),
    ],
)
def test_plural_agrees(number, form):
    assert phrases.plural(number, "день", "дня", "дней") == form


@given(st.integers(0, 10**9))
def test_plural_depends_on_last_two_digits(number):
    assert phrases.plural(number, "1", "2", "5") == phrases.plural(number % 100, "1", "2", "5")


def test_counted_ties_number_to_noun():
    assert phrases.counted(1240, "файл", "файла", "файлов") == f"1{NARROW}240{TIED}файлов"


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (0, None, "0"),
        (1240, None, "1 240"),
        (1234567, None, "1 234 567"),
        (-5, None, "−5"),
        (3.5, None, "3,5"),
        (2.345, 2, "2,35"),
        (1999.96, 1, "2 000,0"),
    ],
)
def test_figure(value, places, words):
    assert plain(phrases.figure(value, places)) == words


@given(st.integers(-(10**12), 10**12))
def test_figure_reads_back(number):
    assert int(phrases.figure(number).replace(NARROW, "").replace("−", "-")) == number


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(0, 0, "–"), (41, 45, "91 %"), (45, 45, "100 %"), (999, 1000, "99 %"), (0, 7, "0 %")]
)
def test_percent_never_says_all_too_early(part, whole, words):
    assert plain(phrases.percent(part, whole)) == words


@given(st.integers(1, 10**6), st.data())
def test_percent_is_hundred_only_for_all(whole, data):
    part = data.draw(st.integers(0, whole))
    assert (plain(phrases.percent(part, whole)) == "100 %") == (part == whole)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 9, 30), "30 сентября"),
        (dt.date(2027, 5, 9), "9 мая"),
        (dt.date(2026, 8, 31), "31 августа 2026"),
        (dt.date(2027, 9, 1), "1 сентября 2027"),
    ],
)
def test_day_names_the_year_only_outside_the_school_year(day, words):
    assert plain(phrases.day_words(day, TODAY)) == words


def test_weekday_words():
    assert plain(phrases.weekday_words(dt.date(2026, 9, 30), TODAY)) == "ср, 30 сентября"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2026, 9, 1), (2026, 9, 30), "сентябрь"),
        ((2026, 9, 1), (2026, 11, 30), "сентябрь–ноябрь"),
        ((2027, 2, 1), (2027, 2, 28), "февраль"),
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
    assert plain(phrases.stretch_words(dt.date(*start), dt.date(*end), TODAY)) == words


def test_stretch_refuses_to_run_backwards():
    with pytest.raises(ValueError, match="cannot end"):
        phrases.stretch_words(TODAY, TODAY - dt.timedelta(days=1), TODAY)


@given(DAYS, st.integers(0, 900), DAYS)
def test_stretch_always_names_the_last_month(start, length, today):
    end = start + dt.timedelta(days=length)
    words = phrases.stretch_words(start, end, today)
    assert phrases.MONTHS[end.month - 1] in words or phrases.MONTHS_OF[end.month - 1] in words


@pytest.mark.parametrize(
    ("shift", "distance", "lateness"),
    [
        (0, "сегодня", "сегодня"),
        (1, "завтра", "завтра"),
        (5, "через 5 дней", "через 5 дней"),
        (-1, "вчера", "просрочено на 1 день"),
        (-2, "2 дня назад", "просрочено на 2 дня"),
        (90, "через 3 месяца", "через 3 месяца"),
        (-800, "2 года назад", "просрочено на 2 года"),
    ],
)
def test_distance_and_lateness(shift, distance, lateness):
    day = TODAY + dt.timedelta(days=shift)
    assert plain(phrases.distance_words(day, TODAY)) == distance
    assert plain(phrases.lateness_words(day, TODAY)) == lateness


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ((2026, 9, 25, 9, 5), "сегодня в 9:05"),
        ((2026, 9, 24, 14, 0), "вчера в 14:00"),
        ((2026, 11, 12, 10, 0), "12 ноября в 10:00"),
    ],
)
def test_moment(moment, words):
    assert plain(phrases.moment_words(dt.datetime(*moment), TODAY)) == words


@given(DAYS)
def test_school_year_turns_on_the_first_of_september(day):
    start = phrases.school_year(day)
    assert dt.date(start, 9, 1) <= day < dt.date(start + 1, 9, 1)


def test_school_year_label():
    assert phrases.school_year_label(2026) == "2026/27"
    assert phrases.school_year_label(2099) == "2099/00"


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["а"], "а"), (["а", "б"], "а и б"), (["а", "б", "в"], "а, б и в")]
)
def test_listed(items, words):
    assert phrases.listed(items) == words


@pytest.mark.parametrize(
    ("name", "short", "letters"),
    [
        ("Соколова Анна Петровна", "Соколова А. П.", "СА"),
        ("Ким Олег", "Ким О.", "КО"),
        ("Соколова А. П.", "Соколова А. П.", "СА"),
        ("куратор", "куратор", "К"),
        ("", "", "?"),
        ("«Заречная» школа № 2", "«Заречная» школа № 2", "ЗШ"),
    ],
)
def test_names(name, short, letters):
    assert plain(phrases.short_name(name)) == short
    assert phrases.monogram(name) == letters


@pytest.mark.parametrize(("size", "words"), [(0, "0 Б"), (1023, "1 023 Б"), (860_000, "840 КБ"), (1_500_000, "1,4 МБ")])
def test_file_size(size, words):
    assert plain(phrases.file_size(size)) == words
