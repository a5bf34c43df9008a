"""How the text of a cell becomes a value, or a sentence about the cell."""

from __future__ import annotations

import datetime as dt

import pytest

from estafeta.core.imports.columns import as_shown, at_most, day, email, one_of, site, whole, words, yes
from estafeta.core.refusals import Refusal

ROLES = one_of([("director", "Директор"), ("curator", "Куратор"), ("clerk", "Делопроизводитель")], {"завуч": "curator"})


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (words, "  а \n б ", "а б"),
        (email, " Petrova@Sosh2.Example ", "petrova@sosh2.example"),
        (site, "sosh2.example", "https://sosh2.example"),
        (day, "31.12.2026", dt.date(2026, 12, 31)),
        (day, "1/2/26 г.", dt.date(2026, 2, 1)),
        (day, "05.06.71", dt.date(1971, 6, 5)),
        (day, "2026-02-28", dt.date(2026, 2, 28)),
        (day, "2026-02-28 00:00", dt.date(2026, 2, 28)),
        (ROLES, "КУРАТОР", "curator"),
        (ROLES, "Завуч", "curator"),
        (ROLES, "дир", "director"),
        (yes, "Да", True),
        (yes, "—", False),
        (at_most(3), "абв", "абв"),
        (whole(1, 100), " 100 ", 100),
        (whole(1, 100), "1.0", 1),
    ],
)
def test_read(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "sentence"),
    [
        (email, "petrova@", "не похоже на адрес почты"),
        (site, "нет", "не похоже на адрес сайта"),
        (day, "31.02.2013", "нет такого дня"),
        (day, "весной", "не похоже на дату"),
        (day, "2026-13-01", "нет такого дня"),
        (ROLES, "д", "такого нет: подойдёт директор, куратор или делопроизводитель"),
        (ROLES, "повар", "такого нет: подойдёт директор, куратор или делопроизводитель"),
        (yes, "может быть", "напишите «да» или «нет»"),
        (at_most(3), "абвг", "длиннее 3 знаков"),
    ],
)
def test_refused(read, text, sentence):
    with pytest.raises(Refusal) as refusal:
        read(text)
    assert refusal.value.sentence == sentence


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "да"), (False, "нет"), (dt.date(2026, 9, 1), "01.09.2026"), (3, "3")]
)
def test_values_are_shown_as_people_write_them(value, text):
    assert as_shown(value) == text
