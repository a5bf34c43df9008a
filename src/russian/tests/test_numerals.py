"""Numbers and dates in words, and no-break spaces."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.numerals import date_fully_in_words, day_in_words, number_in_words, sum_in_words
from russian.typesetting import typeset


@pytest.mark.parametrize(
    ("number", "gender", "words"),
    [
        (0, "m", "ноль"),
        (1, "n", "одно"),
        (2, "f", "две"),
        (21, "f", "двадцать одна"),
        (21, "m", "двадцать один"),
        (-2, "f", "минус две"),
        (1001, "f", "одна тысяча одна"),
        (12_000, "m", "двенадцать тысяч"),
        (1_000_000, "f", "один миллион"),
        (2_001_002, "f", "два миллиона одна тысяча две"),
        (10**33, "m", "1" + "0" * 33),
    ],
)
def test_number_stands_in_words(number, gender, words):
    assert number_in_words(number, gender=gender) == words


@given(st.integers(), st.sampled_from(["m", "f", "n"]))
def test_any_number_has_words(number, gender):
    words = number_in_words(number, gender=gender)
    assert words == words.strip()
    assert "  " not in words


@pytest.mark.parametrize(
    ("rubles", "words"),
    [
        (12_000, "12 000 (двенадцать тысяч) рублей 00 копеек"),
        (1, "1 (один) рубль 00 копеек"),
        (Decimal("22.01"), "22 (двадцать два) рубля 01 копейка"),
        (
            Decimal("1234567.895"),
            "1 234 567 (один миллион двести тридцать четыре тысячи пятьсот шестьдесят семь) рублей 90 копеек",
        ),
        (Decimal("0.02"), "0 (ноль) рублей 02 копейки"),
        (Decimal("-5.5"), "-5 (минус пять) рублей 50 копеек"),
        (Decimal("-0.5"), "-0 (минус ноль) рублей 50 копеек"),
    ],
)
def test_sum_stands_in_words(rubles, words):
    assert sum_in_words(rubles) == words


@pytest.mark.parametrize(
    ("day", "words", "fully"),
    [
        (dt.date(2026, 8, 26), "26 августа 2026 года", "двадцать шестое августа две тысячи двадцать шестого года"),
        (dt.date(2000, 1, 1), "1 января 2000 года", "первое января двухтысячного года"),
        (dt.date(1999, 3, 31), "31 марта 1999 года", "тридцать первое марта тысяча девятьсот девяносто девятого года"),
        (dt.date(2030, 5, 3), "3 мая 2030 года", "третье мая две тысячи тридцатого года"),
    ],
)
def test_day_stands_in_words(day, words, fully):
    assert day_in_words(day) == words
    assert date_fully_in_words(day) == fully


# «~» is a no-break space.
@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("приказ № 5", "приказ №~5"),
        ("приказ №5-к", "приказ №~5-к"),
        ("школа №  12", "школа №~12"),
        ("§ 3, ст. 28 и п. 4", "§~3, ст.~28 и п.~4"),
        ("Ст. 28", "Ст.~28"),
        ("А. С. Петрова", "А.~С.~Петрова"),
        ("А.С. Петрова", "А.~С.~Петрова"),
        ("А.С.Петрова", "А.~С.~Петрова"),
        ("Петрова А. С.", "Петрова~А.~С."),
        ("Петровой А.С. и Зуеву Б. Ю.", "Петровой~А.~С. и Зуеву~Б.~Ю."),
        ("Римская-Корсакова А. С.", "Римская-Корсакова~А.~С."),
        ("Директор А. С. Петрова", "Директор А.~С.~Петрова"),
        ("ПЕТРОВА А. С.", "ПЕТРОВА~А.~С."),
        ("26 августа 2026 г.", "26~августа 2026~г."),
        ("в 2025 и 2026 гг.", "в 2025 и 2026~гг."),
        ("12 000 руб. 00 коп.", "12~000~руб. 00~коп."),
        ("1 234 567 рублей", "1~234~567~рублей"),
        ("не менее 60 %", "не менее 60~%"),
        ("наставник — опытный педагог", "наставник~— опытный педагог"),
        ("— первый пункт", "— первый пункт"),
        ("текст\n— пункт\n  — ещё пункт", "текст\n— пункт\n  — ещё пункт"),
        ("№\n5", "№\n5"),
        ("5 городов", "5 городов"),
        ("и т. п. Далее", "и т. п. Далее"),
        ("", ""),
    ],
)
def test_line_does_not_end_inside(text, tied):
    assert typeset(text).replace("\u00a0", "~") == tied


PIECES = [
    "А.",
    "С.",
    "Петрова",
    "Зуев-Лось",
    "№",
    "§",
    "ст.",
    "п.",
    "5",
    "000",
    "2026",
    "г.",
    "%",
    "августа",
    "—",
    "руб.",
    "«А»",
]
papers = st.lists(st.sampled_from([*PIECES, " ", "  ", "\u00a0", "\n", ",", "."]), max_size=25).map("".join)


@given(st.one_of(st.text(), papers))
def test_typesetting_is_idempotent_and_keeps_the_letters(text):
    once = typeset(text)
    assert typeset(once) == once
    assert once.replace(" ", "").replace("\u00a0", "") == text.replace(" ", "").replace("\u00a0", "")
    assert once.count("\n") == text.count("\n")
