"""Rare columns and cells: each is told in a field or kept, and asked where it was not understood."""

import datetime as dt

import pytest

from office_files.tests import makers
from office_files.tests.makers import cell, paragraph, table
from registry_reader import read_content
from registry_reader.model import to_json
from registry_reader.tests.files import Grid, book, delimited


def read(*grids):
    return to_json(read_content(book(*grids)))


def one(heads, cells, *above):
    """The only person of a table, and what is doubted."""
    answer = read(Grid([*[[line] for line in above], heads, cells]))
    assert len(answer["rows"]) == 1
    return answer["rows"][0], [doubt["what"] for doubt in answer["doubts"]]


@pytest.mark.parametrize(
    ("printed", "facts"),
    [
        ("Ким Ева, группа ИС-21, 2 курс", {"group": "ИС-21", "course": 2}),
        ("Ким Ева, 12.03.2010", {"birth_date": "2010-03-12"}),
        ("Ким Ева, 2010 г.р.", {"birth_year": 2010}),
        ("Ким Ева, учитель химии", {"post": "учитель химии"}),
        ("Ким Ева (староста)", {}),
    ],
)
def test_what_stands_beside_a_name(printed, facts):
    row, _ = one(["ФИО", "Телефон"], [printed, "89051351987"])
    assert {
        key: value for key, value in row.items() if key in {"group", "course", "birth_date", "birth_year", "post"}
    } in (
        facts,
        {"post": "староста"},
    )


@pytest.mark.parametrize(
    ("heading", "printed", "what"),
    [
        ("Дата рождения", "не помню", "дата не понята"),
        ("Дата рождения", "12.09", "у даты нет года"),
        ("Дата вхождения", "31.02.2025", "такой даты нет"),
        ("Дата вхождения", "2025", "дата не понята"),
        ("Пол", "иной", "пол не понят"),
        ("Почта", "нет почты", "адрес почты не понят"),
        ("Телефон", "позже", "телефон не понят"),
        ("Класс", "выпускной", "класс не понят"),
        ("Стаж", "большой", "стаж не понят"),
        ("Категория", "мастер", "категория не понята"),
        ("Количество наставляемых", "много", "число наставляемых не понято"),
        ("Приказ", "устный", "приказ не понят"),
        ("Дата приказа", "вчера", "дата не понята"),
        ("Отметка о прохождении программы", "почти", "отметка о завершении не понята"),
        ("Согласие на обработку ПДн", "как-нибудь", "согласие не понято"),
        ("Наставник", "не назначен", "имя не понято"),
        ("Телефон", "9" * 800, "слишком длинный текст"),
    ],
)
def test_what_is_not_understood_is_kept_and_asked(heading, printed, what):
    row, doubts = one(["ФИО наставляемого", heading], ["Ким Ева", printed])
    assert row["extra"] == {heading: printed}
    assert doubts == [what]


