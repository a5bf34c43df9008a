"""Months, forms of mentoring, cards and stages: layouts in which a row is not a measure."""

from __future__ import annotations

from roadmap_reader.tests.structure.builders import M, para, read, rows_of, table

TITLE = para("Дорожная карта внедрения наставничества на 2024-2025 учебный год", bold=True, centred=True)


def test_months_as_sections():
    form = read(
        TITLE,
        table(
            ["№", "Мероприятие", "Ответственный"],
            [M("Сентябрь", columns=3)],
            ["1", "Приказ", "Директор"],
            [M("Октябрь", columns=3)],
            ["2", "Стол", "Завуч"],
        ),
    )
    assert [(row[0], row[3]) for row in rows_of(form)] == [("Сентябрь", "Сентябрь"), ("Октябрь", "Октябрь")]


def test_matrix_of_marks():
    form = read(
        TITLE,
        table(
            ["№", "Мероприятие", "сент", "окт", "нояб", "Ответственный"],
            ["1", "Приказ", "+", "", "", "Директор"],
            ["2", "Встречи", "", "х", "х", "Куратор"],
        ),
    )
    assert [row[1:5] for row in rows_of(form)] == [
        ("1", "Приказ", "сент", "Директор"),
        ("2", "Встречи", "окт, нояб", "Куратор"),
    ]


def test_matrix_of_measures():
    form = read(
        TITLE,
        table(
            ["Направление", "Сентябрь", "Октябрь", "Ноябрь"],
            ["Учёба", "Приказ\nВыбор куратора", "Семинар", ""],
            ["Досуг", "", "• Поход\n• Игра", "Праздник"],
        ),
    )
    assert [(row[0], row[2], row[3]) for row in rows_of(form)] == [
        ("Учёба", "Приказ", "Сентябрь"),
        ("Учёба", "Выбор куратора", "Сентябрь"),
        ("Учёба", "Семинар", "Октябрь"),
        ("Досуг", "Поход", "Октябрь"),
        ("Досуг", "Игра", "Октябрь"),
        ("Досуг", "Праздник", "Ноябрь"),
    ]


def test_matrix_by_form_of_mentoring():
    form = read(
        TITLE,
        table(["Этап", "Ученик – ученик", "Учитель – учитель"], ["Подготовка", "Анкета ученика", "Анкета педагога"]),
    )
    assert [(m["title"], m["form"]) for m in form["sections"][0]["measures"]] == [
        ("Анкета ученика", "Ученик – ученик"),
        ("Анкета педагога", "Учитель – учитель"),
    ]


def test_cards_and_a_table_on_its_side():
    card = table(["Мероприятие", "Издание приказа"], ["Срок", "сентябрь 2024"], ["Ответственный", "Директор"])
    other = table(["Мероприятие", "Обучение"], ["Срок", "октябрь 2024"], ["Ответственный", "Методист"])
    side = table(
        ["Мероприятие", "Издание приказа", "Обучение"],
        ["Срок", "сентябрь 2024", "октябрь 2024"],
        ["Ответственный", "Директор", "Методист"],
    )
    wanted = [("Издание приказа", "сентябрь 2024", "Директор"), ("Обучение", "октябрь 2024", "Методист")]
    assert [row[2:5] for row in rows_of(read(TITLE, card, other))] == wanted
    assert [row[2:5] for row in rows_of(read(TITLE, side))] == wanted


def test_stage_and_content_gives_each_activity():
    form = read(
        para("Дорожная карта"),
        table(
            ["Этап", "Содержание"],
            ["Подготовка", "Изучение:\n• приказа\n• положения"],
            ["Работа", "Встречи:\n• первая\n• вторая"],
        ),
    )
    assert form["granularity"] == "activity"
    assert [(s["title"], [(m["title"], m["group"]) for m in s["measures"]]) for s in form["sections"]] == [
        ("Подготовка", [("приказа", "Изучение:"), ("положения", "Изучение:")]),
        ("Работа", [("первая", "Встречи:"), ("вторая", "Встречи:")]),
    ]


def test_dates_under_years():
    head = [M("№", rows=2), M("Мероприятие", rows=2), M("Срок реализации", columns=2), M("Исполнители", rows=2)]
    form = read(
        TITLE,
        table(
            head, ["2023", "2024"], ["1", "Приказ", "сентябрь", "", "Директор"], ["2", "Семинар", "+", "май", "Завуч"]
        ),
    )
    assert [row[1:5] for row in rows_of(form)] == [
        ("1", "Приказ", "сентябрь 2023", "Директор"),
        ("2", "Семинар", "2023, май 2024", "Завуч"),
    ]
