import pytest
from django.urls import reverse
from tests.cast import TODAY
from tests.pages import html_of

from estafeta.core.imports.kinds import KINDS
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions
from estafeta.people.models import Affiliation, Guardianship, Person
from estafeta.people.queries import people_of
from estafeta.people.reading import lay_out, place_of
from estafeta.workbench.imports import actions as imports
from estafeta.workbench.imports.applying import undo_import
from estafeta.workbench.imports.checking import check
from estafeta.workbench.imports.reading import read_sheets
from estafeta.workbench.models import Draft
from estafeta.workbench.tests.imports.sheets import book

KIND = "people.persons"


def begun(actor, variant, *rows):
    sheets = read_sheets(book(*rows), "8 классы.xlsx", 5_000)
    return imports.start_import(actor=actor, kind=KINDS[KIND], variant=variant, sheets=sheets, name="8 классы.xlsx")


def lines_of(actor, draft):
    return {line.number: line for line in check(KINDS[KIND], actor, draft.data).lines}


def brought(actor, variant, *rows):
    draft = begun(actor, variant, *rows)
    return imports.confirm_import(actor=actor, draft=draft, version=draft.version)


@pytest.fixture
def kirill(curator, in_school):
    return actions.add_person(
        actor=curator, surname="Ан", name="Кирилл", patronymic="Олегович", birth_year=2012,
        affiliation={"kind": "pupil", "unit": "8Б"},
    )  # fmt: skip


HEAD = ("Фамилия", "Имя", "Отчество", "Кл.", "Д.р.", "ФИО родителя", "Тел родит")


def test_class_list_comes_in_and_is_taken_back(cast, curator, in_school):
    made = brought(
        curator, "pupil", HEAD,
        ("БЕЛОВА", "ДАРЬЯ", "ИЛЬИНИЧНА", "7 «а»", "01.02.2013", "Белова Анна Петровна", "89000000001"),
        ("Белов", "Лев", "Ильич", "7а", "01.02.2013", "Белова Анна Петровна", "89000000001"),
        ("Ван", "Лев", "", "8Б", "31.02.2013", "", ""),
    )  # fmt: skip
    assert [row["became"] for row in made.rows] == ["new", "new"]
    assert [row.full_name for row in people_of(cast.school)] == [
        "Белов Лев Ильич", "Белова Анна Петровна", "Белова Дарья Ильинична",
    ]  # fmt: skip
    assert set(Affiliation.objects.values_list("unit", flat=True)) == {"7А"}
    assert Guardianship.objects.count() == 2
    undo_import(actor=curator, made=made)
    assert not Person.objects.exists()
    assert not Guardianship.objects.exists()


def test_known_by_name_and_year_gets_what_differs_and_an_empty_cell_erases_nothing(cast, curator, kirill):
    draft = begun(curator, "pupil", ("ФИО", "Класс", "Год рождения", "Телефон"), ("Ан Кирилл", "9Б", "2012", ""))
    line = lines_of(curator, draft)[2]
    assert line.status == "differs"
    assert [(row.key, row.was, row.now) for row in line.differences] == [("unit", "8Б", "9Б")]


def test_patronymic_that_the_file_leaves_out_stays(cast, curator, kirill):
    brought(curator, "pupil", ("ФИО", "Класс", "Год рождения"), ("Ан Кирилл", "9Б", "2012"))
    kirill.refresh_from_db()
    assert kirill.patronymic == "Олегович"
    assert set(kirill.affiliations.filter(ends=None).values_list("unit", flat=True)) == {"9Б"}
    assert set(kirill.affiliations.exclude(ends=None).values_list("unit", flat=True)) == {"8Б"}


def test_whole_date_completes_the_year(cast, curator, kirill):
    brought(curator, "pupil", ("ФИО", "Дата рождения"), ("Ан Кирилл Олегович", "05.03.2012"))
    kirill.refresh_from_db()
    assert kirill.birth == "05.03.2012"


