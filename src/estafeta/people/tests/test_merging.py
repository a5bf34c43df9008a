import datetime as dt

import pytest
from django.urls import reverse
from tests.pages import html_of

from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions
from estafeta.people.alike import Card, compare, look_through, pairs_of
from estafeta.people.models import Affiliation, ExtraValue, Guardianship, Likeness, Person
from estafeta.people.queries import people_of
from estafeta.workbench.undoing import take_back

DAY = dt.date(2013, 10, 3)


def card(pk=1, name="ким алена", patronymic="сергеевна", born=DAY, year=2013, phone="", learns=True, unit="7А"):
    return Card(pk, name, patronymic, born, year, phone, learns, unit)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (card(2), True),
        (card(2, patronymic="", born=None, year=None, unit=""), True),
        (card(2, name="ким алина"), True),
        (card(2, name="ким алевтина"), False),
        (card(2, patronymic="олеговна"), False),
        (card(2, born=dt.date(2012, 10, 3), year=2012), False),
        (card(2, born=dt.date(2013, 3, 10)), True),
        (card(2, learns=False, unit=""), False),
    ],
)
def test_what_is_alike(other, alike):
    assert bool(pairs_of([card(), other])) is alike


def test_reasons_are_words_and_the_weight_stays_within_a_hundred():
    weight, reasons = compare(card(phone="9000000001"), card(2, phone="9000000001"))
    assert weight == 100
    assert reasons == (
        "одинаковые фамилия и имя", "тот же день рождения", "тот же телефон", "тот же класс", "одинаковое отчество",
    )  # fmt: skip


def test_a_crowd_of_one_telephone_says_nothing():
    cards = [
        card(number, name=f"имя {number % 50}", patronymic="", born=None, phone="9000000001") for number in range(61)
    ]
    assert all((pair.second - pair.first) % 50 == 0 for pair in pairs_of(cards))


@pytest.fixture
def twice(cast, curator, act):
    """One child twice in the school; a third card of another organisation that nobody may compare with them."""
    with tenant_scope(cast.forest_school):
        actions.add_person(actor=act(cast.stranger, cast.forest_school), surname="Ким", name="Алёна", birth_date=DAY)
    with tenant_scope(cast.school):
        full = actions.add_person(
            actor=curator, surname="Ким", name="Алёна", patronymic="Сергеевна", birth_date=DAY,
            affiliation={"kind": "pupil", "unit": "7А"},
        )  # fmt: skip
        again = actions.add_person(
            actor=curator, surname="Ким", name="Алена", phone="+7 900 000-00-09",
            affiliation={"kind": "pupil", "unit": "7А"},
        )  # fmt: skip
        actions.add_guardian(actor=curator, child=again, kind="father", surname="Ким", name="Сергей")
        field = actions.add_field(actor=curator, label="Кружок", purpose="подбор")
        actions.fill_extras(actor=curator, person=again, values={field: "шахматы"})
        yield full, again


def test_night_finds_the_pair_once_and_keeps_a_decision(cast, curator, twice, today):
    assert look_through(cast.school, today=today) == 1
    row = Likeness.objects.get()
    assert (row.first, row.second) == twice
    actions.part_cards(actor=curator, likeness=row)
    assert look_through(cast.school, today=today) == 0
    assert Likeness.objects.get().state == "apart"


def test_merge_gathers_everything_and_is_taken_back(cast, curator, twice):
    full, again = twice
    undo = actions.merge_cards(actor=curator, keep=full, other=again)
    full.refresh_from_db()
    assert (full.name, full.phone, full.birth_date) == ("Алёна", "+7 900 000-00-09", DAY)
    assert [row.full_name for row in people_of(cast.school)] == ["Ким Алёна Сергеевна", "Ким Сергей"]
    assert Affiliation.objects.filter(person=full, ends=None).count() == 1
    assert Guardianship.objects.get().child == full
    assert ExtraValue.objects.get().person == full
    take_back(actor=curator, undo=undo)
    assert people_of(cast.school).count() == 3
    assert Guardianship.objects.get().child == again
    full.refresh_from_db()
    assert full.phone == ""


def test_chosen_fields_come_from_the_other(curator, twice):
    full, again = twice
    actions.merge_cards(actor=curator, keep=full, other=again, take=["name"])
    full.refresh_from_db()
    assert (full.name, full.patronymic, full.folded) == ("Алена", "Сергеевна", "ким алена сергеевна")


def test_merged_card_cannot_be_merged_again_or_changed(curator, twice):
    full, again = twice
    actions.merge_cards(actor=curator, keep=full, other=again)
    with pytest.raises(Refusal, match="уже объединена"):
        actions.merge_cards(actor=curator, keep=full, other=again)
    with pytest.raises(Refusal, match="объединена с другой"):
        actions.change_person(actor=curator, person=again, name="Вера")


def test_only_who_manages_merges_and_only_within_the_organisation(cast, act, curator, twice):
    full, again = twice
    with pytest.raises(Forbidden):
        actions.merge_cards(actor=act(cast.clerk, cast.school), keep=full, other=again)
    with tenant_scope(cast.ministry):
        foreign = Person.objects.get(organisation=cast.forest_school)
        with pytest.raises(Forbidden):
            actions.merge_cards(actor=curator, keep=full, other=foreign)


def test_side_by_side_in_the_browser(cast, sign_in, twice, today):
    full, again = twice
    look_through(cast.school, today=today)
    client = sign_in(cast.curator)
    listed = html_of(client.get(reverse("people:alike", args=[cast.school.slug])))
    assert "Ким Алёна Сергеевна — Ким Алена" in listed
    address = reverse("people:decide", args=[cast.school.slug, Likeness.objects.get().pk])
    assert "Ким Алена" not in html_of(sign_in(cast.stranger).get(address))
    assert "Алена" in html_of(client.get(address))
    assert client.post(address, {"name": "second"}).status_code == 302
    full.refresh_from_db()
    assert full.name == "Алена"
    old = client.get(reverse("people:card", args=[cast.school.slug, again.pk]))
    assert old["Location"] == full.get_absolute_url()
