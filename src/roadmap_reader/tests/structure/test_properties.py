"""Whatever the document: no row is lost, layout noise changes nothing, only `Unreadable` is raised."""

from __future__ import annotations

import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from office_files.blocks import Cell, Document, Paragraph, Table
from office_files.errors import Unreadable
from roadmap_reader.structure import interpret
from roadmap_reader.tests.structure.builders import document, para, read, rows_of, table

HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
VERBS = ("Разработка", "Проведение", "Обсуждение", "Подготовка", "Издание")
THINGS = ("приказа о кураторе", "анкетирования педагогов", "встречи пар", "отчёта за год", "положения")
DEADLINES = (
    "до 10.09.2024",
    "сентябрь 2024 г.",
    "ежемесячно",
    "в течение года",
    "10-13 октября",
    "по запросу",
    "I квартал",
)
PEOPLE = ("Директор", "Куратор", "Иванова А.П.", "Иванова А.П., Петров К.Д.", "Управление образования")
RESULTS = ("Приказ", "Справка", "", "Протокол встречи", "База наставников")

measures = st.lists(
    st.tuples(
        st.builds(lambda a, b: f"{a} {b}", st.sampled_from(VERBS), st.sampled_from(THINGS)),
        st.sampled_from(DEADLINES),
        st.sampled_from(PEOPLE),
        st.sampled_from(RESULTS),
    ),
    min_size=2,
    max_size=12,
)
noise = st.sampled_from(["{}", " {} ", "{}\u00a0", "\u200b{}", "{}<br>", "<p>{}</p>", "{}\n"])


def plan(rows):
    return [[str(n), *row] for n, row in enumerate(rows, 1)]


def wanted(rows):
    return [(None, str(n), a, b, c, d or None) for n, (a, b, c, d) in enumerate(rows, 1)]


@given(measures)
@settings(max_examples=60, deadline=None)
def test_no_row_is_lost_or_changed(rows):
    assert rows_of(read(para("План на 2024 год"), table(HEAD, *plan(rows)))) == wanted(rows)


@given(measures, st.data())
@settings(max_examples=60, deadline=None)
def test_layout_noise_changes_nothing(rows, data):
    noisy = [[data.draw(noise).format(cell) if cell else cell for cell in row] for row in plan(rows)]
    assert rows_of(read(para("План на 2024 год"), table(HEAD, *noisy))) == wanted(rows)


@given(measures, st.data())
@settings(max_examples=60, deadline=None)
def test_a_page_break_between_rows_changes_nothing(rows, data):
    cut = data.draw(st.integers(1, len(rows) - 1))
    again = data.draw(st.booleans())
    first, second = table(HEAD, *plan(rows)[:cut]), table(*([HEAD] if again else []), *plan(rows)[cut:])
    assert rows_of(read(para("План на 2024 год"), first, second)) == wanted(rows)


@given(measures, st.permutations([1, 2, 3, 4]))
@settings(max_examples=60, deadline=None)
def test_the_order_of_columns_changes_nothing(rows, order):
    mixed = [[row[0], *(row[i] for i in order)] for row in [HEAD, *plan(rows)]]
    assert rows_of(read(para("План на 2024 год"), table(*mixed))) == wanted(rows)


words = st.text(alphabet="абвАБВ 123.-–•№«»()\n\t|_:;/<>*&", max_size=40)
odd = st.one_of(
    words, st.sampled_from([*HEAD, *DEADLINES, *PEOPLE, "Раздел 1", "1.1", "Итого", "Сентябрь", "+", "дорожная карта"])
)
paragraphs = st.builds(Paragraph, odd, st.booleans(), st.booleans())
cells = st.builds(Cell, odd, st.integers(0, 5), st.integers(0, 5), st.integers(1, 7), st.integers(1, 7), st.booleans())
tables = st.builds(lambda c: Table(tuple(c), 6, 6), st.lists(cells, max_size=20))


@given(st.lists(st.one_of(paragraphs, tables), max_size=12))
@settings(max_examples=300, deadline=None)
def test_nothing_but_unreadable_is_raised(blocks):
    try:
        roadmaps = interpret(Document("docx", tuple(blocks)))
    except Unreadable:
        return
    assert all(section.measures for roadmap in roadmaps for section in roadmap.sections)
    assert all(measure.title for roadmap in roadmaps for section in roadmap.sections for measure in section.measures)


@given(st.lists(odd, max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reader(texts):
    try:
        interpret(document(*(para(text) for text in texts), kind="txt"))
    except Unreadable:
        return


def test_work_grows_with_rows_and_no_faster():
    """Calls are counted, not seconds: four times the rows would be sixteen times the calls of a quadratic reader."""

    def calls(n):
        rows = [
            [f"1.{i}", f"Мероприятие номер {i} о наставничестве", "май 2024", "Директор", f"Справка {i}"]
            for i in range(1, n + 1)
        ]
        file = document(para("Дорожная карта на 2024 год"), table(HEAD, *rows))
        counted = 0

        def count(frame, event, argument):
            nonlocal counted
            counted += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            found = interpret(file)[0]
        finally:
            sys.setprofile(before)
        assert sum(len(section.measures) for section in found.sections) == n
        return counted

    calls(50)
    few = calls(500)
    assert calls(2000) < 5 * few
