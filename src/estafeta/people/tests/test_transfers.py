import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from tests.pages import html_of

from estafeta.core.journal.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications.models import Notice
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions, gate
from estafeta.people.gate import Lack
from estafeta.people.models import Person, Transfer
from estafeta.people.queries import guardians_of, standing_of
from estafeta.people.queries.transfers import incoming_of

BORN = dt.date(2012, 3, 5)


@pytest.fixture
def orion(cast, act):
    return act(cast.orion_curator, cast.orion)


@pytest.fixture
def kirill(cast, curator):
    with tenant_scope(cast.school):
        row = actions.add_person(
            actor=curator, surname="Ан", name="Кирилл", birth_date=BORN, affiliation={"kind": "pupil", "unit": "8Б"}
        )
        actions.add_guardian(actor=curator, child=row, kind="mother", surname="Ан", name="Ирина", phone="89000000001")
        return row


def ask(cast, orion, **values):
    asked = {"surname": "АН", "name": "кирилл", "birth_date": BORN, "kind": "pupil", "place": "Театр"} | values
    with tenant_scope(cast.orion):
        return actions.ask_transfer(actor=orion, holder=cast.school, now=timezone.now(), **asked)


def agree(cast, curator, row, person, today):
    with tenant_scope(cast.school):
        return actions.agree_transfer(actor=curator, transfer=row, person=person, today=today, now=timezone.now())


def test_card_goes_over_with_its_guardian_and_stays_with_its_history(cast, orion, curator, kirill, today):
    row = ask(cast, orion)
    with tenant_scope(cast.school):
        ((asked, people),) = incoming_of(cast.school)
        assert (asked, people) == (row, [kirill])
    assert agree(cast, curator, row, kirill, today).state == "agreed"
    with tenant_scope(cast.orion):
        new = Person.objects.get(organisation=cast.orion, surname="Ан", name="Кирилл")
        assert (new.identity, new.birth_date) == (kirill.identity, BORN)
        assert new.origin == f"МБОУ «СОШ № 2 «Заречная», 8Б, до {today:%d.%m.%Y}"
        assert standing_of([new], today=today)[new.pk].words == "Театр"
        assert [tie.guardian.phone for tie in guardians_of(new, today=today)] == ["89000000001"]
    with tenant_scope(cast.school):
        tomorrow = today + dt.timedelta(days=1)
        assert standing_of([kirill], today=tomorrow)[kirill.pk].words == "выбыл(а), 8Б"


def test_somebody_may_be_in_both(cast, orion, curator, kirill, today):
    agree(cast, curator, ask(cast, orion, leaves=False), kirill, today)
    with tenant_scope(cast.school):
        assert standing_of([kirill], today=today + dt.timedelta(days=9))[kirill.pk].words == "8Б"


def test_asking_tells_nothing_of_who_is_there(cast, orion, sign_in, kirill):
    real, none = ask(cast, orion), ask(cast, orion, name="Никто")
    text = html_of(sign_in(cast.orion_curator).get(reverse("people:transfers", args=[cast.orion.slug])))
    assert text.count("МБОУ «СОШ № 2 «Заречная»: ждём ответа") == 2
    with tenant_scope(cast.orion):
        sides = list(Transfer.objects.filter(pk__in=[real.pk, none.pk]).values_list("state", "answer"))
        assert sides == [("asked", ""), ("asked", "")]


def test_gate_stops_a_card_without_consent(cast, orion, curator, kirill, today, monkeypatch):
    monkeypatch.setattr(gate, "CONDITIONS", dict(gate.CONDITIONS))

    @gate.condition("transfer")
    def consent(people, case):
        assert case.details == {"recipient": str(cast.orion.pk)}
        return {person.pk: Lack("нет согласия на передачу") for person in people}

    row = ask(cast, orion)
    with pytest.raises(Refusal, match="нет согласия на передачу"):
        agree(cast, curator, row, kirill, today)
    with tenant_scope(cast.orion):
        assert Transfer.objects.get(pk=row.pk).state == "asked"
        assert not Person.objects.filter(organisation=cast.orion).exists()


def test_card_of_somebody_else_is_not_handed_over(cast, orion, curator, kirill, today):
    row = ask(cast, orion, birth_date=BORN + dt.timedelta(days=1))
    with pytest.raises(Refusal, match="не об этом человеке"):
        agree(cast, curator, row, kirill, today)


def test_tries_are_limited(cast, orion, curator, monkeypatch):
    for number in range(20):
        ask(cast, orion, name=f"Имя{number}")
    with pytest.raises(Refusal, match="За сутки уже 20"):
        ask(cast, orion, name="Ещё")
    with tenant_scope(cast.school):
        for row in list(Transfer.incoming.filter(holder=cast.school)[:5]):
            actions.refuse_transfer(actor=curator, transfer=row, answer="Нет", now=timezone.now())
    with tenant_scope(cast.orion):
        later = timezone.now() + dt.timedelta(days=2)
        with pytest.raises(Refusal, match="отказано пять раз"):
            actions.ask_transfer(
                actor=orion, holder=cast.school, now=later, surname="Ан", name="Я", birth_date=BORN, kind="pupil"
            )
        assert JournalLine.objects.filter(verb="people.ask_transfer").count() == 20


def test_same_request_waits_once(cast, orion):
    ask(cast, orion)
    with pytest.raises((Refusal, IntegrityError)):
        ask(cast, orion, surname="АН", name="кирилл")


def test_only_the_holder_answers(cast, orion, act, today, kirill):
    row = ask(cast, orion)
    with tenant_scope(cast.kindergarten):
        stranger = act(cast.kindergarten_curator, cast.kindergarten)
        with pytest.raises(Forbidden):
            actions.refuse_transfer(actor=stranger, transfer=row, answer="", now=timezone.now())
    with tenant_scope(cast.orion), pytest.raises(Forbidden):
        actions.refuse_transfer(actor=orion, transfer=row, answer="", now=timezone.now())


def test_notice_names_nobody(cast, orion, kirill, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(cast, orion)
    with tenant_scope(cast.school):
        notices = Notice.objects.filter(kind="people.transfer_asked")
        assert {notice.user for notice in notices} == {cast.curator, cast.director}
        assert not any("Ан" in notice.sentence.split() for notice in notices)


def test_pages(cast, sign_in, kirill, today):
    client = sign_in(cast.orion_curator)
    sent = {"holder": "Заречная", "surname": "Ан", "name": "Кирилл", "birth_date": "2012-03-05", "kind": "pupil"}
    assert client.post(reverse("people:ask_transfer", args=[cast.orion.slug]), sent).status_code == 302
    assert sign_in(cast.teacher).get(reverse("people:transfers", args=[cast.school.slug])).status_code == 403
    director = sign_in(cast.director)
    text = html_of(director.get(reverse("people:transfers", args=[cast.school.slug])))
    assert "просит МБУДО «Центр творчества «Орион»" in text
    with tenant_scope(cast.school):
        row = Transfer.incoming.get()
    address = reverse("people:agree_transfer", args=[cast.school.slug, row.pk, kirill.pk])
    assert sign_in(cast.orion_curator).post(address).status_code == 404
    assert director.post(address).status_code == 302
    with tenant_scope(cast.orion):
        came = Person.objects.filter(organisation=cast.orion, surname="Ан")
        assert sorted(came.values_list("name", flat=True)) == ["Ирина", "Кирилл"]
