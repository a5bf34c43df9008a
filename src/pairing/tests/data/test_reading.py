from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pairing.generator import Shape, generate
from pairing.people import Meeting, Mentor, Skill, Window
from pairing.reading import BadTable, cells, read_mentees, read_mentors, tables
from pairing.writing.tables import write_people

UGLY = """\
Реестр наставляемых;;;;;;;;;;;
Отметка времени;ФИО ;Школа;Класс;Форма наставничества;С чем Вам нужна помощь?;Предмет (через запятую);"Когда Вам удобно
встречаться?";Формат встреч;Увлечения;Согласие;Адрес электронной почты
1.9;ПОЛЯНИНА АННА ПЕТРОВНА;СОШ № 5;7 «А»;ученик - ученик;ЕГЭ (8), олимпиады;Физика;\
вт 15:00–16:30, чт после 14;очно;шахматы, кино;да;8-900
01.09.2026;Боровиков Иван;СОШ № 5;13;ученик-ученик;ОГЭ;алгебра, физра;пн-пт 14.00-16.00;онлайн или очно;-;получено;

01.09.2026;Боровиков Иван;СОШ № 5;13;ученик-ученик;ОГЭ;алгебра;абракадабра;онлайн;;получено;
;;5;;;ЕГЭ;;;;;;
Итого;Итого: 3;;;;;;;;;;
"""


def test_an_ugly_table_of_a_form(tmp_path):
    path = tmp_path / "mentees.csv"
    path.write_bytes(UGLY.encode("cp1251"))
    found = read_mentees(path)
    assert [one.text for one in found.remarks] == [
        "Не использованы столбцы: «Адрес электронной почты».",
        "строка 5, столбец «Класс»: не понято «13», считаю, что здесь нет данных.",
        "строка 7, столбец «Класс»: не понято «13», считаю, что здесь нет данных.",
        "строка 7, столбец «Когда Вам удобно\nвстречаться?»: не понято «абракадабра», считаю, что здесь нет данных.",
        "строка 7: строка пропущена: «Боровиков Иван» — тот же человек с другими данными, взята строка 5.",
        "строка 8: строка пропущена: нет фамилии и имени.",
        "строка 9: строка пропущена: похоже на итоговую строку («Итого: 3»).",
    ]
    anna, ivan = found.people
    assert (anna.name, anna.grade, anna.forms, anna.consent) == ("Полянина Анна Петровна", 7, ("ученик–ученик",), True)
    assert anna.needs == (Skill("подготовка к ЕГЭ", 8), Skill("олимпиады"))
    assert anna.windows == (Window(1, 900, 990), Window(3, 840, 1200))
    assert ivan.subjects == (Skill("математика"), Skill("физическая культура"))
    assert ivan.meetings == (Meeting.IN_PERSON, Meeting.REMOTE)
    assert (ivan.grade, ivan.interests) == (None, ())


def test_three_columns_of_a_name_traits_and_days(tmp_path):
    path = tmp_path / "mentors.xlsx"
    head = ["Фамилия", "Имя", "Отчество", "Место работы", "Общение (1–10)", "Такт", "Понедельник", "Вторник",
            "Сколько наставляемых может взять", "Группа от", "Группа до", "Возраст наставляемых", "ID"]  # fmt: skip
    row = ["Соснин", "Пётр", "Ильич", "СОШ № 5", 8, 15, "14-18", "", 3.0, 2, 4, "5–7 класс", 17]
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Титул").write_row(0, 0, ["Реестр"])
        book.add_worksheet("Наставляемые").write_row(0, 0, ["ФИО", "Запрос"])
        sheet = book.add_worksheet("Наставники 2026")
        sheet.write_row(2, 0, head)
        sheet.write_row(3, 0, row)
    found = read_mentors(path)
    assert found.people == (
        Mentor(
            key="17", name="Соснин Пётр Ильич", organisation="СОШ № 5", traits=(Skill("общение", 8),),
            windows=(Window(0, 840, 1080),), places=3, least=2, most=4, ages_from=11, ages_to=14,
        ),
    )  # fmt: skip
    assert [one.text for one in found.remarks] == [
        "строка 4, столбец «Такт»: не понято «15», считаю, что здесь нет данных."
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("нет.csv", None, "«нет.csv»: файл не найден: проверьте имя и папку и выберите файл ещё раз."),
        (
            "a.xlsx",
            b"x",
            "«a.xlsx»: в файле нет таблицы: сохраните список как книгу .xlsx или .csv и загрузите его.",
        ),
        ("a.csv", b"", "«a.csv»: файл пустой (0 байт): проверьте, что он сохранён полностью, и загрузите его снова."),
        ("a.csv", b"x", "Файл «a.csv»: не нашлась строка заголовков со столбцом «ФИО» в таблице наставляемых."),
        ("a.csv", "Имя;Фамилия\n;".encode(), "Файл «a.csv»: под заголовками нет ни одной строки с людьми."),
    ],
)
def test_files_that_cannot_be_read(tmp_path, name, data, said):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(BadTable) as refusal:
        read_mentees(tmp_path / name)
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("text", "windows", "bad"),
    [
        ("вторник 15:00-16:30", [(1, 900, 990)], ""),
        ("пн, ср с 14 до 16; сб утром", [(0, 840, 960), (2, 840, 960), (5, 480, 720)], ""),
        ("будни после 15", [(day, 900, 1200) for day in range(5)], ""),
        ("в среду", [(2, 480, 1200)], ""),
        ("каждый день до 12", [(day, 480, 720) for day in range(7)], ""),
        ("пн 18-14", [], "18-14"),
        ("как получится", [], "как получится"),
        ("15:00-16:00", [], "15:00-16:00"),
        ("Выходные днём", [(5, 720, 960), (6, 720, 960)], ""),
    ],
)
def test_free_time(text, windows, bad):
    assert cells.windows(text) == (tuple(Window(*one) for one in windows), bad)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("12–15", (12, 15)),
        ("от 14 лет", (14, None)),
        ("до 16", (None, 16)),
        ("9 класс", (15, 16)),
        ("любой", (None, None)),
    ],
)
def test_limits_of_age(text, limits):
    assert cells.ages(text) == (limits, "")


