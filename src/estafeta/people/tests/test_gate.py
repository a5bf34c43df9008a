import pytest

from estafeta.core.refusals import Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.people import actions, gate
from estafeta.people.gate import Case, Lack


@pytest.fixture
def pupils(cast, curator, in_school):
    return [
        actions.add_person(actor=curator, surname=name, name="Вера", birth_year=year, affiliation={"kind": "pupil"})
        for name, year in (("Ли", 2012), ("Ким", None))
    ]


@pytest.fixture
def declared(monkeypatch):
    monkeypatch.setattr(gate, "CONDITIONS", dict(gate.CONDITIONS))


def test_everybody_known_may_be_in(cast, pupils, today):
    verdict = gate.may_be("pair", pupils[0], Case(cast.school, today))
    assert verdict
    assert verdict.sentence == "Ли\xa0В.: можно в паре."


def test_room_above_declares_and_the_answer_is_a_sentence(cast, pupils, today, declared):
    asked = []

    @gate.condition("pair")
    def participation(people, case):
        asked.append(len(people))
        return {person.pk: Lack("нет согласия на участие") for person in people}

    verdicts = gate.verdicts("pair", pupils, Case(cast.school, today))
    assert asked == [2]
    assert [verdict.sentence for verdict in verdicts.values()] == [
        "Ли\xa0В. не войдёт в пару: нет согласия на участие.",
        "Ким\xa0В. не войдёт в пару: нет даты рождения и нет согласия на участие.",
    ]
    assert gate.may_be("questionnaire", pupils[0], Case(cast.school, today))
    with pytest.raises(Refusal, match="не войдёт в пару"):
        gate.demand_gate("pair", pupils, Case(cast.school, today))


def test_leaver_and_a_card_of_another_organisation_stay_out(cast, curator, pupils, today):
    actions.end_affiliation(
        actor=curator, affiliation=pupils[0].affiliations.get(), last_day=today.replace(day=1), ending="left"
    )
    assert "выбыл(а)" in gate.may_be("page", pupils[0], Case(cast.school, today)).sentence
    with tenant_scope(cast.forest_school):
        assert "другой организации" in gate.may_be("page", pupils[1], Case(cast.forest_school, today)).sentence


def test_purpose_that_nobody_declared_is_an_error(cast, pupils, today):
    with pytest.raises(KeyError):
        gate.may_be("flight", pupils[0], Case(cast.school, today))
