from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from estafeta.agreement import actions as agreement
from estafeta.agreement.scheduling import enact_begun
from estafeta.config.evidence_reference import as_markdown
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.evidence import registry
from estafeta.organisations.models import Membership
from estafeta.roadmaps.actions import close_due
from estafeta.roadmaps.models import EvidenceSnapshot
from estafeta.roadmaps.proofs import closing, losing
from estafeta.roadmaps.proofs.queries import broken, closable
from estafeta.roadmaps.tests.proofs.conftest import answer
from estafeta.roadmaps.understanding import catalogue
from estafeta.workbench.undoing import take_back


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_kind_has_an_answer_in_russian(code, about, today):
    found = answer(about(code), today)
    assert found.kind == code
    assert found.evidence.sentence.endswith(".")
    assert (found.state == "manual") == (not registry.is_provable(code))


def test_declared_kinds_stand_in_the_catalogue_and_on_the_reference_page():
    assert set(registry.codes()) <= set(catalogue())
    rows = [line for line in as_markdown().splitlines() if "| `" in line]
    assert len(rows) == len(catalogue())
    assert sum("система сама" in line for line in rows) == len(registry.codes()) == 13


def test_plan_proves_its_own_development_and_agreement(roadmap, about, curator, director, cast, act, today):
    above = act(cast.coordinator, cast.school)
    assert answer(about("roadmap_development"), today).state == "missing"
    assert answer(about("roadmap_agreement"), today).state == "missing"
    agreement.send_roadmap(actor=curator, roadmap=roadmap)
    assert answer(about("roadmap_agreement"), today).state == "partly"
    agreement.agree_roadmap(actor=above, roadmap=roadmap)
    assert answer(about("roadmap_agreement"), today).state == "proven"
    assert answer(about("roadmap_development"), today).state == "partly"
    agreement.approve_roadmap(actor=director, roadmap=roadmap, number="7", date=today, today=today)
    assert answer(about("roadmap_development"), today).evidence.sentence == "Карта утверждена приказом № 7."


@pytest.mark.usefixtures("ordered")
def test_due_is_closed_by_the_facts_which_are_kept(about, curator, cast, today):
    measure = about("curator_appointment")
    (found,) = closable(curator, today)
    assert (found.measure, found.answers[0].evidence.current, found.answers[0].evidence.wanted) == (measure, 2, 2)
    undo = closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    snapshot = EvidenceSnapshot.objects.get()
    due = measure.dues.get()
    assert (snapshot.state, due.state, due.closed_by_facts) == ("proven", "done", True)
    assert due.closed_reason.startswith("По данным системы: Роль куратора: Петрова А.С.")
    assert [seen["key"].partition(":")[0] for seen in snapshot.objects_seen] == ["role", "document"]
    assert closable(curator, today) == ()
    take_back(actor=curator, undo=undo)
    assert measure.dues.get().is_open
    assert not EvidenceSnapshot.objects.exists()


def test_what_is_missing_closes_nothing(about, curator, today):
    measure = about("roadmap_agreement")
    with pytest.raises(Refusal, match="не отправляли"):
        closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    other = about("final_event")
    with pytest.raises(Refusal, match="Приложите файл"):
        closing.close_by_evidence(actor=curator, due=other.dues.get(), today=today)
    assert not EvidenceSnapshot.objects.exists()


@pytest.mark.usefixtures("ordered")
def test_lost_fact_is_noticed_once_and_decided(about, curator, director, cast, today):
    measure = about("curator_appointment")
    closing.close_by_evidence(actor=director, due=measure.dues.get(), today=today)
    assert losing.recheck(cast.school, today) == 0
    Membership.objects.filter(organisation=cast.school, role="curator").update(stopped_at=timezone.now())
    assert losing.recheck(cast.school, today) == 1
    assert losing.recheck(cast.school, today) == 0
    (lost,) = broken(cast.school)
    with pytest.raises(Refusal, match="почему"):
        losing.settle_lost(actor=director, snapshot=lost, reopen=False)
    losing.settle_lost(actor=director, snapshot=lost, reopen=True)
    assert measure.dues.get().is_open
    assert broken(cast.school) == []
    with pytest.raises(Refusal, match="уже решено"):
        losing.settle_lost(actor=director, snapshot=lost, reopen=True)


@pytest.mark.usefixtures("ordered")
def test_page_of_the_plan_and_its_buttons(about, cast, sign_in, roadmap, foreign, today):
    measure = about("curator_appointment")
    client = sign_in(cast.curator)
    link = reverse("roadmaps:evidence", args=[cast.school.slug, roadmap.pk])
    text = client.get(link).content.decode()
    assert "Закрыть по факту" in text
    assert "Закрыть по факту" in client.get(measure.get_absolute_url()).content.decode()
    client.post(reverse("roadmaps:close_by_evidence", args=[cast.school.slug, measure.dues.get().pk]))
    assert measure.dues.get().state == "done"
    assert client.get(reverse("roadmaps:evidence", args=[cast.school.slug, foreign.pk])).status_code == 404


@pytest.mark.usefixtures("ordered")
def test_stranger_closes_nothing(about, act, cast, today):
    measure = about("curator_appointment")
    with pytest.raises(Forbidden):
        closing.close_by_evidence(actor=act(cast.psychologist, cast.school), due=measure.dues.get(), today=today)


def test_approved_plan_comes_into_force_on_its_first_day(roadmap, director, cast, today):
    roadmap.starts = today + dt.timedelta(days=5)
    roadmap.save()
    agreement.approve_roadmap(actor=director, roadmap=roadmap, number="7", date=today, today=today, reason="До системы")
    assert roadmap.state == "approved"
    assert enact_begun(cast.school, today) == 0
    assert enact_begun(cast.school, roadmap.starts) == 1
    roadmap.refresh_from_db()
    assert roadmap.state == "in_force"


def test_closing_by_hand_keeps_no_snapshot(about, curator, today):
    measure = about("curator_appointment")
    close_due(actor=curator, due=measure.dues.get(), fact_on=today, today=today, reason="По данным системы: сделано")
    assert not EvidenceSnapshot.objects.exists()
    assert not measure.dues.get().closed_by_facts
