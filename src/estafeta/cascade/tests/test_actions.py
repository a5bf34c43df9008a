from __future__ import annotations

import datetime as dt

import pytest

from estafeta.cascade.addressing import address_measures, offer_changes
from estafeta.cascade.answering import accept_offers, decline_offers
from estafeta.cascade.content import differences
from estafeta.cascade.models import Address, Offer
from estafeta.cascade.planning import pending_steps
from estafeta.cascade.queries import count_taken, taken_rows, waiting_offers
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications.models import Notice
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.models import Measure
from estafeta.workbench.models import Undo
from estafeta.workbench.undoing import take_back


def test_measure_goes_to_every_institution_of_this_district_only(cast, offered):
    with tenant_scope(cast.department):
        assert {row.organisation for row in Offer.objects.all()} == set(cast.institutions)
    assert (offered.content["title"], offered.locked, offered.content["note"]) == ("Издать приказ", True, "Обязательно")
    with tenant_scope(cast.forest_department):
        assert Offer.objects.count() == 0


def test_by_kind_and_by_list(cast, above, coordinator, today):
    with tenant_scope(cast.department):
        address_measures(actor=coordinator, measures=[above("1.1")], mode="kinds", kinds=["school"], today=today)
        chosen = [cast.college, cast.orion]
        address_measures(actor=coordinator, measures=[above("1.2")], mode="list", organisations=chosen, today=today)
        got = {(row.content["number"], row.organisation) for row in Offer.objects.all()}
        assert got == {("1.1", cast.school), ("1.2", cast.college), ("1.2", cast.orion)}
        with pytest.raises(Refusal, match="Таких организаций"):
            address_measures(
                actor=coordinator, measures=[above("1.2")], mode="list", organisations=[cast.forest_school], today=today
            )


def test_school_cannot_send_down(cast, curator, pick, today):
    with pytest.raises(Forbidden):
        address_measures(actor=curator, measures=[pick("1.1")], mode="all", today=today)


def test_curators_are_told_after_the_commit(cast, above, coordinator, today, django_capture_on_commit_callbacks):
    with tenant_scope(cast.department), django_capture_on_commit_callbacks(execute=True):
        address_measures(actor=coordinator, measures=[above("1.1"), above("1.2")], mode="all", today=today)
    with tenant_scope(cast.school):
        notice = Notice.objects.get(user=cast.curator, kind="cascade.offered")
    assert "2\u00a0мероприятия" in notice.sentence


def test_accepted_measure_stands_in_a_fitting_section_with_its_responsible(cast, offered, curator, roadmap, today):
    accept_offers(actor=curator, offers=[offered], today=today, role="curator")
    made = Measure.objects.get(section__roadmap=roadmap, upper=offered.upper_id)
    assert (made.title, made.number, made.section.title, made.term_locked) == (
        "Издать приказ",
        "1.3",
        "Подготовка",
        True,
    )
    assert [due.due_on for due in made.dues.all()] == [dt.date(2026, 9, 25)]
    assert made.responsibles.get().role == "curator"
    assert (offered.state, offered.measure) == ("accepted", made)
    with pytest.raises(Refusal, match="уже ответили"):
        accept_offers(actor=curator, offers=[offered], today=today)


def test_accepting_can_be_taken_back(cast, offered, curator, roadmap, today):
    before = roadmap.sections.count(), Measure.objects.filter(section__roadmap=roadmap).count()
    undo = accept_offers(actor=curator, offers=[offered], today=today, role="curator")
    take_back(actor=curator, undo=undo)
    offered.refresh_from_db()
    assert offered.state == "waiting"
    assert (roadmap.sections.count(), Measure.objects.filter(section__roadmap=roadmap).count()) == before


def test_locked_term_is_not_changed_below_other_words_are(cast, offered, curator, director, act, today):
    accept_offers(actor=curator, offers=[offered], today=today)
    made = Measure.objects.get(upper=offered.upper_id)
    with pytest.raises(Refusal, match="задан выше"):
        plan.change_measure(actor=curator, measure=made, deadline_text="до 01.12.2026")
    with pytest.raises(Refusal, match="задан выше"):
        plan.add_due(actor=curator, measure=made, due_on=dt.date(2026, 12, 1))
    plan.change_measure(actor=curator, measure=made, result="Приказ школы")
    move = plan.ask_move(actor=curator, due=made.dues.get(), new_date=dt.date(2026, 12, 1), reason="Болезнь")
    with pytest.raises(Refusal, match="задан выше"):
        plan.agree_move(actor=director, move=move)
    plan.agree_move(actor=act(cast.coordinator, cast.school), move=move)
    assert made.dues.get().due_on == dt.date(2026, 12, 1)


def test_approved_plan_takes_nothing_without_an_amendment(cast, offered, curator, roadmap, today):
    roadmap.state = "in_force"
    roadmap.save()
    with pytest.raises(Refusal, match="Изменить карту"):
        accept_offers(actor=curator, offers=[offered], today=today)


