import datetime as dt

import pytest
from django.urls import reverse
from tests.pages import html_of

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions
from estafeta.people.models import Affiliation, Relation
from estafeta.people.open_work import open_work_of
from estafeta.people.queries import GROUPS, group_counts, in_group, standing_of
from estafeta.people.queries.year import plan_year, year_start
from estafeta.people.units import class_of, level_of, next_class
from estafeta.workbench.undoing import take_back

NEXT = dt.date(2027, 9, 1)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("7 «а»", "7А"), ("7-а класс", "7А"), ("10 Б", "10Б"), ("11", "11"), ("8a", "8А"), ("класс 5в", "5В"),
     ("ИС-21", "ИС-21"),
     ("13А", "13А"), ("1 сварщики", "1 сварщики"), ("Робототехника", "Робототехника")],
)  # fmt: skip
def test_classes_in_one_spelling(text, unit):
    assert class_of(text) == unit
    assert class_of(unit) == unit


def test_class_up():
    assert [next_class(unit) for unit in ("8Б", "9А", "10А", "11А", "ИС-21", "4")] == ["9Б", "10А", "11А", "", "", "5"]
    assert level_of("ИС-21") is None


@pytest.fixture
def school(cast, curator, act):
    with tenant_scope(cast.forest_school):
        actions.add_person(
            actor=act(cast.stranger, cast.forest_school), surname="Чужой", name="Лев",
            affiliation={"kind": "pupil", "unit": "8Б"},
        )  # fmt: skip
    with tenant_scope(cast.school):
        made = {}
        for surname, unit in (("Ан", "8Б"), ("Ван", "8Б"), ("Юн", "9А"), ("Лев", "11А")):
            made[surname] = actions.add_person(
                actor=curator, surname=surname, name="Вера", affiliation={"kind": "pupil", "unit": unit}
            )
        yield made


def now_of(person, day):
    return standing_of([person], today=day)[person.pk].words


def test_one_button_moves_everybody_and_one_undo_brings_them_back(cast, curator, school):
    plan = {row.unit: row.target for row in plan_year(cast.school, NEXT)}
    assert plan == {"8Б": "9Б", "9А": "10А", "11А": "выпуск"}
    undo = actions.begin_year(actor=curator, starts=NEXT, targets=plan, staying=[school["Ван"].pk])
    assert undo.sentence == "Новый учебный год: переведено 2\xa0человека и выпущено 1\xa0человек"
    assert {name: now_of(person, NEXT) for name, person in school.items()} == {
        "Ан": "9Б", "Ван": "8Б", "Юн": "10А", "Лев": "выпускник",
    }  # fmt: skip
    assert now_of(school["Ан"], NEXT - dt.timedelta(days=1)) == "8Б"
    assert Affiliation.objects.get(person=school["Ан"], unit="9Б").level == 9
    take_back(actor=curator, undo=undo)
    assert now_of(school["Лев"], NEXT) == "11А"
    assert Affiliation.objects.count() == 4


def test_second_press_moves_nobody_twice(cast, curator, school):
    actions.begin_year(actor=curator, starts=NEXT, targets={})
    with pytest.raises(Refusal, match="Переводить некого"):
        actions.begin_year(actor=curator, starts=NEXT, targets={})
    assert year_start(cast.school, NEXT) == dt.date(2028, 9, 1)


def test_number_of_queries_does_not_grow(cast, curator, school, django_assert_max_num_queries):
    for number in range(30):
        actions.add_person(
            actor=curator, surname=f"Ли{number}", name="Вера", affiliation={"kind": "pupil", "unit": "5А"}
        )
    with django_assert_max_num_queries(40):
        actions.begin_year(actor=curator, starts=NEXT, targets={})


def test_ticked_are_moved_and_let_go(curator, school, today):
    people = [school["Ан"], school["Юн"]]
    actions.move_people(actor=curator, people=people, unit="10А", starts=today)
    assert [now_of(person, today) for person in people] == ["10А", "10А"]
    with pytest.raises(Refusal, match="некого"):
        actions.move_people(actor=curator, people=people, unit="10А", starts=today)
    undo = actions.let_go(actor=curator, people=people, last_day=today, ending="left")
    assert now_of(school["Ан"], today + dt.timedelta(days=1)) == "выбыл(а), 10А"
    take_back(actor=curator, undo=undo)
    assert now_of(school["Ан"], today + dt.timedelta(days=1)) == "10А"


def test_who_came_later_than_the_day_is_named(curator, school, today):
    actions.move_people(actor=curator, people=[school["Ан"]], unit="9Б", starts=today)
    with pytest.raises(Refusal, match="здесь только с"):
        actions.move_people(actor=curator, people=[school["Ан"]], unit="9В", starts=today)


def test_only_who_manages_begins_a_year(cast, act, school):
    with pytest.raises(Forbidden):
        actions.begin_year(actor=act(cast.methodist, cast.school), starts=NEXT, targets={})


def test_leaver_sees_what_stays_behind(cast, curator, in_school, today):
    teacher = actions.add_person(actor=curator, surname="Орлова", name="Татьяна", user=cast.teacher,
                                 affiliation={"kind": "employee", "post": "учитель"})  # fmt: skip
    actions.add_relation(actor=curator, person=teacher, kind=Relation.Kind.CLASS_TEACHER, unit="8Б", today=today)
    assert [thing.sentence for thing in open_work_of(teacher, today)] == ["классное руководство, 8Б"]


def test_pages(cast, sign_in, school):
    client = sign_in(cast.curator)
    address = reverse("people:new_year", args=[cast.school.slug])
    text = html_of(client.get(address, {"starts": "2027-09-01"}))
    assert "Перевести 4 человека" in text
    assert "Чужой" not in text
    sent = {"to0": "9Б", "to1": "", "to2": "выпуск", "staying": [str(school["Ван"].pk)]}
    assert client.post(f"{address}?starts=2027-09-01", sent).status_code == 302
    with tenant_scope(cast.school):
        assert now_of(school["Ан"], NEXT) == "9Б"
        assert now_of(school["Юн"], NEXT) == "9А"
    ticked = reverse("people:let_go", args=[cast.school.slug, "learners"])
    page = html_of(client.post(ticked, {"selected": [school["Юн"].pk]}))
    assert "Юн" in page
    done = client.post(
        ticked, {"selected": [school["Юн"].pk], "asked": "1", "last_day": "2027-10-01", "ending": "left"}
    )
    assert done.status_code == 302


def test_counts_of_the_tabs_are_those_of_their_rows(cast, curator, school, today):
    leaver = school["Юн"]
    actions.add_guardian(actor=curator, child=school["Ан"], guardian=leaver, kind="other")
    actions.let_go(actor=curator, people=[leaver, school["Лев"]], last_day=today - dt.timedelta(days=1), ending="left")
    actions.add_affiliation(actor=curator, person=school["Ан"], kind="graduate")
    double = actions.add_person(actor=curator, surname="Ан", name="Вера", affiliation={"kind": "pupil", "unit": "8Б"})
    actions.merge_cards(actor=curator, keep=school["Ан"], other=double)
    counts = group_counts(cast.school, today=today)
    assert counts == {group: in_group(cast.school, group, today=today).count() for group in GROUPS}
    assert counts == {
        "learners": 2, "staff": 0, "guardians": 1, "graduates": 1, "partners": 0, "gone": 1, "all": 4,
    }  # fmt: skip
