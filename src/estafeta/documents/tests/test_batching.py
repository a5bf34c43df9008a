from __future__ import annotations

import datetime as dt

import pytest

from docforge import kinds
from estafeta.core.refusals import Refusal
from estafeta.documents.batching import MOST, columns_of, read_sheet, sample_sheet
from estafeta.documents.tests.conftest import sheet_file

PAIRS = kinds.load()["pair_order"]
HEADS = (
    "Бумага",
    "С какого дня",
    "Куратор",
    "Наставник, должность",
    "Наставляемый, класс или должность",
    "Форма",
    "Срок",
)
BOSS = "Петрова Анна Сергеевна, заместитель директора"


def read(*rows, heads=HEADS, kind=PAIRS):
    return read_sheet(kind, sheet_file(heads, *rows).read())


def line(key, mentor, *, day=dt.date(2026, 9, 1), boss=BOSS):
    return (key, day, boss, mentor, "Сидоров Олег, 7 «А»", "педагог — ученик", "")


def test_lines_with_the_same_key_are_one_paper():
    found = read(line("1", "Орлова"), line("1", "Фомина"), line("2", "Климов"))
    assert found.problems == ()
    assert [[row[0] for row in paper["pairs"]] for paper in found.papers] == [["Орлова", "Фомина"], ["Климов"]]
    first = found.papers[0]
    assert first["starts"] == "2026-09-01"
    assert first["curator"] == {"name": "Петрова Анна Сергеевна", "post": "заместитель директора"}
    assert first["pairs"][0] == ["Орлова", "Сидоров Олег, 7 «А»", "педагог — ученик", ""]


def test_key_may_be_left_out_below_and_come_again_later():
    found = read(line("1", "Орлова"), line("", "Фомина"), line("2", "Климов"), line("1", "Рябов"))
    assert [len(paper["pairs"]) for paper in found.papers] == [3, 1]


def test_numbers_as_keys_and_empty_lines():
    found = read(line(1, "Орлова"), ("",) * 7, line(1.0, "Фомина"), line(2, "Климов"))
    assert [len(paper["pairs"]) for paper in found.papers] == [2, 1]


def test_bad_lines_are_named_by_the_number_in_the_sheet():
    found = read(line("1", "Орлова"), line("2", "Климов", day="завтра"), line("3", "Рябов", boss=""))
    assert found.problems == (
        "Строка 3: «С какого дня»: значение не подходит. Исправьте его.",
        "Строка 4: «Куратор» нужно заполнить.",
    )


def test_many_problems_are_cut_and_counted():
    found = read(*(line(str(key), "Орлова", boss="") for key in range(30)))
    assert len(found.problems) == 21
    assert found.problems[-1] == "И ещё: 10."


def test_kind_without_rows_makes_a_paper_of_each_line():
    kind = kinds.load()["introduction_order"]
    heads = ("Действует с", "Куратор")
    found = read(("01.09.2026", BOSS), ("01.10.2026", BOSS), heads=heads, kind=kind)
    assert [paper["starts"] for paper in found.papers] == ["2026-09-01", "2026-10-01"]
    assert found.papers[0]["forms"] == "педагог — педагог\nученик — ученик"
    assert found.problems == ()


def test_defaults_are_those_of_the_kind_of_organisation():
    kind = kinds.load()["introduction_order"]
    sheet = sheet_file(("Действует с", "Куратор"), ("01.09.2026", BOSS)).read()
    assert "студент" in read_sheet(kind, sheet, "college").papers[0]["forms"]


@pytest.mark.parametrize(
    ("heads", "why"),
    [(HEADS[1:], "нет столбцов: Бумага"), ((*HEADS, "Класс"), "не узнаны: Класс"), (("Бумага",), "нет столбцов")],
)
def test_columns_are_those_of_the_sample(heads, why):
    with pytest.raises(Refusal, match=why):
        read(line("1", "Орлова"), heads=heads)


def test_sheet_without_lines():
    with pytest.raises(Refusal, match="нет строк"):
        read()
    with pytest.raises(Refusal, match="нет ни текста"):
        read_sheet(PAIRS, sheet_file().read())


def test_too_many_papers():
    with pytest.raises(Refusal, match="больше 2000"):
        read(*(line(str(key), "Орлова") for key in range(MOST + 1)))


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "пустой"), (b"not a table", "нет таблицы"), (b"PK\x03\x04", "повреждён"), (b"%PDF-1.4", "нет таблицы")],
)
def test_what_is_no_spreadsheet(content, why):
    with pytest.raises(Refusal, match=why):
        read_sheet(PAIRS, content)


def test_more_lines_than_a_list_ever_needs():
    lines = "\n".join(["Бумага;Куратор", *("1;Орлова" for _ in range(20_000))])
    with pytest.raises(Refusal, match="больше 20"):
        read_sheet(PAIRS, lines.encode())


def test_a_list_saved_as_text_and_a_sheet_that_begins_lower_down():
    kind = kinds.load()["introduction_order"]
    found = read_sheet(kind, f"Действует с;Куратор\n01.09.2026;{BOSS}\n".encode("cp1251"))
    assert [paper["starts"] for paper in found.papers] == ["2026-09-01"]
    sheet = sheet_file((), (), ("Действует с", "Куратор"), ("завтра", BOSS)).read()
    assert read_sheet(kind, sheet).problems == ("Строка 4: «Действует с»: значение не подходит. Исправьте его.",)


@pytest.mark.parametrize("kind", kinds.load().values(), ids=lambda kind: kind.code)
def test_every_sample_has_headings_and_no_line(kind):
    titles = [title for title, _ in columns_of(kind)]
    assert len(titles) == len(set(titles))
    with pytest.raises(Refusal, match="нет строк"):
        read_sheet(kind, sample_sheet(kind))
