"""Numbers, their nouns, shares and sizes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.figures import figure, file_size, percent
from russian.plurals import counted, plural
from russian.spaces import NARROW, TIED


def plain(text):
    return text.replace(TIED, " ").replace(NARROW, " ")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (4, "дня"),
        (5, "дней"),
        (10, "дней"),
        (11, "дней"),
        (12, "дней"),
        (14, "дней"),
        (20, "дней"),
        (21, "день"),
        (22, "дня"),
        (101, "день"),
        (111, "дней"),
        (112, "дней"),
        (-1, "день"),
        (-3, "дня"),
    ],
)
def test_plural_agrees(number, form):
    assert plural(number, "день", "дня", "дней") == form


@given(st.integers(0, 10**9))
def test_plural_depends_on_last_two_digits(number):
    assert plural(number, "1", "2", "5") == plural(number % 100, "1", "2", "5")


def test_counted_ties_number_to_noun():
    assert counted(1240, "файл", "файла", "файлов") == f"1{NARROW}240{TIED}файлов"


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
    assert plain(figure(value, places)) == words


@given(st.integers(-(10**12), 10**12))
def test_figure_reads_back(number):
    assert int(figure(number).replace(NARROW, "").replace("−", "-")) == number


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(0, 0, "–"), (41, 45, "91 %"), (45, 45, "100 %"), (999, 1000, "99 %"), (0, 7, "0 %")]
)
def test_percent_never_says_all_too_early(part, whole, words):
    assert plain(percent(part, whole)) == words


@given(st.integers(1, 10**6), st.data())
def test_percent_is_hundred_only_for_all(whole, data):
    part = data.draw(st.integers(0, whole))
    assert (plain(percent(part, whole)) == "100 %") == (part == whole)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 Б"),
        (1023, "1 023 Б"),
        (1024, "1 КБ"),
        (860_000, "840 КБ"),
        (1024 * 1024, "1,0 МБ"),
        (1_500_000, "1,4 МБ"),
    ],
)
def test_file_size(size, words):
    assert plain(file_size(size)) == words
