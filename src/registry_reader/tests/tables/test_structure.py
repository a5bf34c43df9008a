"""Where headings are, what each row is, whose each cell is: cases of the convention, one by one."""

import pytest

from registry_reader import read_content
from registry_reader.model import to_json
from registry_reader.tests.files import Grid, book


def read(*grids):
    return to_json(read_content(book(*grids)))


def names(answer):
    return [" ".join(filter(None, (row.get("surname"), row.get("name")))) for row in answer["rows"]]


def reasons(answer):
    return {one["place"]: one["why"] for one in answer["skipped"]}


def understood(answer):
    return {column["printed"]: column["understood"] for column in answer["columns"]}


def test_the_example_of_the_schema():
    answer = read(
        Grid(
            [
                ["МБОУ СОШ № 218, база наставляемых на 15.10.2025"],
                [],
                [],
                ["№", "ФИО", "класс", "Телефон", "Наставник", "Согласие ПДн"],
                [1, "CОСНИНА Ева Львовна", "5 «А»", 8.9551351987e10, "Белых Р.Л., учитель химии", "подписано 12.09"],
                [2, "Лужин Пётр, 5-б", None, "891234567", "—", "нет"],
                [None, "Итого: 2"],
            ],
            hidden_rows=(5,),
        )
    )
    assert (answer["kind"], answer["organisation"], answer["as_of"]) == ("mentees", "МБОУ СОШ № 218", "2025-10-15")
    first, second = answer["rows"]
    assert first == {
        "place": "Лист1!5",
        "role": "mentee",
        "surname": "Соснина",
        "name": "Ева",
        "patronymic": "Львовна",
        "phone": "+79551351987",
        "class": "5А",
        "partners": ["Белых Р.Л."],
        "consents": {"pd_processing": {"state": "signed", "date": "2025-09-12"}},
        "extra": {"Наставник": "Белых Р.Л., учитель химии"},
    }
    assert (second["class"], second["extra"]) == ("5Б", {"Телефон": "891234567"})
    assert [(one["place"], one["serious"]) for one in answer["doubts"]] == [
        ("Лист1!B5", False),
        ("Лист1!D6", True),
        ("Лист1!6", False),
    ]
    assert reasons(answer) == {"Лист1!1": "заголовок", "Лист1!B7": "итог"}


def test_pairs_with_a_heading_of_two_lines_and_a_mentor_merged_over_mentees():
    answer = read(
        Grid(
            [
                ["Наставнические пары на 2025-2026 учебный год"],
                ["№", "Наставник", None, "Наставляемый", None, "Форма", "Срок", "Примечание"],
                [None, "ФИО", "должность", "ФИО", "класс"],
                [1, 2, 3, 4, 5, 6, 7, 8],
                [
                    1,
                    "Мятлина Мария",
                    "учитель",
                    "Пихтов Лев",
                    "8А",
                    "учитель – ученик",
                    "с 01.10.2025 по 31.05.2026",
                    "заметка",
                ],
                [2, None, None, "Ким Ева", "8б", "педагог-ученик"],
                [3, "Белых Р.Л.", "учитель", "вакансия"],
                [4, "Орлов П.П.", "учитель", "Цой Ян, Хван Денис", "7А; 7Б", "учитель-ученик"],
            ],
            [
                (1, 0, 2, 0),
                (1, 1, 1, 2),
                (1, 3, 1, 4),
                (1, 5, 2, 5),
                (1, 6, 2, 6),
                (1, 7, 2, 7),
                (4, 1, 5, 1),
                (4, 2, 5, 2),
            ],
        )
    )
    assert answer["kind"] == "pairs"
    assert understood(answer)["Наставник / ФИО"] == "mentor.full_name"
    assert understood(answer)["Наставляемый / класс"] == "mentee.class"
    assert names(answer) == ["Мятлина Мария", "Пихтов Лев", "Ким Ева", "Белых Р.", "Орлов П.", "Цой Ян", "Хван Денис"]
    mentor, first, second, alone, several, third, fourth = answer["rows"]
    assert mentor["partners"] == ["Пихтов Лев", "Ким Ева"]
    assert (first["joined"], first["left"], first["extra"]) == ("2025-10-01", "2026-05-31", {"Примечание": "заметка"})
    assert (second["partners"], "partners" in alone) == (["Мятлина Мария"], False)
    assert several["partners"] == ["Цой Ян", "Хван Денис"]
    assert (third["class"], fourth["class"], third["form"]) == ("7А", "7Б", "учитель–ученик")
    assert reasons(answer)["Лист1!D7"] == "вакансия"
    assert reasons(answer)["Лист1!4"] == "номера столбцов"