@pytest.mark.parametrize(
    ("heading", "printed", "key", "value"),
    [
        ("Срок", "9 месяцев", "extra", {"Срок": "9 месяцев"}),
        ("Класс/группа", "старшая", "group", "старшая"),
        ("Группа", "старшая", "group", "старшая"),
        ("Курс", "2", "course", 2),
        ("Курс", "2 курс", "course", 2),
        ("Курс", "второй", "extra", {"Курс": "второй"}),
        ("Класс, группа", "ИС-21 (2 курс)", "course", 2),
        ("Стаж", 12.0, "experience_years", 12),
        ("Стаж", 3.5, "experience_years", 3.5),
        ("Стаж", "20/15", "extra", {"Стаж": "20/15"}),
        ("Стаж", "—", "experience_years", None),
        ("Категория", "—", "category", None),
        ("Категория", "нет", "category", "нет"),
        ("Отметка о прохождении программы", "—", "completed", None),
        ("Возраст и количество наставляемых", "12–14 лет, не более 3", "capacity", 3),
        ("Ролевая модель", "«лидер – пассивный»", "role_model", "лидер – пассивный"),
        ("Форма", "взаимное обучение", "form", "взаимное обучение"),
        ("Ссылка", "кейс: https://a.example/1.", "link", "https://a.example/1"),
        ("Ссылка", "в группе", "extra", {"Ссылка": "в группе"}),
        ("Дата рождения", dt.date(2012, 1, 5), "birth_date", "2012-01-05"),
        ("Дата рождения", 2012, "birth_year", 2012),
        ("Дата рождения", 7, "extra", {"Дата рождения": "7"}),
        ("Телефон", 8.9051351987e10, "phone", "+79051351987"),
        ("Телефон", True, "extra", {"Телефон": "да"}),
        ("Почта", "a@b.example, c@d.example", "email", "a@b.example; c@d.example"),
        ("Почта", "почта a@b.example", "extra", {"Почта": "почта a@b.example"}),
        ("Родители", "нет сведений о матери", "extra", {"Родители": "нет сведений о матери"}),
        ("Родители", "мама", "guardian", {"relation": "мама"}),
        ("Родители", "мать Ким Ольга 89051351987", "guardian",
         {"name": "Ким Ольга", "phone": "+79051351987", "relation": "мать"}),
        ("Родители", "Ким Ольга, Ким Олег", "guardian", {"name": "Ким Ольга"}),
        ("Родители", "Ким Ольга (мать)", "guardian", {"name": "Ким Ольга", "relation": "мать"}),
        ("Согласие", "да", "consents", {"pd_processing": {"state": "signed"}}),
    ],
)  # fmt: skip
def test_a_cell_is_told_by_its_column(heading, printed, key, value):
    row, _ = one(["ФИО", heading], ["Ким Ева", printed], "База наставляемых")
    assert row.get(key) == value


def test_names_in_columns_of_their_own():
    row, doubts = one(["Фамилия", "Имя", "Отчество", "Класс"], ["Cоснина (Ким)", "Е", "—", "5А"])
    assert (row["surname"], row["name"], row["extra"]) == ("Соснина", "Е.", {"Фамилия": "Cоснина (Ким)"})
    assert "patronymic" not in row
    assert doubts == ["латинские буквы в фамилии"]
    _, doubts = one(["Фамилия", "Имя", "Класс"], ["Ким Ева Львовна", "Ева", "5А"])
    assert doubts == ["в столбце фамилий не только фамилия"]


def test_a_name_in_two_columns():
    row, _ = one(["ФИО", "Фамилия", "Класс"], ["Ким Ева", "Ким", "5А"])
    assert (row["surname"], row["extra"]) == ("Ким", {"Фамилия": "Ким"})
    row, doubts = one(["ФИО", "Фамилия", "Класс"], ["см. рядом!", "Ким", "5А"])
    assert (row["surname"], row["extra"]) == ("Ким", {"ФИО": "см. рядом!"})
    assert doubts == []


def test_a_surname_alone_is_asked():
    row, doubts = one(["№", "ФИО", "Класс"], [1, "Облепихина", "5А"])
    assert (row["surname"], doubts) == ("Облепихина", ["назван одним словом"])


def test_two_columns_of_one_field():
    row, _ = one(
        ["ФИО", "Должность", "Должность по совместительству", "Компетенции", "Умения", "Телефон", "Телефон"],
        ["Ким Ева", "учитель", "методист", "химия", "физика", "89051351987", "89061351987"],
    )
    assert (row["post"], row["competences"]) == ("учитель", "химия; физика")
    assert row["extra"] == {"Должность по совместительству": "методист"}
    assert row["phone"] == "+79051351987; +79061351987"


def test_pairs_whose_sides_are_told_by_words_or_by_their_neighbours():
    title = "Наставнические пары"
    answer = read(Grid([[title], ["Педагог", "Ученик", "Класс"], ["Орлов Пётр", "Ким Ева", "5А"]]))
    assert [(row["role"], row.get("class")) for row in answer["rows"]] == [("mentor", None), ("mentee", "5А")]
    answer = read(Grid([[title], ["ФИО", "Наставник"], ["Ким Ева", "Орлов Пётр"]]))
    assert [row["role"] for row in answer["rows"]] == ["mentor", "mentee"]
    assert answer["rows"][0]["surname"] == "Орлов"
    answer = read(Grid([[title], ["Участник", "Участник (второй)"], ["Орлов Пётр", "Ким Ева"]]))
    assert [row["role"] for row in answer["rows"]] == ["mentor", "mentee"]
    answer = read(Grid([[title], ["Учитель", "Педагог"], ["Орлов Пётр", "Ким Ева"]]))
    assert [row["role"] for row in answer["rows"]] == ["mentor", "mentee"]


