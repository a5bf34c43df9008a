from __future__ import annotations

import pytest

from pairing.criteria.text import Kind
from pairing.tests.data.people import guide, pupil
from pairing.vocabulary import term_name, terms_in


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Хочу сдать ЕГЭ по физике.", ("подготовка к ЕГЭ", "физика")),
        ("Готовлюсь к олимпиадам, робототехникой увлекаюсь", ("олимпиады", "робототехника")),
        ("Нужна помощь с календарно-тематическим планированием", ("планирование уроков",)),
        ("Егэшники, физиологи, проектор и олимпийцы", ()),
        ("охрана труда", ("охрана труда",)),
        ("", ()),
    ],
)
def test_only_whole_terms_are_found(text, terms):
    assert terms_in(text) == terms


def test_share_of_common_terms():
    mentee = pupil(text="ЕГЭ, физика и олимпиады")
    assert Kind().value(mentee, guide(text="Веду физику, готовлю к ЕГЭ")) == 667
    assert Kind().value(mentee, guide(text="Люблю детей")) is None
    assert Kind().value(pupil(text="Всё равно"), guide(text="ЕГЭ")) is None
    assert Kind().value(mentee, guide()) is None


def test_sentence_quotes_the_terms():
    said = Kind().sentence(pupil(text="ЕГЭ по физике"), guide(text="физика: ЕГЭ, ОГЭ"))
    assert said == "о том же написано в запросе и в предложении: «подготовка к ЕГЭ» и «физика»"
    assert Kind().sentence(pupil(text="ЕГЭ"), guide()) == ""


@pytest.mark.parametrize(
    ("words", "kinds", "name"),
    [
        ("Алгебра", ("subject",), "математика"),
        ("физику", ("subject",), "физика"),
        ("ИКТ", ("need", "subject"), "цифровые технологии"),
        ("Учитель - учитель", ("form",), "учитель–учитель"),
        ("Игра на  Курае", ("subject",), "игра на курае"),
        ("  ", ("subject",), ""),
    ],
)
def test_words_of_a_cell_are_brought_to_the_dictionary(words, kinds, name):
    assert term_name(words, *kinds) == name