def test_pairs_without_a_title_and_a_mentor_printed_once():
    answer = read(
        Grid(
            [
                ["Наставник", "Должность", "Наставляемый", "Класс", "Дата рождения"],
                ["Мятлина Мария", "учитель", "Пихтов Лев", "8А", "12.03.2010"],
                [None, None, "Ким Ева", "8Б", "31.02.2010"],
                ["Орлов Пётр", "учитель", "Цой Ян", "5В", 40500],
            ]
        )
    )
    assert answer["kind"] == "pairs"
    assert answer["rows"][0]["partners"] == ["Пихтов Лев", "Ким Ева"]
    assert answer["rows"][2]["extra"] == {"Дата рождения": "31.02.2010"}
    assert answer["rows"][4]["birth_date"] == "2010-11-18"
    assert [one["serious"] for one in answer["doubts"]] == [True]


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        (["ФИО наставляемого", "Запрос", "Наставник"], "mentees"),
        (["ФИО наставника", "Компетенции", "Наставляемый"], "mentors"),
        (["ФИО", "Компетенции"], "mentors"),
        (["ФИО", "Трудности"], "mentees"),
        (["ФИО", "Класс", "Телефон родителя"], "pupils"),
        (["ФИО", "Группа"], "pupils"),
        (["ФИО", "Должность"], "staff"),
        (["Сотрудник", "Табельный номер"], "staff"),
        (["Предприятие", "Контактное лицо", "Телефон"], "partners"),
        (["ФИО", "Место работы"], "partners"),
        (["ФИО", "Дата рождения"], "pupils"),
        (["ФИО", "Телефон"], "staff"),
        (["Отметка времени", "ФИО", "Класс"], "answers"),
        (["ID", "Время создания", "Ваше ФИО"], "answers"),
    ],
)
def test_the_kind_by_the_columns(heads, kind):
    row = ["Ким Ева" if "ФИО" in head or head in {"Сотрудник", "Контактное лицо"} else "5" for head in heads]
    assert read(Grid([heads, row]))["kind"] == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Анкета наставника", "answers"),
        ("Закрепление наставников", "pairs"),
        ("Реестр наставляемых", "mentees"),
        ("Список наставников", "mentors"),
        ("Список 8А класса", "pupils"),
        ("Социальные партнёры", "partners"),
        ("Молодые специалисты", "staff"),
    ],
)
def test_the_kind_by_the_title(title, kind):
    assert read(Grid([[title], ["ФИО", "Телефон"], ["Ким Ева", "89051351987"]]))["kind"] == kind


def test_sub_headings_say_the_class_the_form_and_the_section():
    answer = read(
        Grid(
            [
                ["№", "ФИО наставляемого", "Запрос"],
                ["8 «А» класс"],
                [1, "Ким Ева", "алгебра"],
                ["Форма «ученик – ученик»"],
                [2, "Цой Ян", "физика"],
                ["группа ИС-21, 2 курс"],
                [3, "Орлов Пётр", "химия"],
                ["Вечерняя смена"],
                [4, "Пихтов Лев", "химия"],
            ],
            [(1, 0, 1, 2), (3, 0, 3, 2), (5, 0, 5, 2), (7, 0, 7, 2)],
        )
    )
    first, second, third, fourth = answer["rows"]
    assert first["class"] == "8А"
    assert second["form"] == "ученик–ученик"
    assert (third["group"], third["course"]) == ("ИС-21", 2)
    assert fourth["extra"] == {"раздел": "Вечерняя смена"}


def test_signatures_remarks_totals_and_repeats_are_passed_over():
    answer = read(
        Grid(
            [
                ["№", "ФИО", "Класс", "Телефон"],
                [1, "Ким Ева", "5А", "89051351987"],
                ["№", "ФИО", "Класс", "Телефон"],
                [2, "Цой Ян", "5Б", None],
                [],
                [3, "Орлов Пётр", "5В", None],
                [4, None, None, None],
                ["Всего", None, 3],
                ["Директор", None, None, "Зимин А.А."],
                ["Куратор ____________ Лопарева З.М."],
                ["* данные уточняются"],
                ["Примечание: сведения на сентябрь", None, "да"],
                [None, None, None, None, None, None, "рядом"],
            ]
        )
    )
    assert names(answer) == ["Ким Ева", "Цой Ян", "Орлов Пётр"]
    assert list(reasons(answer).values()) == [
        "повторённый заголовок", "строка без имени", "итог", "подпись", "подпись", "примечание", "примечание",
        "текст рядом с таблицей",
    ]  # fmt: skip