def test_pairs_in_which_position_misleads():
    heads = ["ФИО наставляемого", "ФИО наставника", "Класс", "Должность наставника"]
    answer = read(Grid([["Пары"], heads, ["Ким Ева", "Орлов Пётр", "5А", "учитель"]]))
    mentor, mentee = answer["rows"]
    assert (mentee["class"], mentor["post"], "class" in mentor) == ("5А", "учитель", False)
    heads = ["ФИО наставника", "ФИО наставляемого", "Класс", "Должность"]
    mentor, mentee = read(Grid([["Пары"], heads, ["Орлов Пётр", "Ким Ева", "5А", "учитель"]]))["rows"]
    assert (mentor["post"], mentee["class"]) == ("учитель", "5А")


def test_pairs_with_columns_of_both_sides():
    heads = [
        "Наставник",
        "Наставляемый",
        "Запрос",
        "Компетенции",
        "Телефон родителя",
        "СНИЛС",
        "Класс",
        "Класс",
        "Психолог",
    ]
    cells = ["Орлов Пётр", "Ким Ева", "алгебра", "химия", "89051351987", "123-456-789 01", "5А", "5А", "Белых А.А."]
    mentor, mentee = read(Grid([["Пары"], heads, cells]))["rows"]
    assert mentor["competences"] == "химия"
    assert (mentee["request"], mentee["guardian"]) == ("алгебра", {"phone": "+79051351987"})
    assert mentee["extra"] == {"Класс": "5А", "Психолог": "Белых А.А."}


def test_a_side_on_which_nobody_is_named_is_kept_with_the_other():
    heads = ["Наставник", "Должность", "Наставляемый", "Класс"]
    rows = [
        ["ищем!", "учитель", "Ким Ева", "5А"],
        ["Орлов Пётр", "учитель", "нет", "5Б"],
        ["вакансия", None, "Цой Ян", "5В"],
    ]
    answer = read(Grid([["Пары"], heads, *rows]))
    assert answer["rows"][0]["extra"] == {"Наставник": "ищем!", "Должность": "учитель"}
    assert answer["rows"][1]["extra"] == {"Класс": "5Б"}
    assert [row["surname"] for row in answer["rows"]] == ["Ким", "Орлов", "Цой"]


def test_experience_without_a_pedagogical_column():
    row, _ = one(["ФИО", "Стаж", "Стаж в ОО"], ["Ким Ева", "20", "3"])
    assert (row["experience_years"], row["extra"]) == (20, {"Стаж в ОО": "3"})
    row, _ = one(["ФИО", "Общий стаж", "Стаж в ОО"], ["Ким Ева", "20", "3"])
    assert "experience_years" not in row


def test_officials_are_nobody_but_of_partners():
    row, _ = one(["ФИО", "Класс", "ФИО классного руководителя"], ["Ким Ева", "5А", "Орлов Пётр"])
    assert row["extra"] == {"ФИО классного руководителя": "Орлов Пётр"}
    row, _ = one(
        ["Предприятие", "ФИО руководителя предприятия", "Телефон"], ["АО «Завод»", "Орлов Пётр", "89051351987"]
    )
    assert row["surname"] == "Орлов"


def test_a_name_merged_over_rows_takes_their_cells():
    answer = read(
        Grid(
            [["ФИО", "Компетенции", "Примечание"], ["Ким Ева", "химия", "а1"], [None, "физика", "б2"]],
            [(1, 0, 2, 0)],
        )
    )
    assert len(answer["rows"]) == 1
    assert answer["rows"][0]["competences"] == "химия; физика"
    assert answer["rows"][0]["extra"] == {"Примечание": "а1", "Примечание (2)": "б2"}


def test_patronymics_below_a_merged_surname_are_kept():
    answer = read(
        Grid(
            [["Фамилия", "Имя", "СНИЛС", "Класс"], ["Ким", "Ева", "1", "5А"], [None, "Ян", "2", None]],
            [(1, 0, 2, 0)],
        )
    )
    assert [row["name"] for row in answer["rows"]] == ["Ева", "Ян"]


