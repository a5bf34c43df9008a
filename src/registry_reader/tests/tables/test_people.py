"""Whose each cell is: partners, parents, answers, consents, orders, one by one."""

import datetime as dt

from registry_reader import read_content
from registry_reader.model import to_json
from registry_reader.tests.files import Grid, book, delimited


def read(*grids):
    return to_json(read_content(book(*grids)))


def names(answer):
    return [" ".join(filter(None, (row.get("surname"), row.get("name")))) for row in answer["rows"]]


def reasons(answer):
    return {one["place"]: one["why"] for one in answer["skipped"]}


def understood(answer):
    return {column["printed"]: column["understood"] for column in answer["columns"]}


def test_mentors_with_partners_below_each_other():
    answer = read(
        Grid(
            [
                ["ФИО наставника", "Должность", "ФИО наставляемого", "Класс наставляемого"],
                ["Орлов Пётр", "учитель", "Ким Ева", "5А"],
                [None, None, "Цой Ян", "5Б"],
                ["Белых Анна", "учитель", "Пихтов Лев, 8Б; Мятлин Олег, 7А", None],
                [None, None, "Травников Олег", None],
            ],
            [(1, 0, 2, 0), (1, 1, 2, 1)],
        )
    )
    assert [row["partners"] for row in answer["rows"]] == [
        ["Ким Ева", "Цой Ян"],
        ["Пихтов Лев", "Мятлин Олег", "Травников Олег"],
    ]
    assert answer["rows"][0]["extra"] == {"Класс наставляемого": "5А", "Класс наставляемого (2)": "5Б"}


def test_partners_without_a_contact_are_kept():
    answer = read(
        Grid(
            [
                ["Предприятия-партнёры"],
                ["№", "Предприятие", "Руководитель предприятия", "Контактное лицо", "Телефон"],
                [1, "ООО «Вектор»", "Орлов П.П.", "Ким Ева", "2-13-45"],
                [None, None, None, "Цой Ян", None],
                [2, "АО «Завод»", "—", "—", "—"],
            ],
            [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 3, 2)],
        )
    )
    assert [(row.get("surname"), row["workplace"]) for row in answer["rows"]] == [
        ("Ким", "ООО «Вектор»"),
        ("Цой", "ООО «Вектор»"),
        (None, "АО «Завод»"),
    ]
    assert answer["rows"][0]["phone"] == "21345"
    assert [one["serious"] for one in answer["doubts"]] == [False]


def test_answers_with_a_role_and_choices():
    answer = to_json(
        read_content(
            delimited(
                Grid(
                    [
                        ["ID ответа", "Дата отправки", "Ваше ФИО", "Кем вы хотите быть?", "Интересы [Спорт]",
                         "Интересы [Другое]",
                         "Формат [очно]", "Согласие на обработку персональных данных"],
                        ["1", "2025-09-12 10:15:00", "Ким Ева", "Наставником", "Да", "шахматы", "Y", "Да"],
                        ["2", "2025-09-12 10:16:00", "ЦОЙ ЯН", "Наставляемым", "N", "", "", "Нет"],
                        ["3", "2025-09-12 10:17:00", "Орлов Пётр", "не знаю", "", "", "", "Отказываюсь, отказ"],
                    ]
                ),
                ",",
            ),
            "ответы.csv",
        )
    )  # fmt: skip
    first, second, third = answer["rows"]
    assert (answer["kind"], first["role"], second["role"], third["role"]) == ("answers", "mentor", "mentee", None)
    assert first["interests"] == "Спорт; шахматы"
    assert (first["extra"]["Формат [очно]"], second["extra"]["Интересы [Спорт]"]) == ("Y", "N")
    assert [row["consents"]["pd_processing"]["state"] for row in answer["rows"]] == ["ticked", "missing", "refused"]


def test_the_role_of_answers_by_what_is_asked():
    heads = ["Отметка времени", "ФИО"]
    moment = dt.datetime(2025, 9, 12, 10, 15)
    for question, role in (("Ваши компетенции", "mentor"), ("В чём нужна помощь?", "mentee"), ("Любимый цвет", None)):
        answer = read(Grid([[*heads, question], [moment, "Ким Ева", "да"]]))
        assert answer["rows"][0]["role"] == role
        assert answer["rows"][0]["extra"]["Отметка времени"] == "2025-09-12 10:15:00"