@pytest.mark.parametrize(
    ("text", "value"),
    [("да, подписано", True), ("Нет", False), ("не получено", False), ("+", True), ("наверное", None)],
)
def test_yes_and_no(text, value):
    assert cells.yes(text)[0] is value


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 лет", 12), ("3,5", 3.5), ("6 месяцев", 0.5), ("без опыта", 0), ("много", None), ("200", None)],
)
def test_years(text, value):
    assert cells.years(text)[0] == value


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_written_is_read_back(tmp_path, suffix):
    made = generate(Shape(60, seed=5))
    write_people(made.mentees, tmp_path / f"a.{suffix}")
    write_people(made.mentors, tmp_path / f"b.{suffix}")
    mentees, mentors = read_mentees(tmp_path / f"a.{suffix}"), read_mentors(tmp_path / f"b.{suffix}")
    assert mentees.remarks == mentors.remarks == ()
    assert mentees.people == made.mentees
    assert [one.key for one in mentors.people] == [one.key for one in made.mentors]
    assert mentors.people == made.mentors


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_no_cell_breaks_a_reader(text):
    for read in (
        cells.windows,
        cells.ages,
        cells.yes,
        cells.years,
        cells.grade,
        cells.age,
        cells.whole,
        cells.meetings,
    ):
        assert isinstance(read(text)[1], str)
    cells.skills(text, str.lower)


def test_cells_of_a_spreadsheet_as_a_person_sees_them(tmp_path):
    path = tmp_path / "mentors.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["ФИО", "Согласие", "О себе", "Подробнее", "Вторник", "Стаж"])
        sheet.write_row(1, 0, ["Соснин\u00a0Пётр", True])
        sheet.write(1, 5, 3.5)
        sheet.write_datetime(1, 2, dt.datetime(2026, 9, 1), day)
        sheet.write_datetime(1, 3, dt.time(15, 30), clock)
        sheet.write(1, 4, "да")
    (one,) = read_mentors(path).people
    assert (one.name, one.consent, one.text) == ("Соснин Пётр", True, "01.09.2026 15:30")
    assert one.windows == (Window(1, 480, 1200),)
    assert one.experience == 3.5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings_and_commas(tmp_path, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes('Наши дети\nФИО,Запрос\n"Соснин Пётр","ЕГЭ, олимпиады"\n'.encode(encoding))
    (one,) = read_mentees(path).people
    assert (one.name, one.needs) == ("Соснин Пётр", (Skill("подготовка к ЕГЭ"), Skill("олимпиады")))


@pytest.mark.parametrize("letters", [110_000, 200_000])
def test_broken_and_huge_files_are_refused(tmp_path, monkeypatch, letters):
    path = tmp_path / "a.csv"
    path.write_text("ФИО;Запрос\n" + "x" * letters, encoding="utf-8")
    with pytest.raises(BadTable, match="строка 2: нарушены кавычки"):
        read_mentees(path)
    monkeypatch.setattr(tables, "PEOPLE", replace(tables.PEOPLE, file=10))
    with pytest.raises(BadTable, match="файл больше"):
        read_mentees(path)


def test_any_way_to_meet():
    assert cells.meetings("не важно") == (tuple(Meeting), "")
    assert cells.meetings("по переписке") == ((), "по переписке")
