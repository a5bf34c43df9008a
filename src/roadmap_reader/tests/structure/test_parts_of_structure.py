"""People, periods, numbers, titles, heads: the smaller pieces."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_reader.structure import ColumnOverrides, interpret
from roadmap_reader.structure.addressees import addressee
from roadmap_reader.structure.grid import Line
from roadmap_reader.structure.numbering import is_child, split_number, whole_number
from roadmap_reader.structure.organisations import read_organisation
from roadmap_reader.structure.people import split_people
from roadmap_reader.structure.period import read_period
from roadmap_reader.structure.text import clean, flat
from roadmap_reader.structure.titles import find_title
from roadmap_reader.tests.structure.builders import document, para, read, rows_of, table


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Иванова А.П. Петров К.Д.", [("Иванова А.П.", "person"), ("Петров К.Д.", "person")]),
        ("Директор, куратор РЦМН", [("Директор", "role"), ("куратор РЦМН", "role")]),
        (
            "МКУ «Центр», образовательные организации",
            [("МКУ «Центр»", "organisation"), ("образовательные организации", "organisation")],
        ),
        ("Иванова А.П., Петров К. Д", [("Иванова А.П.", "person"), ("Петров К.Д.", "person")]),
        (
            "Руководители ОО\nУправление образования",
            [("Руководители ОО", "role"), ("Управление образования", "organisation")],
        ),
        ("Директор куратор, Директор", [("Директор куратор", "role"), ("Директор", "role")]),
        ("Заместитель директора Петрова И.И.", [("Заместитель директора Петрова И.И.", "person")]),
        ("МБОУ «Лицей «Искра», Заря»", [("МБОУ «Лицей «Искра», Заря»", "organisation")]),
        ("", []),
    ],
)
def test_people(text, wanted):
    assert [(one.name, one.sort) for one in split_people(text)] == wanted


def days(*texts):
    return tuple(dt.date.fromisoformat(text) for text in texts)


@pytest.mark.parametrize(
    ("title", "phrases", "wanted"),
    [
        ("План на 2023-2024 учебный год", [], days("2023-09-01", "2024-05-31")),
        ("План на 2023/24 уч. год", [], days("2023-09-01", "2024-05-31")),
        ("План на 2023-2024 год", ["25.09.2023", "июнь 2024 г."], days("2023-09-01", "2024-08-31")),
        ("План на 2023-2024 годы", ["март 2023", "ноябрь 2024"], days("2023-01-01", "2024-12-31")),
        ("План на 2021-2024 гг.", [], days("2021-01-01", "2024-12-31")),
        ("План на период с 2022 по 2024 гг.", [], days("2022-01-01", "2024-12-31")),
        ("План на 2025 год", [], days("2025-01-01", "2025-12-31")),
        ("План на сентябрь 2023 – май 2024 года", [], days("2023-09-01", "2024-05-31")),
        ("План с 01.09.2023 по 30.06.2024", [], days("2023-09-01", "2024-06-30")),
        ("План", ["октябрь 2023", "май 2024"], days("2023-09-01", "2024-05-31")),
        ("План", ["сентябрь"], None),
        (None, [], None),
    ],
)
def test_period(title, phrases, wanted):
    assert read_period(title, phrases) == wanted


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", "1"),
        ("1.2.", "1.2"),
        ("5.1.1", "5.1.1"),
        ("2)", "2"),
        ("IV.", "IV"),
        ("а)", "а"),
        ("Приказ", None),
        ("", None),
    ],
)
def test_whole_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1.2. Приказ", "1.2", "Приказ"),
        ("3) Приказ", "3", "Приказ"),
        ("01.09.2023 приказ", None, "01.09.2023 приказ"),
        ("5 класс", None, "5 класс"),
        ("2023-2024 год", None, "2023-2024 год"),
    ],
)
def test_split_number(text, number, rest):
    assert split_number(text) == (number, rest)


def test_children():
    assert is_child("3.1", "3")
    assert not is_child("31", "3")
    assert not is_child(None, "3")


def test_cleaning():
    assert clean("На\u00adстав\u00a0ник<br>и  пара") == "Настав ник\nи пара"
    assert flat("настав-\nничество") == "наставничество"
    assert flat("учитель-\nученик") == "учитель-ученик"
    assert clean("<p>Список:</p><ul><li>- один</li></ul>") == "Список:\n- один"


def titled(*texts, **keys):
    return find_title([Line(text, text, **keys) for text in texts])[0]


def test_titles():
    assert titled("ДОРОЖНАЯ КАРТА", "внедрения наставничества", "на 2024 год", "Срок реализации: год") == (
        "ДОРОЖНАЯ КАРТА внедрения наставничества на 2024 год"
    )
    assert titled("1. Утвердить план мероприятий по наставничеству.", "2. Контроль оставляю за собой.") is None
    assert titled("План мероприятий", "(«дорожная карта»)", "по наставничеству", bold=True, centred=True) == (
        "План мероприятий («дорожная карта») по наставничеству"
    )


@pytest.mark.parametrize(
    ("title", "posts", "head", "wanted"),
    [
        ("План МБОУ «Школа № 3» на 2024 год", [], [], "МБОУ «Школа № 3»"),
        ("План", ["Директор ГБПОУ «Колледж связи» Петров"], [], "ГБПОУ «Колледж связи»"),
        (
            "План",
            [],
            ["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "АДМИНИСТРАЦИИ Г. БОРА", "ПРИКАЗ"],
            "Управление образования администрации г. Бора",
        ),
        (
            "План",
            [],
            ["Администрация Заречного района", "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "ПРИКАЗ"],
            "Управление образования администрации Заречного района",
        ),
        ("План", [], [], None),
    ],
)
def test_organisation(title, posts, head, wanted):
    assert read_organisation(title, posts, head) == wanted


HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]
ROWS = [["1", "Приказ", "сентябрь 2024", "Директор"], ["2", "Встречи", "до 15.10.2022", "Куратор"]]


def test_approval_and_order():
    form = read(
        para("Приложение к приказу МБОУ «Школа № 3» от 05.09.2024 № 45-о"),
        table(
            [
                "СОГЛАСОВАНО\nСовет школы",
                "УТВЕРЖДАЮ\nДиректор МБОУ «Школа № 3»\n______ И.И. Петров\n«01» сентября 2024 г.",
            ]
        ),
        para("Дорожная карта наставничества на 2024 год", bold=True),
        table(HEAD, *ROWS),
    )
    assert form["approved"] == {"post": "Директор МБОУ «Школа № 3»", "name": "И.И. Петров", "date": "2024-09-01"}
    assert (form["order"]["number"], form["order"]["date"]) == ("45-о", "2024-09-05")


def test_a_person_may_change_the_meaning_of_a_column():
    file = document(
        para("План на 2024 год"), table(["№", "Мероприятие", "Срок", "Показатель"], ["1", "Приказ", "май", "Директор"])
    )
    (plain,) = interpret(file)
    assert plain.columns[3].meaning == "result"
    (changed,) = interpret(file, ColumnOverrides({(0, 3): "responsible"}))
    (measure,) = changed.sections[0].measures
    assert (measure.responsible, measure.result) == ("Директор", None)


def test_a_plan_that_begins_in_december_begins_there():
    title = "Дорожная карта внедрения наставничества на период с 2022 по 2024 гг."
    assert read_period(title, ["декабрь 2022", "ежегодно", "2022-2024"]) == days("2022-12-01", "2024-12-31")
    assert read_period(title, ["ноябрь 2022", "декабрь 2022"]) == days("2022-01-01", "2024-12-31")
    assert read_period(title.replace("с 2022 по 2024", "2022"), ["декабрь 2022"]) == days("2022-01-01", "2022-12-31")


def test_a_person_may_give_the_period():
    file = document(para("План"), table(HEAD, ["1", "Приказ", "до 10 сентября", "Директор"]))
    assert interpret(file)[0].sections[0].measures[0].deadline.dates == ()
    (given,) = interpret(file, period=days("2024-09-01", "2025-05-31"))
    assert given.sections[0].measures[0].deadline.dates == days("2024-09-10")


def test_a_deadline_outside_the_period_is_a_doubt():
    form = read(para("Дорожная карта на 2024 год"), table(HEAD, *ROWS))
    assert any("вне периода" in d["what"] and "мероприятие 2" in d["where"] for d in form["doubts"])


def test_places_are_kept():
    form = read(para("Дорожная карта на 2024 год"), table(HEAD, *ROWS))
    assert form["sections"][0]["measures"][1]["places"]["deadline"] == "таблица 1, строка 3, столбец 3"
    assert len(rows_of(form)) == 2


@pytest.mark.parametrize(
    ("clause", "who"),
    [
        ("Иванову И.И. провести анкетирование наставников", "Иванову И.И."),
        ("Куратору Зиминой О.Л. разработать дорожную карту", "Куратору Зиминой О.Л."),
        ("Зиминой О.Л., заместителю директора по УВР, обеспечить отбор", "Зиминой О.Л., заместителю директора по УВР"),
        ("Классным руководителям 5-9 классов провести собрания", "Классным руководителям 5-9 классов"),
        ("Ответственному за сайт создать раздел", "Ответственному за сайт"),
        ("Руководителям методических объединений внести изменения", "Руководителям методических объединений"),
        ("Психологу, куратору: вести журнал", "Психологу, куратору"),
        ("Назначить куратором Зимину О.Л.", None),
        ("Провести собрание наставников", None),
        ("Наставник обязан знать программу", None),
        ("Куратору Ивановой А.П.:", None),
    ],
)
def test_who_is_told_to_act_in_a_clause(clause, who):
    assert addressee(clause) == who