def test_year_takes_no_day_away(cast, curator, kirill):
    brought(curator, "pupil", ("ФИО", "Дата рождения"), ("Ан Кирилл Олегович", "05.03.2012"))
    draft = begun(curator, "pupil", ("ФИО", "Год рождения"), ("Ан Кирилл Олегович", "2012"))
    assert lines_of(curator, draft)[2].status == "same"


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (("Ан Кирилл Олегович", "8Б", ""), "same"),
        (("Ан Кирилл Олегович", "", ""), "same"),
        (("Ан Кирилл", "", ""), "check"),
        (("Ан Кирилл", "10А", ""), "check"),
        (("Ан Кирилл", "", "2011"), "new"),
        (("Ан Кирилл Петрович", "8Б", "2012"), "new"),
        (("ан кирилл", "8-б", ""), "same"),
    ],
)  # fmt: skip
def test_who_is_the_same(cast, curator, kirill, row, status):
    draft = begun(curator, "pupil", ("ФИО", "Класс", "Год рождения"), row)
    assert lines_of(curator, draft)[2].status == status


def test_card_of_another_organisation_is_nobody(cast, curator, kirill, act):
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        draft = begun(stranger, "pupil", ("ФИО", "Класс"), ("Ан Кирилл Олегович", "8Б"))
        assert lines_of(stranger, draft)[2].status == "new"


def test_staff_with_experience(cast, curator, in_school, today):
    head = ("ФИО", "Должность", "Предмет", "Стаж", "Пед. стаж", "Категория")
    brought(curator, "employee", head, ("Орлова Татьяна Дмитриевна", "учитель", "химия", "12", "7", "первая"))
    place = Affiliation.objects.get()
    assert (place.words, place.category) == ("учитель, химия", "first")
    assert place.experience_words(today.replace(year=today.year + 2)) == "14\xa0лет, педагогический 9\xa0лет"


def test_registry_reader_gives_columns_of_its_own_and_says_what_it_doubts(cast, sign_in, in_school):
    pasted = "ФИО\tКласс\tТелефон\tКружок\nСоснина Ева Львовна\t5 «А»\t891234567\tхор\nЛужин Пётр\t5-б\t89550001122\t\n"
    client = sign_in(cast.curator)
    start = reverse("workbench:import_start", args=[cast.school.slug, KIND])
    answer = client.post(start, {"variant": "pupil", "pasted": pasted})
    text = html_of(client.get(answer["Location"]))
    assert "в номере не хватает цифр" in text
    assert "в номере телефона не те цифры" in text
    assert "Кружок →" in text
    draft = Draft.objects.get()
    assert {number: line.status for number, line in lines_of_draft(cast, draft).items()} == {2: "check", 3: "new"}


def lines_of_draft(cast, draft):
    return lines_of(actor_for(cast.curator, cast.school, today=TODAY), draft)


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("Лист1!C5", ("Лист1", 5)),
        ("Лист1!A5:C9", ("Лист1", 5)),
        ("table 2 row 7 cell 3", ("Таблица 2", 7)),
        ("row 4", ("", 4)),
    ],
)
def test_places_of_the_reader(place, found):
    assert place_of(place) == found


def test_mentors_and_mentees_of_one_sheet_are_two():
    answer = {
        "columns": [],
        "rows": [
            {"place": "Лист1!3", "role": "mentor", "surname": "Осина", "name": "Вера", "post": "учитель"},
            {"place": "Лист1!3", "role": "mentee", "surname": "Лев", "name": "Пётр", "class": "5Б"},
            {"place": "Лист1!3", "role": "mentee", "surname": "Ким", "name": "Яна", "birth_year": 2012},
        ],
        "doubts": [{"place": "Лист1!B3", "what": "двое в одной ячейке", "serious": False}],
    }
    assert lay_out(answer) == [
        {"name": "Лист1, наставники", "rows": [
            [2, ["ФИО", "Должность", "Замечание при чтении"]], [3, ["Осина Вера", "учитель", "двое в одной ячейке"]],
        ]},
        {"name": "Лист1, наставляемые", "rows": [
            [2, ["ФИО", "Класс", "Замечание при чтении", "Дата рождения"]],
            [3, ["Лев Пётр", "5Б", "двое в одной ячейке", ""]],
            [4, ["Ким Яна", "", "двое в одной ячейке", "2012"]],
        ]},
    ]  # fmt: skip
