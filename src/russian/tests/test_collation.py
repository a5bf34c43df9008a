"""The order of a Russian list."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.collation import collation_key

ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
WORDS = st.text(st.sampled_from(ALPHABET), max_size=8)


def test_every_letter_stands_in_its_place():
    letters = list(ALPHABET)
    random.Random(9).shuffle(letters)
    assert "".join(sorted(letters, key=collation_key)) == ALPHABET
    assert len({collation_key(letter) for letter in ALPHABET}) == 33


@pytest.mark.parametrize(
    "ordered",
    [
        ["Евсеев", "Ежов", "Ерёмин", "Ермолов", "Ёжиков", "Ёлкин", "Жаров"],
        ["Берёзин", "Берёзкина", "Беров"],
        ["школа № 1", "Школа № 2", "ШКОЛА № 3"],
        ["1А", "Alpha", "zeta", "Альфа", "Яхта"],
        ["Ив", "Ива", "Иванов", "Иванова"],
        ["Ан На", "Анна"],
    ],
)
def test_order(ordered):
    mixed = ordered[::-1]
    assert sorted(mixed, key=collation_key) == ordered


@given(WORDS, WORDS)
def test_words_compare_as_places_of_their_letters(one, other):
    places = [ALPHABET.index(letter) for letter in one], [ALPHABET.index(letter) for letter in other]
    assert (collation_key(one) < collation_key(other)) == (places[0] < places[1])
    assert (collation_key(one) == collation_key(other)) == (one == other)


@given(WORDS)
def test_case_does_not_count(word):
    assert collation_key(word.upper()) == collation_key(word) == collation_key(word.capitalize())


@given(st.lists(st.tuples(st.sampled_from(["ЁЖ", "ёж", "Ёж", "еж"]), st.integers())))
def test_equal_names_keep_their_order(rows):
    ordered = sorted(rows, key=lambda row: collation_key(row[0]))
    assert [row for row in ordered if row[0] != "еж"] == [row for row in rows if row[0] != "еж"]


def test_a_letter_typed_in_two_pieces_is_one_letter():
    assert collation_key("е\u0308ж") == collation_key("Ёж")
    assert collation_key("и\u0306од") == collation_key("Йод")
    assert collation_key("за\u0301мок\u00ad") == collation_key("замок")


def test_kinds_of_spaces_do_not_count():
    assert collation_key(" Школа\u00a0№\u202f 5\n") == collation_key("школа № 5")


@given(st.text())
def test_any_text_has_a_key(text):
    collation_key(text)
