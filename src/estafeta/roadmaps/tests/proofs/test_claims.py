"""A file, a link or a note is a claim: a person accepts or returns it by name, the system never believes it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.plans import day

from estafeta.core.models import JournalLine
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.notifications.models import Notice
from estafeta.roadmaps.actions import add_proof, close_due, remove_proof
from estafeta.roadmaps.actions.proofs import ProofInput
from estafeta.roadmaps.models import EvidenceSnapshot, Proof
from estafeta.roadmaps.proofs import claims, closing, losing
from estafeta.roadmaps.proofs.queries import broken, claims_to_accept, closable
from estafeta.roadmaps.tests.proofs.conftest import answer, answers, registered
from estafeta.workbench.undoing import take_back
from estafeta.workbench.uploads import PROOF, accept

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR cat"


def cat() -> ProofInput:
    """A picture of a cat, called «cat.png»."""
    return ProofInput(file=accept(SimpleUploadedFile("cat.png", PNG), PROOF))


def brought(actor, measure, proof=None, **more) -> Proof:
    return add_proof(actor=actor, measure=measure, proof=proof or ProofInput(text="Протокол у секретаря"), **more)


def journalled(verb):
    return list(JournalLine.objects.filter(verb=f"roadmaps.{verb}").values_list("sentence", flat=True))


def test_claim_is_shown_as_one_and_closes_nothing(about, curator, today):
    measure = about("final_event")
    assert answer(measure, today).state == "manual"
    brought(curator, measure)
    found = answer(measure, today)
    assert (found.state, found.state.word, found.closes) == ("claimed", "приложено, проверьте", False)
    assert found.evidence.sentence == "Приложено, проверьте: Протокол у секретаря."
    assert closable(curator, today) == ()
    with pytest.raises(Refusal, match="проверьте"):
        closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)


def test_accepted_claim_names_who_and_when_and_closes(about, curator, teacher, cast, today):
    measure = about("final_event")
    measure.responsibles.create(user=cast.teacher, text="Учитель")
    proof = brought(teacher, measure)
    claims.accept_proof(actor=curator, proof=proof, today=today)
    assert answer(measure, today).evidence.sentence == "Принято: Петрова А.С., 21\xa0ноября."
    assert journalled("accept_proof") == [
        "Принято подтверждение: Протокол у секретаря (Итоговое публичное мероприятие, срок 25\xa0сентября\xa02026)."
    ]
    (found,) = closable(curator, today)
    assert found.measure == measure
    closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    due = measure.dues.get()
    assert (due.state, due.closed_by_facts) == ("done", False)
    assert due.closed_reason == "Принято: Петрова А.С., 21\xa0ноября."
    assert EvidenceSnapshot.objects.get().state == "accepted"


@pytest.mark.parametrize("kind", ["introduction_order", "regulation", "site_section", "roadmap_agreement"])
def test_file_never_proves_what_the_system_can_see(about, curator, today, kind):
    measure = about(kind)
    proof = brought(curator, measure, cat())
    assert answer(measure, today).state == "missing"
    claims.accept_proof(actor=curator, proof=proof, today=today)
    assert answer(measure, today).state == "missing"
    assert closable(curator, today) == ()
    with pytest.raises(Refusal):
        closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    close_due(actor=curator, due=measure.dues.get(), fact_on=today, today=today)
    due = measure.dues.get()
    assert (due.state, due.closed_by_facts, due.closed_reason) == ("done", False, "")


def test_own_claim_is_accepted_and_said_to_be_own(about, curator, today):
    proof = brought(curator, about("final_event"))
    claims.accept_proof(actor=curator, proof=proof, today=today)
    assert journalled("accept_proof")[0].startswith("Принято своё подтверждение")


def test_whoever_answers_brings_and_others_accept(about, curator, teacher, methodist, director, cast, today, act):
    measure = about("final_event")
    measure.responsibles.create(user=cast.teacher, text="Учитель")
    proof = brought(teacher, measure)
    for actor in (teacher, methodist, act(cast.coordinator, cast.school)):
        with pytest.raises(Forbidden):
            claims.accept_proof(actor=actor, proof=proof, today=today)
        with pytest.raises(Forbidden):
            claims.return_proof(actor=actor, proof=proof, note="Нет", today=today)
    claims.accept_proof(actor=director, proof=proof, today=today)
    with pytest.raises(Refusal, match="уже принято"):
        claims.accept_proof(actor=curator, proof=proof, today=today)


def test_returned_claim_says_why_and_its_author_is_told(
    about, curator, teacher, cast, today, django_capture_on_commit_callbacks
):
    measure = about("final_event")
    measure.responsibles.create(user=cast.teacher, text="Учитель")
    proof = brought(teacher, measure)
    with pytest.raises(Refusal, match="исправить"):
        claims.return_proof(actor=curator, proof=proof, note=" ", today=today)
    with django_capture_on_commit_callbacks(execute=True):
        claims.return_proof(actor=curator, proof=proof, note="Нет подписи.", today=today)
    assert answer(measure, today).evidence.sentence == "Возвращено: Нет подписи. Приложите другое."
    assert [row.user for row in Notice.objects.filter(kind="roadmaps.proof_returned")] == [cast.teacher]
    with pytest.raises(Refusal, match="уже возвращено"):
        claims.return_proof(actor=curator, proof=proof, note="Ещё раз", today=today)
    with pytest.raises(Refusal, match="Приложите подтверждение"):
        close_due(actor=curator, due=measure.dues.get(), fact_on=today, today=today)


def test_decisions_are_taken_back(about, curator, today):
    measure = about("final_event")
    proof = brought(curator, measure)
    take_back(actor=curator, undo=claims.accept_proof(actor=curator, proof=proof, today=today))
    proof.refresh_from_db()
    assert (proof.state, proof.kinds, proof.decided_by, proof.due) == ("claimed", [], None, None)
    take_back(actor=curator, undo=claims.return_proof(actor=curator, proof=proof, note="Нет", today=today))
    proof.refresh_from_db()
    assert (proof.state, proof.decision_note) == ("claimed", "")


def test_claim_of_one_due_says_nothing_of_another(pick, curator, today):
    measure = pick("2.1")
    first, second = measure.dues.all()
    proof = brought(curator, measure, due=second)
    assert answer(measure, today).state == "manual"
    claims.accept_proof(actor=curator, proof=proof, today=today)
    assert answer(measure, today).state == "manual"
    claims.accept_proof(actor=curator, proof=brought(curator, measure), today=today)
    assert answer(measure, today).state == "accepted"
    with pytest.raises(Refusal, match="другому"):
        claims.accept_proof(actor=curator, proof=brought(curator, measure), today=today, due=pick("1.2").dues.get())
    assert (first.due_on, second.due_on) == (day("2026-12-15"), day("2027-05-15"))


def test_claim_that_was_taken_away_is_not_decided_about(about, curator, today):
    proof = brought(curator, about("final_event"))
    remove_proof(actor=curator, proof=proof)
    with pytest.raises(Refusal, match="убрали"):
        claims.accept_proof(actor=curator, proof=proof, today=today)


def test_claim_taken_away_after_it_closed_is_noticed(about, curator, cast, today):
    measure = about("final_event")
    proof = brought(curator, measure)
    claims.accept_proof(actor=curator, proof=proof, today=today)
    closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    assert losing.recheck(cast.school, today) == 0
    remove_proof(actor=curator, proof=proof)
    assert losing.recheck(cast.school, today) == 1
    assert broken(cast.school)[0].broken_sentence.startswith("Что подтвердит")


def test_several_kinds_close_when_each_is_proven_accepted_or_waived(about, curator, today):
    measure = about("introduction_order", "programme_design", "social_media")
    due = measure.dues.get()
    registered(curator, "introduction_order", today, today)
    assert [row.state for row in answers(measure, today)] == ["proven", "manual", "manual"]
    with pytest.raises(Refusal, match="Что подтвердит"):
        closing.close_by_evidence(actor=curator, due=due, today=today)
    claims.accept_proof(actor=curator, proof=brought(curator, measure), today=today, kinds=["programme_design"])
    assert [row.state for row in answers(measure, today)] == ["proven", "accepted", "manual"]
    claims.waive_kind(actor=curator, measure=measure, kind="social_media", reason="Страниц нет", today=today)
    assert [row.state for row in answers(measure, today)] == ["proven", "accepted", "waived"]
    closing.close_by_evidence(actor=curator, due=due, today=today)
    due.refresh_from_db()
    assert due.closed_by_facts
    seen, said = due.closed_reason.split(" Принято: ")
    assert seen.startswith("По данным системы: Зарегистрировано: ")
    assert said == "Петрова А.С., 21\xa0ноября. Не требуется: Петрова А.С., 21\xa0ноября. Страниц нет"
    assert sorted(EvidenceSnapshot.objects.values_list("state", flat=True)) == ["accepted", "proven", "waived"]


def test_everything_waived_proves_nothing(about, curator, today):
    measure = about("social_media")
    claims.waive_kind(actor=curator, measure=measure, kind="social_media", reason="Страниц нет", today=today)
    assert closable(curator, today) == ()
    with pytest.raises(Refusal, match="доказать нечем"):
        closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)


def test_waiver_is_by_name_with_a_reason_and_taken_back(about, curator, teacher, today):
    measure = about("regulation")
    with pytest.raises(Refusal, match="почему"):
        claims.waive_kind(actor=curator, measure=measure, kind="regulation", reason=" ", today=today)
    with pytest.raises(Refusal, match="не спрашивают"):
        claims.waive_kind(actor=curator, measure=measure, kind="awards", reason="Нет", today=today)
    with pytest.raises(Forbidden):
        claims.waive_kind(actor=teacher, measure=measure, kind="regulation", reason="Нет", today=today)
    undo = claims.waive_kind(actor=curator, measure=measure, kind="regulation", reason="Есть с 2019 года", today=today)
    assert answer(measure, today).evidence.sentence == ("Не требуется: Петрова А.С., 21\xa0ноября. Есть с 2019 года")
    with pytest.raises(Refusal, match="уже отмечено"):
        claims.waive_kind(actor=curator, measure=measure, kind="regulation", reason="Снова", today=today)
    take_back(actor=curator, undo=undo)
    assert answer(measure, today).state == "missing"


def test_waiver_of_one_due_leaves_the_next(pick, curator, today):
    measure = pick("2.1")
    first = measure.dues.first()
    claims.waive_kind(actor=curator, measure=measure, kind="report_submission", reason="Рано", today=today, due=first)
    assert answer(measure, today).state == "waived"
    close_due(actor=curator, due=first, fact_on=today, today=today, reason="Рано")
    assert answer(measure, today).state == "manual"


def test_withdrawn_waiver_asks_again_and_is_noticed_where_it_closed(about, curator, cast, today):
    measure = about("introduction_order", "social_media")
    registered(curator, "introduction_order", today, today)
    claims.waive_kind(actor=curator, measure=measure, kind="social_media", reason="Страниц нет", today=today)
    closing.close_by_evidence(actor=curator, due=measure.dues.get(), today=today)
    claims.withdraw_waiver(actor=curator, waiver=measure.waivers.get())
    assert losing.recheck(cast.school, today) == 1
    with pytest.raises(Refusal, match="уже снято"):
        claims.withdraw_waiver(actor=curator, waiver=measure.waivers.get())


def test_closing_by_hand_after_facts_watches_the_facts_no_longer(ordered, about, curator, cast, today):
    measure = about("curator_appointment")
    due = measure.dues.get()
    closing.close_by_evidence(actor=curator, due=due, today=today)
    cast.school.memberships.filter(role="curator").update(ends=today - dt.timedelta(days=1))
    assert losing.recheck(cast.school, today) == 1
    losing.settle_lost(actor=curator, snapshot=EvidenceSnapshot.objects.get(), reopen=True)
    due.refresh_from_db()
    assert (due.is_open, due.closed_by_facts) == (True, False)
    close_due(actor=curator, due=due, fact_on=today, today=today, reason="Сделано")
    assert losing.recheck(cast.school, today) == 0


def test_pages_offer_what_the_person_may_do(about, curator, cast, today, sign_in, roadmap):
    measure = about("final_event", "social_media")
    proof = brought(curator, measure)
    client, slug = sign_in(cast.curator), cast.school.slug
    text = client.get(measure.get_absolute_url()).content.decode()
    assert text.count("state--claimed") == 3
    assert "Не требуется" in text
    plan = client.get(reverse("roadmaps:evidence", args=[slug, roadmap.pk])).content.decode()
    assert "Приложено, проверьте" in plan
    link = reverse("roadmaps:accept_proof", args=[slug, proof.pk])
    assert "Что подтверждает" in client.post(link).content.decode()
    assert "Отметьте" in client.post(link, {"is_chosen": "on"}).content.decode()
    client.post(link, {"is_chosen": "on", "kinds": ["final_event"]})
    proof.refresh_from_db()
    assert (proof.state, proof.kinds) == ("accepted", ["final_event"])
    waive = reverse("roadmaps:waive_kind", args=[slug, measure.pk, "social_media"])
    client.post(waive, {"reason": "Страниц нет"})
    assert client.get(reverse("roadmaps:waive_kind", args=[slug, measure.pk, "awards"])).status_code == 404
    assert "Снова требовать" in client.get(measure.get_absolute_url()).content.decode()
    client.post(reverse("roadmaps:close_by_evidence", args=[slug, measure.dues.get().pk]))
    text = client.get(measure.get_absolute_url()).content.decode()
    assert "закрыто человеком: Петрова А.С." in text
    assert "принято: Петрова А.С., 21\xa0ноября" in text
    assert 'state--done"' not in text.split('id="proofs"')[1]
    client.post(reverse("roadmaps:withdraw_waiver", args=[slug, measure.waivers.get().pk]))
    client.post(reverse("roadmaps:return_proof", args=[slug, proof.pk]), {"note": "Нет подписи"})
    proof.refresh_from_db()
    assert (proof.state, measure.waivers.get().removed_at is None) == ("returned", False)


def test_one_press_accepts_where_there_is_nothing_to_choose(about, curator, cast, sign_in):
    proof = brought(curator, about("final_event"))
    sign_in(cast.director).post(reverse("roadmaps:accept_proof", args=[cast.school.slug, proof.pk]))
    proof.refresh_from_db()
    assert (proof.state, proof.decided_by) == ("accepted", cast.director)


def test_claims_wait_only_in_active_plans_of_the_organisation(about, foreign, curator, cast, act, roadmap):
    proof = brought(curator, about("final_event"))
    other = brought(curator, about("final_event"))
    remove_proof(actor=curator, proof=other)
    assert list(claims_to_accept(cast.school)) == [proof]
    roadmap.state = "archived"
    roadmap.save()
    assert list(claims_to_accept(cast.school)) == []


def test_closing_with_a_proof_accepts_ones_own_and_leaves_an_employees_to_the_curator(
    pick, curator, teacher, cast, today
):
    measure = pick("1.2")
    close_due(actor=teacher, due=measure.dues.get(), fact_on=today, today=today, proof=ProofInput(text="Протокол"))
    assert Proof.objects.get().state == "claimed"
    assert list(claims_to_accept(cast.school)) == [Proof.objects.get()]
    other = pick("1.1")
    undo = close_due(actor=curator, due=other.dues.get(), fact_on=today, today=today, proof=ProofInput(text="Приказ"))
    own = Proof.objects.get(measure=other)
    assert (own.state, own.decided_by, own.decided_on) == ("accepted", cast.curator, today)
    line = JournalLine.objects.filter(verb="roadmaps.close_due").order_by("pk").last()
    assert "Принято своё подтверждение: Приказ." in line.sentence
    assert line.after["state"] == "done"
    take_back(actor=curator, undo=undo)
    assert other.dues.get().is_open
    assert not Proof.objects.filter(measure=other).exists()