def test_a_director_in_the_column_of_posts_is_a_person():
    answer = read(Grid([["Должность", "ФИО", "Телефон", "Почта"], ["директор", "Орлов Пётр", "89051351987"]]))
    assert names(answer) == ["Орлов Пётр"]


def test_a_column_without_a_heading_and_a_text_beside_go_to_extra():
    answer = read(Grid([["", "ФИО", "Класс"], [1, "Ким Ева", "8А", None, "перевелась"], [2, "Цой Ян", "8Б"]]))
    assert answer["rows"][0]["extra"] == {"столбец 5": "перевелась"}
    assert understood(answer)["столбец 1"] == "number"


def test_two_tables_on_a_sheet():
    answer = read(
        Grid(
            [
                ["База наставников"],
                ["ФИО наставника", "Компетенции", "СНИЛС"],
                ["Мятлина М.П.", "химия", "123-456-789 01"],
                [],
                ["База наставляемых"],
                ["ФИО наставляемого", "Запрос", "Класс"],
                ["Пихтов Лев", "химия", "8А"],
                *[[]] * 40,
                ["Цой Ян", "физика", "9"],
            ]
        )
    )
    assert answer["kind"] == "mixed"
    assert [(row["place"], row["role"]) for row in answer["rows"]] == [
        ("Лист1!3", "mentor"),
        ("Лист1!7", "mentee"),
        ("Лист1!48", "mentee"),
    ]
    assert reasons(answer)["Лист1!C2:C3"] == "СНИЛС не хранится"


def test_a_book_of_several_sheets():
    answer = read(
        Grid([["ФИО наставляемого", "Запрос"], ["Ким Ева", "алгебра"]], name="5А"),
        Grid([["Показатель", "Кол-во"], ["Наставники", 5]], name="Свод"),
        Grid([["да"], ["нет"]], name="Списки", hidden=True),
        Grid([["ФИО наставляемого", "Запрос"], ["Цой Ян", "физика"]], name="5Б", hidden=True),
    )
    assert answer["kind"] == "mentees"
    assert [row["class"] for row in answer["rows"]] == ["5А", "5Б"]
    assert reasons(answer) == {"Свод": "лист без людей", "Списки": "лист без людей"}
    assert [one["place"] for one in answer["doubts"]] == ["5Б"]


def test_a_sheet_of_figures_is_passed_over_whole():
    answer = read(
        Grid([["ФИО наставляемого", "Запрос"], ["Ким Ева", "алгебра"]], name="А"),
        Grid([["Класс", "Всего", "Наставники", "Наставляемые"], ["5А", 12, 3, 9], ["5Б", 10, 2, 8]], name="Свод"),
    )
    assert (answer["kind"], names(answer), answer["doubts"]) == ("mentees", ["Ким Ева"], [])
    assert reasons(answer) == {"Свод": "лист без людей"}
    assert list(understood(answer)) == ["ФИО наставляемого", "Запрос"]


def test_a_line_above_that_looks_like_headings_is_not_taken_for_them():
    rows = [
        ["База наставляемых"],
        ["Ответственный:", "зам. директора"],
        [],
        ["№", "ФИО", "Класс"],
        [1, "Ким Ева", "5А"],
    ]
    answer = read(Grid(rows))
    assert names(answer) == ["Ким Ева"]
    assert reasons(answer) == {"Лист1!1": "заголовок", "Лист1!2": "заголовок"}


def test_an_empty_form_has_columns_and_nobody():
    answer = read(Grid([["База наставляемых"], ["№", "ФИО", "Класс"], [1, None, None]]))
    assert (answer["kind"], answer["rows"]) == ("mentees", [])
    assert understood(answer) == {"№": "number", "ФИО": "full_name", "Класс": "class"}


def test_the_form_with_its_role_model_and_people_with_posts_and_classes():
    heads = [
        "№ пары",
        "Наставник (ФИО, должность)",
        "Наставляемый (ФИО, класс)",
        "Форма наставничества, ролевая модель",
    ]
    cells = [1, "Мятлина Мария Петровна, учитель химии", "Пихтов Лев, 8 «А»", "учитель – ученик (равный – равному)"]
    mentor, mentee = read(Grid([["Реестр наставнических пар"], heads, cells]))["rows"]
    assert (mentor["post"], mentee["class"]) == ("учитель химии", "8А")
    assert (mentee["form"], mentee["role_model"]) == ("учитель–ученик", "равный – равному")