def test_the_same_person_twice_is_asked():
    rows = [["ФИО", "Класс"], ["Ким Ева", "5А"], ["КИМ ЕВА", "5а"], ["Ким Ева", "6А"]]
    assert [one["place"] for one in read(Grid(rows))["doubts"]] == ["Лист1!3"]


def test_parents_in_columns_and_cells():
    answer = read(
        Grid(
            [
                ["ФИО", "Класс", "Родители (ФИО, телефон)", "Телефон", "Мать", "Почта родителя"],
                ["Ким Ева", "5А", "мама Ким Ольга Львовна 89051351987, папа Ким Олег 89061351987", "89071351987"],
                ["Цой Ян", "5Б", None, "89051351911, 89061351987 (папа)", None, "a@b.example"],
                ["Орлов Пётр", "5В", None, "мама 89051351987", "Орлова Анна Львовна"],
            ]
        )
    )
    first, second, third = answer["rows"]
    assert first["guardian"] == {"name": "Ким Ольга Львовна", "phone": "+79051351987", "relation": "мама"}
    assert "папа" in first["extra"]["Родители (ФИО, телефон)"]
    assert (second["phone"], second["guardian"]) == ("+79051351911", {"phone": "+79061351987", "relation": "папа"})
    assert second["extra"] == {"Почта родителя": "a@b.example"}
    assert third["guardian"]["phone"] == "+79051351987"


def test_consents_of_every_sort():
    answer = read(
        Grid(
            [
                ["ФИО", "Класс", "Согласия", None, None],
                [None, None, "участие", "обработка ПДн", "фото"],
                ["Ким Ева", "5А", "+", "подписано 12.09.2025", "—"],
                ["Цой Ян", "5Б", "-", dt.date(2025, 9, 12), "да/нет"],
                ["Орлов Пётр", "5В", "не понял", "нет", "имеется отказ"],
            ],
            [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)],
        )
    )
    first, second, third = (row["consents"] for row in answer["rows"])
    assert first == {"participation": {"state": "signed"}, "pd_processing": {"state": "signed", "date": "2025-09-12"}}
    assert second["participation"] == {"state": "missing"}
    assert second["pd_dissemination"] == {"state": "missing"}
    assert third == {"pd_processing": {"state": "missing"}, "pd_dissemination": {"state": "refused"}}
    assert [(one["place"], one["serious"]) for one in answer["doubts"]] == [("Лист1!E4", True), ("Лист1!C5", True)]


def test_the_order_of_the_heading_and_orders_in_columns():
    answer = read(
        Grid(
            [
                ["Приложение № 1 к приказу МБОУ СОШ № 5 от 06.10.2025 № 187-од"],
                ["Наставнические пары"],
                ["Наставник", "Наставляемый", "№ приказа", "Дата приказа"],
                ["Орлов Пётр", "Ким Ева", "45-од", "12.09.2025"],
                ["Цой Ян", "Пихтов Лев", "46-од", "сентябрь"],
            ]
        )
    )
    assert answer["order"] == {"number": "187-од", "date": "2025-10-06"}
    assert (answer["organisation"], answer["as_of"]) == ("МБОУ СОШ № 5", None)
    assert answer["rows"][1]["order"] == {"number": "45-од", "date": "2025-09-12"}
    assert answer["rows"][3]["extra"] == {"Дата приказа": "сентябрь"}


def test_experience_is_the_pedagogical_one():
    answer = read(Grid([["ФИО", "Общий стаж", "Пед. стаж", "Стаж в ОО"], ["Ким Ева", "20", "15 лет", "3"]]))
    assert answer["rows"][0]["experience_years"] == 15
    assert answer["rows"][0]["extra"] == {"Общий стаж": "20", "Стаж в ОО": "3"}


def test_departments_of_an_accounting_program():
    answer = read(
        Grid(
            [
                ["МАОУ «Гимназия № 9»"],
                ["Параметры:", "Дата отчета: 01.09.2025"],
                ["Подразделение", "Должность", "Дата рождения"],
                ["Сотрудник"],
                ["Учебная Часть"],
                ["Орлов Пётр Ильич", "директор", dt.date(1970, 1, 2)],
            ],
            name="TDSheet",
        )
    )
    assert (answer["kind"], answer["as_of"]) == ("staff", "2025-09-01")
    assert answer["rows"][0]["extra"] == {"раздел": "Учебная Часть"}
    assert understood(answer)["Подразделение / Сотрудник"] == "full_name"