def test_declined_with_a_reason_and_those_above_see_it(cast, offered, curator, above, today):
    with pytest.raises(Refusal, match="почему"):
        decline_offers(actor=curator, offers=[offered], reason=" ", today=today)
    decline_offers(actor=curator, offers=[offered], reason="Приказ уже издан", today=today)
    assert waiting_offers(curator) is None
    with tenant_scope(cast.department):
        rows = taken_rows(above("1.1"), today)
        assert [(row.organisation, row.reason) for row in rows if row.state == "declined"] == [
            (cast.school, "Приказ уже издан")
        ]
        assert (count_taken(rows).waiting, count_taken(rows).declined) == (4, 1)


def test_measure_that_was_accepted_and_removed_below_is_seen_as_dropped(cast, above, coordinator, curator, today):
    with tenant_scope(cast.department):
        address_measures(
            actor=coordinator, measures=[above("1.2")], mode="list", organisations=[cast.school], today=today
        )
    with tenant_scope(cast.school):
        accept_offers(actor=curator, offers=list(Offer.objects.all()), today=today)
        plan.delete_measure(actor=curator, measure=Measure.objects.get(upper__isnull=False))
    with tenant_scope(cast.department):
        [row] = taken_rows(above("1.2"), today)
        assert (row.state, row.words, row.measure) == ("dropped", "Убрали из карты", None)


def test_stranger_answers_nothing(cast, offered, act, today):
    with pytest.raises(Forbidden):
        accept_offers(actor=act(cast.stranger, cast.forest_school), offers=[offered], today=today)


@pytest.fixture
def accepted(cast, offered, curator, today) -> Measure:
    accept_offers(actor=curator, offers=[offered], today=today)
    return Measure.objects.get(upper=offered.upper_id)


def change_above(cast, coordinator, above, today, **values):
    with tenant_scope(cast.department):
        plan.change_measure(actor=coordinator, measure=above("1.1"), **values)
        roadmap = above("1.1").section.roadmap
        offer_changes(actor=coordinator, roadmap=roadmap, today=today)
        return roadmap


def test_later_change_comes_as_a_difference_and_own_words_stay(cast, accepted, coordinator, curator, above, today):
    plan.change_measure(actor=curator, measure=accepted, result="Приказ школы")
    upper = change_above(cast, coordinator, above, today, deadline_text="до 10.12.2026", title="Издать приказ о МН")
    accepted.refresh_from_db()
    assert accepted.title == "Издать приказ"
    offer = Offer.objects.get(organisation=cast.school, state="waiting")
    assert (offer.sort, [row[0] for row in differences(offer.content)]) == ("change", ["Мероприятие", "Срок"])
    with tenant_scope(cast.department):
        assert pending_steps(upper) == []
        others = Offer.objects.exclude(organisation=cast.school).filter(state="waiting")
        assert {(row.sort, row.content["title"]) for row in others} == {("new", "Издать приказ о МН")}
    undo = accept_offers(actor=curator, offers=[offer], today=today)
    accepted.refresh_from_db()
    assert (accepted.title, accepted.result) == ("Издать приказ о МН", "Приказ школы")
    assert accepted.dues.get().due_on == dt.date(2026, 12, 10)
    take_back(actor=curator, undo=undo)
    accepted.refresh_from_db()
    assert (accepted.title, accepted.dues.get().due_on) == ("Издать приказ", dt.date(2026, 9, 25))


def test_nothing_new_is_not_sent_twice(cast, accepted, coordinator, upper, today):
    with tenant_scope(cast.department), pytest.raises(Refusal, match="Изменений нет"):
        offer_changes(actor=coordinator, roadmap=upper, today=today)


def test_removed_above_is_withdrawn_below(cast, accepted, coordinator, curator, above, upper, today):
    with tenant_scope(cast.department):
        plan.delete_measure(actor=coordinator, measure=above("1.1"))
        offer_changes(actor=coordinator, roadmap=upper, today=today)
        assert Offer.objects.filter(state="waiting").count() == 1
    offer = Offer.objects.get(organisation=cast.school, state="waiting")
    assert offer.sort == "withdrawal"
    accept_offers(actor=curator, offers=[offer], today=today)
    due = accepted.dues.get()
    assert (due.state, "Больше не требуется" in due.closed_reason) == ("cancelled", True)


def test_addressing_can_be_taken_back(cast, offered, coordinator):
    with tenant_scope(cast.department):
        take_back(actor=coordinator, undo=Undo.objects.get(organisation=cast.department))
        assert (Offer.objects.count(), Address.objects.count()) == (0, 0)


def test_each_act_writes_one_line(cast, offered, curator, today):
    decline_offers(actor=curator, offers=[offered], reason="Нет", today=today)
    with tenant_scope(cast.department):
        assert JournalLine.objects.filter(verb="cascade.address_measures").count() == 1
    assert JournalLine.objects.filter(verb="cascade.decline_offers").count() == 1
