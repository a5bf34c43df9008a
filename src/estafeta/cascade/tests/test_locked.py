"""What those above have set with a locked term is not dropped below behind their backs."""

from __future__ import annotations

import pytest

from estafeta.agreement.merging import copy_plan
from estafeta.cascade.addressing import address_measures, offer_changes
from estafeta.cascade.answering import accept_offers, decline_offers
from estafeta.cascade.models import Offer
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions as plan
from estafeta.roadmaps.actions import take_off_control
from estafeta.roadmaps.models import Measure
from estafeta.workbench.undoing import take_back


@pytest.fixture
def accepted(cast, offered, curator, today) -> Measure:
    accept_offers(actor=curator, offers=[offered], today=today)
    return Measure.objects.select_related("section__roadmap__organisation").get(upper=offered.upper_id)


@pytest.fixture
def withdrawn(cast, accepted, coordinator, above, upper, today) -> Offer:
    with tenant_scope(cast.department):
        plan.delete_measure(actor=coordinator, measure=above("1.1"))
        offer_changes(actor=coordinator, roadmap=upper, today=today)
        return Offer.objects.get(organisation=cast.school, state="waiting")


def test_due_and_measure_stay_and_the_refusal_says_what_to_do(accepted, curator, director, teacher):
    due = accepted.dues.get()
    with pytest.raises(Refusal, match=r"отменить его здесь нельзя\. Попросите перенести срок"):
        plan.cancel_due(actor=curator, due=due, reason="Не нужно")
    with pytest.raises(Forbidden):
        plan.cancel_due(actor=teacher, due=due, reason="Не нужно")
    with pytest.raises(Refusal, match=r"удалить его здесь нельзя.*Больше не требуется"):
        plan.delete_measure(actor=curator, measure=accepted)
    with pytest.raises(Refusal, match="удалить его здесь нельзя"):
        plan.delete_section(actor=curator, section=accepted.section)
    with pytest.raises(Refusal, match="только координатор"):
        take_off_control(actor=director, due=due, reason="Не нужно")
    accepted.refresh_from_db()
    assert (accepted.removed_at, accepted.section.removed_at, accepted.dues.get().state) == (None, None, "planned")


def test_working_copy_is_no_way_round(accepted, curator, roadmap):
    copy = copy_plan(roadmap, "Изменение")
    row = Measure.objects.get(section__roadmap=copy, upper=accepted.upper_id)
    with pytest.raises(Refusal, match="удалить его здесь нельзя"):
        plan.delete_measure(actor=curator, measure=row)


def test_what_was_withdrawn_above_may_be_dropped_before_and_after_the_answer(accepted, withdrawn, curator, today):
    undo = plan.cancel_due(actor=curator, due=accepted.dues.get(), reason="Больше не требуется")
    take_back(actor=curator, undo=undo)
    decline_offers(actor=curator, offers=[withdrawn], reason="Пока оставим", today=today)
    plan.delete_measure(actor=curator, measure=accepted)


def test_withdrawal_taken_back_above_binds_again(cast, accepted, withdrawn, coordinator, curator, above, today):
    with tenant_scope(cast.department):
        upper = above("1.1")
        plan.restore_measure(actor=coordinator, measure=upper)
        address_measures(actor=coordinator, measures=[upper], mode="all", today=today, locked_terms=True)
    with pytest.raises(Refusal, match="отменить его здесь нельзя"):
        plan.cancel_due(actor=curator, due=accepted.dues.get(), reason="Не нужно")


def test_coordinator_and_free_terms_are_not_bound(cast, accepted, curator, act, pick):
    take_off_control(actor=act(cast.coordinator, cast.school), due=accepted.dues.get(), reason="Решено выше")
    plan.cancel_due(actor=curator, due=pick("1.2").dues.get(), reason="Не нужно")
    plan.delete_measure(actor=curator, measure=pick("1.2"))
