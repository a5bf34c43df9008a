"""Lists, prepositions, cut text, initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.names import monogram, short_name
from russian.phrases import capital, clip, listed, together_with
from russian.spaces import TIED


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["а"], "а"), (["а", "б"], "а и б"), (["а", "б", "в"], "а, б и в")]
)
def test_listed(items, words):
    assert listed(items) == words


@pytest.mark.parametrize(
    ("items", "most", "total", "words"),
    [
        (["а", "б", "в"], 3, 0, "а, б и в"),
        (["а", "б", "в"], 2, 0, "а, б и ещё 1"),
        (["а", "б"], 3, 7, "а, б и ещё 5"),
        (["а", "б"], 2, 2, "а и б"),
        ([], 3, 0, ""),
    ],
)
def test_listed_counts_the_rest(items, most, total, words):
    assert listed(items, most=most, total=total) == words


def test_listed_joins_by_another_word():
    assert listed(["а", "б", "в"], "или") == "а, б или в"


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("проектом", "с проектом"),
        ("школьными документами", "со школьными документами"),
        ("физикой", "с физикой"),
        ("семьёй", "с семьёй"),
        ("жюри", "с жюри"),
        ("знаниями", "со знаниями"),
        ("я", "с я"),
    ],
)
def test_together_with(phrase, words):
    assert together_with(phrase) == words


def test_capital_keeps_the_rest():
    assert [capital(text) for text in ("наставник МЦН", "", "Ёлка")] == ["Наставник МЦН", "", "Ёлка"]


@pytest.mark.parametrize(
    ("text", "length", "words"),
    [
        ("Приказ о внедрении", 18, "Приказ о внедрении"),
        ("Приказ о внедрении", 17, "Приказ о…"),
        ("Приказ, о внедрении", 9, "Приказ…"),
        ("Приказ\n  о   внедрении", 18, "Приказ о внедрении"),
        ("Наставничество", 5, "Наста…"),
    ],
)
def test_clip(text, length, words):
    assert clip(text, length) == words


@given(st.text(), st.integers(1, 50))
def test_clip_is_one_short_line(text, length):
    line = clip(text, length)
    assert len(line) <= length + 1
    assert "\n" not in line


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
    assert short_name(name).replace(TIED, " ") == short
    assert monogram(name) == letters