def test_a_document_in_parts():
    heads = [cell("№"), cell("ФИО"), cell("Класс")]
    first = table(heads, [cell("1"), cell("Орлов Пётр"), cell("5А")])
    second = table(heads, [cell("2"), cell("Ким Ева"), cell("5Б")])
    third = table([cell("3"), cell("Цой Ян"), cell("6Б")])
    fourth = table([cell("Показатель"), cell("Число")], [cell("Всего"), cell("3")])
    body = (
        paragraph("Список наставляемых МБОУ СОШ № 5")
        + first
        + paragraph("")
        + second
        + third
        + paragraph("Свод")
        + fourth
    )
    answer = to_json(read_content(makers.docx(body)))
    assert [(row["place"], row["role"]) for row in answer["rows"]] == [
        ("table 1 row 2", "mentee"),
        ("table 2 row 2", "mentee"),
        ("table 3 row 1", "mentee"),
    ]
    assert {one["place"]: one["why"] for one in answer["skipped"]} == {"table 4": "таблица без людей"}


def test_columns_of_private_values_are_skipped_where_they_stand():
    grid = Grid(
        [["ФИО", "Номер карты", "Класс"], ["Ким Ева", "123-456-789 01", "5А"], ["Цой Ян", "123-456-789 02", "5Б"]]
    )
    answer = to_json(read_content(delimited(grid), "x.csv"))
    assert [one["place"] for one in answer["skipped"]] == ["column 2"]
    answer = to_json(read_content(delimited(Grid([row[:1] + row[2:] + row[1:2] for row in grid.rows])), "x.csv"))
    assert [one["place"] for one in answer["skipped"]] == ["column 3"]
    untitled = Grid([["ФИО", "Класс", ""], ["Ким Ева", "5А", "123-456-789 01"]])
    answer = to_json(read_content(delimited(untitled), "x.csv"))
    assert [(one["place"], one["why"]) for one in answer["skipped"]] == [("column 3", "СНИЛС не хранится")]


def test_what_stands_under_merged_cells_and_errors_are_told():
    def text(place, value):
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    rows = (
        f'<row r="1">{text("A1", "ФИО")}{text("B1", "Класс")}{text("C1", "Запрос")}</row>'
        f'<row r="2">{text("A2", "Ким Ева")}{text("B2", "5А")}<c r="C2" t="e"><v>#N/A</v></c></row>'
        f'<row r="3">{text("A3", "Цой Ян")}{text("B3", "6Б")}</row>'
    )
    sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
    answer = to_json(read_content(makers.xlsx(sheet)))
    assert [row["class"] for row in answer["rows"]] == ["5А", "5А"]
    assert {one["place"]: one["why"] for one in answer["skipped"]} == {
        "План!B3": "под объединённой ячейкой",
        "План!C2": "ошибка формулы вместо значения",
    }
    assert [(one["place"], one["serious"]) for one in answer["doubts"]] == [("План!C2", True)]


def test_a_heading_of_three_lines():
    answer = read(
        Grid(
            [
                ["Сведения об участниках"],
                ["Наставляемый", None, None, "Наставник", None, None],
                ["ФИО", "Контакты", None, "ФИО", "Работа", None],
                [None, "Телефон", "Почта", None, "Должность", "Категория"],
                ["Ким Ева", "89051351987", "a@b.example", "Орлов П.П.", "учитель", "ВКК"],
            ],
            [(0, 0, 0, 5), (1, 0, 1, 2), (1, 3, 1, 5), (2, 1, 2, 2), (2, 4, 2, 5), (2, 0, 3, 0), (2, 3, 3, 3)],
        )
    )
    assert [column["understood"] for column in answer["columns"]] == [
        "mentee.full_name", "mentee.phone", "mentee.email", "mentor.full_name", "mentor.post", "mentor.category",
    ]  # fmt: skip


def test_groups_of_headings_that_are_not_merged():
    rows = [
        ["", "Наставник", "", "Наставляемый", "", ""],
        ["№", "ФИО", "Должность", "ФИО", "Класс", "Почта"],
        ["1", "Орлов Пётр", "учитель", "Ким Ева", "5А", "a@b.example"],
    ]
    answer = to_json(read_content(delimited(Grid(rows)), "x.csv"))
    assert (answer["kind"], [row["role"] for row in answer["rows"]]) == ("pairs", ["mentor", "mentee"])
