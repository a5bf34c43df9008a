"""Every cell of a file ends in a field, in extra, in a heading, or in a skipped place with its reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office_files.errors import Unreadable
from registry_reader import read_content
from registry_reader.model import to_json
from registry_reader.tests.accounting import lost
from registry_reader.tests.examples import examples
from registry_reader.tests.files import Grid, book, delimited, document, page
from registry_reader.tests.registries import OF_KIND, registry
from registry_reader.tests.truth import Truth

HEADS = (
    "ФИО", "ФИО наставника", "ФИО наставляемого", "Фамилия", "Имя", "Отчество", "№", "Класс", "Группа, курс",
    "Телефон", "Почта",
    "Контакты", "Родитель (ФИО, телефон)", "Телефон родителя", "Дата рождения", "Пол", "Должность", "Стаж",
    "Категория", "Запрос",
    "Компетенции", "Возраст и количество наставляемых", "Форма", "Срок", "Приказ", "Ссылка", "Отметка о прохождении",
    "Согласие на обработку ПДн", "Согласие", "Примечание", "", "Кем хотите быть?", "Интересы [спорт]",
    "Классный руководитель",
)  # fmt: skip
WORDS = (
    "да", "нет", "—", "+", "вакансия", "Итого: 3", "8 «А» класс", "Начальная школа", "Куратор", "иное",
    "№ 5 от 12.09.2025",
    "89051351987", "8905135", "a@b.example", "31.02.2010", "12.03.2010", "ИС-21", "учитель – ученик",
    "высшая, 12.03.2024",
    "Ким Ева", "Орлов Пётр, 8Б; Цой Ян, 7А", "Белых Р.Л., учитель химии", "Мятлина Анна\nПихтов Лев", "Облепихина",
    "12 лет", "м",
    "не более 3", "2025-2026 уч. год", "https://a.example/1", "сентябрь", "мама 89051351987", "слово" , "3",
    "заметка о встрече",
)  # fmt: skip


def checked(content, name):
    answer = to_json(read_content(content, name))
    assert lost(content, name, answer) == []
    assert all(one["why"] for one in answer["skipped"])


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.name)
def test_of_the_examples(path):
    checked(path.read_bytes(), path.name)


@pytest.mark.parametrize("kind", sorted(OF_KIND))
@pytest.mark.parametrize("seed", range(6))
def test_of_registries_made_up(kind, seed):
    for ending, content in registry(seed, kind).files():
        checked(content, f"x.{ending}")


@st.composite
def grids(draw):
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=2, max_size=9))
    cells = (
        st.sampled_from(WORDS) | st.none() | st.integers(0, 60_000) | st.text("абвгдежз -,.«»0123456789\n", max_size=12)
    )
    rows = draw(st.lists(st.lists(cells, max_size=len(heads) + 2), max_size=9))
    title = draw(st.sampled_from(([], [["База наставляемых"]], [["Наставнические пары"]], [["Список 8А класса"]])))
    grid = Grid([*title, heads, *rows])
    if rows and draw(st.booleans()):
        top = draw(st.integers(len(title) + 1, len(grid.rows) - 1))
        bottom = draw(st.integers(top, len(grid.rows) - 1))
        column = draw(st.integers(0, len(heads) - 1))
        if bottom > top:
            for row in range(top, bottom + 1):
                grid.rows[row] = [*grid.rows[row], *[None] * (column + 1 - len(grid.rows[row]))]
                if row > top:
                    grid.rows[row][column] = None
            grid.merges.append((top, column, bottom, column))
    return grid


@settings(max_examples=150, deadline=None)
@given(grids(), st.sampled_from((book, delimited, page, document)))
def test_of_any_table(grid, write):
    content = write(grid)
    try:
        answer = to_json(read_content(content, "x.csv"))
    except Unreadable:
        return
    assert lost(content, "x.csv", answer) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000))
def test_values_that_must_not_be_kept_are_nowhere(seed):
    truth = Truth(seed)
    snils = "{}-{}-{} {}".format(*(truth.rng.randint(100, 999) for _ in range(3)), truth.rng.randint(10, 99))
    passport = f"{truth.rng.randint(1000, 9999)} {truth.rng.randint(100000, 999999)}"
    heads = ["ФИО", "Класс", "СНИЛС", "Паспорт", "Диагноз", "Национальность", "Номер карты", "Примечание"]
    row = [truth.full_name().printed, "8А", snils, passport, "астма", "татарин", snils, f"СНИЛС {snils}"]
    truth.rng.shuffle(order := list(range(2, len(heads))))
    columns = [0, 1, *order]
    grid = Grid([[heads[at] for at in columns], [row[at] for at in columns], [row[at] for at in columns]])
    answer = to_json(read_content(book(grid)))
    said = str(answer)
    assert not any(value in said for value in (snils, passport, "астма", "татарин"))
    assert {"СНИЛС", "Паспорт", "Диагноз"} <= {column["printed"] for column in answer["columns"]}
    assert lost(book(grid), "", answer) == []
