"""Kinds that a registered paper proves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.core.refusals import Refusal
from estafeta.documents.actions import amend_paper, cancel_paper, register_paper, send_paper
from estafeta.evidence import registry
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import close_due, set_kinds
from estafeta.roadmaps.models import EvidenceSnapshot
from estafeta.roadmaps.proofs import closing
from estafeta.roadmaps.proofs.asking import Inquiry
from estafeta.roadmaps.proofs.queries import broken, lines_of
from estafeta.roadmaps.tests.proofs.conftest import answer, drafted, registered
from estafeta.workbench.undoing import take_back

PAPERS = {
    "introduction_order": "introduction_order",
    "regulation": "regulation",
    "working_group": "working_group_order",
    "responsible_appointment": "responsible_order",
    "incentive_system": "incentives_regulation",
    "pair_order": "pair_order",
    "pair_formation": "pair_order",
}


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_paper_proves_once_it_is_registered(code, about, curator, today):
    found = about(code)
    first = answer(found, today)
    assert (first.state, first.evidence.link.label) == ("missing", "Подготовить")
    made = drafted(curator, PAPERS[code])
    assert answer(found, today).state == "partly"
    send_paper(actor=curator, document=made, today=today)
    assert "на подписи" in answer(found, today).evidence.sentence
    register_paper(actor=curator, document=made, number="5", date=today, today=today)
    last = answer(found, today)
    assert (last.state, last.evidence.current) == ("proven", 1)
    assert "№ 5" in last.evidence.sentence


def test_order_of_last_year_does_not_prove_but_a_regulation_does(about, curator, roadmap, today):
    old = roadmap.starts - dt.timedelta(days=200)
    for code, state in (("working_group", "missing"), ("incentive_system", "proven")):
        found = about(code)
        registered(curator, PAPERS[code], old, today, number=code)
        assert answer(found, today).state == state


def test_cancelled_paper_is_said_at_once(about, curator, director, cast, today):
    found = about("working_group")
    made = registered(curator, "working_group_order", today, today)
    closing.close_by_evidence(actor=director, due=found.dues.get(), today=today)
    cancel_paper(actor=curator, document=made, date=today, reason="Состав изменился", today=today)
    (lost,) = broken(cast.school)
    assert "Утратило силу" in lost.broken_sentence
    assert EvidenceSnapshot.objects.get().objects_seen[0]["key"] == f"document:{made.pk}"


def test_new_edition_goes_on_proving(about, curator, director, cast, today):
    found = about("working_group")
    made = registered(curator, "working_group_order", today, today)
    closing.close_by_evidence(actor=director, due=found.dues.get(), today=today)
    new = amend_paper(actor=curator, document=made)
    register_paper(actor=curator, document=new, number="6", date=today, today=today)
    made.refresh_from_db()
    assert made.state == "amended"
    assert broken(cast.school) == []


def test_paper_of_another_organisation_proves_nothing(about, cast, act, today):
    found = about("working_group")
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        registered(stranger, "working_group_order", today, today)
    assert answer(found, today).state == "missing"


def test_everything_proven_is_closed_and_taken_back_at_once(ordered, curator, roadmap, pick, today):
    for number in ("1.1", "1.2"):
        set_kinds(actor=curator, measure=pick(number), codes=["curator_appointment"])
    undo = closing.close_all_by_evidence(actor=curator, roadmap=roadmap, today=today)
    assert {pick(number).dues.get().state for number in ("1.1", "1.2")} == {"done"}
    with pytest.raises(Refusal, match="нечего"):
        closing.close_all_by_evidence(actor=curator, roadmap=roadmap, today=today)
    take_back(actor=curator, undo=undo)
    assert all(pick(number).dues.get().is_open for number in ("1.1", "1.2"))


def test_pages_of_kinds_and_of_closing_all(ordered, curator, cast, roadmap, pick, sign_in):
    for number in ("1.1", "1.2"):
        set_kinds(actor=curator, measure=pick(number), codes=["curator_appointment"])
    client = sign_in(cast.curator)
    page = client.get(reverse("roadmaps:evidence_kinds", args=[cast.school.slug])).content.decode()
    assert page.count("система сама") == 1 + len(registry.codes())
    address = reverse("roadmaps:evidence", args=[cast.school.slug, roadmap.pk])
    assert "Закрыть все доказанные: 2" in client.get(address).content.decode()
    client.post(reverse("roadmaps:close_all_by_evidence", args=[cast.school.slug, roadmap.pk]))
    assert pick("1.2").dues.get().state == "done"


def test_queries_do_not_grow_with_the_measures(roadmap, pick, curator, today, django_assert_max_num_queries):
    for number in ("1.1", "1.2", "2.1", "2.2", "2.3"):
        set_kinds(actor=curator, measure=pick(number), codes=["working_group", "site_section", "curator_appointment"])
    with django_assert_max_num_queries(8):
        assert [len(line.answers) for line in lines_of(roadmap, today)] == [3] * 5


def test_each_due_of_a_repeated_measure_wants_its_own_document(pick, curator, roadmap, today):
    set_kinds(actor=curator, measure=pick("2.1"), codes=["working_group"])
    later = dt.date(2027, 6, 1)

    def states():
        measure = pick("2.1")
        inquiry = Inquiry(roadmap.organisation, later)
        return [inquiry.about(measure, due)[0].state for due in measure.dues.all()]

    assert states() == ["missing", "missing"]
    registered(curator, "working_group_order", dt.date(2026, 12, 15), later, number="1")
    assert states() == ["proven", "missing"]
    registered(curator, "working_group_order", dt.date(2027, 5, 30), later, number="2")
    assert states() == ["proven", "missing"]
    registered(curator, "working_group_order", dt.date(2027, 5, 29), later, number="3")
    assert states() == ["proven", "proven"]


def test_day_after_the_previous_due_belongs_to_the_next_once_that_was_done(pick, curator, roadmap, today):
    set_kinds(actor=curator, measure=pick("2.1"), codes=["working_group"])
    first, second = pick("2.1").dues.all()
    later = dt.date(2027, 5, 1)
    registered(curator, "working_group_order", dt.date(2026, 12, 16), later)
    assert Inquiry(roadmap.organisation, later).about(pick("2.1"), second)[0].state == "proven"
    close_due(actor=curator, due=first, fact_on=dt.date(2026, 12, 16), today=later, reason="Сделано")
    assert Inquiry(roadmap.organisation, later).about(pick("2.1"), second)[0].state == "missing"
