"""Which row is the heading, which column means what."""

from __future__ import annotations

import pytest

from estafeta.core.imports import Column
from estafeta.workbench.imports.recognising import NO_HEADING, heading_of, heads_of, meanings_of

COLUMNS = (
    Column("name", "Фамилия, имя", synonyms=("фамилия", "имя", "ФИО"), required=True, joins=True),
    Column("email", "Почта", synonyms=("e-mail",), looks=lambda text: "@" in text),
    Column("post", "Должность"),
)


def rows(*cells):
    return [[number, list(row)] for number, row in enumerate(cells, 1)]


@pytest.mark.parametrize(
    ("table", "heading"),
    [
        (rows(("ФИО", "Почта"), ("Ан", "a@b.example")), 0),
        (rows(("Сотрудники школы",), ("на 1 сентября",), ("№", "ФИО", "Должность"), ("1", "Ан", "учитель")), 2),
        (rows(("Ан", "a@b.example"), ("Ким", "k@b.example")), NO_HEADING),
        (rows(("E-mail сотрудника",), ("a@b.example",)), 0),
        (rows(("Куда писать", "Кем"), ("a@b.example", "учитель")), 0),
        (rows(("учитель",), ("психолог",)), NO_HEADING),
        ([], NO_HEADING),
    ],
)
def test_the_heading_is_the_row_that_names_most_columns(table, heading):
    assert heading_of(table, COLUMNS, {}) == heading


@pytest.mark.parametrize(
    ("heads", "cells", "keys"),
    [
        (("ФИО", "почта", "ДОЛЖНОСТЬ"), ("Ан", "a@b.example", "учитель"), ["name", "email", "post"]),
        (("Должность", "e mail", "фио"), ("учитель", "a@b.example", "Ан"), ["post", "email", "name"]),
        (("Фамилия", "Имя", "Прочее"), ("Ан", "Кирилл", "x"), ["name", "name", ""]),
        (("Куда писать", "ФИО"), ("a@b.example", "Ан"), ["email", "name"]),
        (("Почта", "Почта"), ("a@b.example", "b@b.example"), ["email", ""]),
        (("Личная почта", "Почта"), ("a@b.example", "b@b.example"), ["", "email"]),
        (("Примечание",), ("нет",), [""]),
    ],
)
def test_columns_are_told_by_name_order_and_content(heads, cells, keys):
    assert meanings_of(rows(heads, cells, cells), 0, COLUMNS, {}) == keys


def test_what_the_organisation_said_before_wins():
    table = rows(("Почта", "Прим"), ("a@b.example", "учитель"))
    assert meanings_of(table, 0, COLUMNS, {"прим": "post", "почта": ""}) == ["", "post"]


def test_a_remembered_heading_is_known_as_one():
    table = rows(("МБОУ «СОШ № 2»",), ("Кем", "Кто"), ("учитель", "Ан"))
    assert heading_of(table, COLUMNS, {"кем": "post"}) == 1


def test_columns_without_a_heading_are_numbered():
    assert heads_of(rows(("ФИО",), ("Ан", "учитель")), 0) == ["ФИО", "столбец 2"]
    assert heads_of(rows(("Ан", "учитель")), NO_HEADING) == ["столбец 1", "столбец 2"]
