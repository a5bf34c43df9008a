from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from estafeta.agreement.actions import add_agreement_remark, return_roadmap
from estafeta.agreement.models import Agreement, AgreementRemark, Revision
from estafeta.core.models import JournalLine
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Measure


def at(name: str, place, *more: int) -> str:
    return reverse(name if ":" in name else f"agreement:{name}", args=[place.slug, *more])


def text_of(answer) -> str:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as box:
        return box.read("word/document.xml").decode()


def test_curator_sends_from_the_plan_and_sees_where_it_stands(cast, sign_in, roadmap):
    client = sign_in(cast.curator)
    page = client.get(at("roadmaps:plan", cast.school, roadmap.pk))
    assert "Отправить на согласование" in page.content.decode()
    answer = client.post(at("send_roadmap", cast.school, roadmap.pk), {"note": "Готово"}, follow=True)
    text = answer.content.decode()
    assert "На согласовании" in text
    assert cast.department.short_name in text
    assert "Добавить мероприятие" not in client.get(at("roadmaps:plan", cast.school, roadmap.pk)).content.decode()


def test_coordinator_finds_reads_remarks_and_returns(cast, sign_in, sent, pick):
    client = sign_in(cast.coordinator)
    queue = client.get(at("agreements", cast.department)).content.decode()
    assert cast.school.short_name in queue.replace("&quot;", '"').replace("&laquo;", "«")
    page = client.get(at("agreement", cast.school, sent.pk)).content.decode()
    assert page.count("said__new") == 8
    client.post(at("agreement_remark", cast.school, sent.pk), {"measure": pick("1.1").pk, "text": "Уточнить срок"})
    client.post(at("decide_roadmap", cast.school, sent.pk), {"decision": "return", "note": ""})
    sent.refresh_from_db()
    assert (sent.state, AgreementRemark.objects.get().text) == ("returned", "Уточнить срок")
    curator = sign_in(cast.curator)
    assert "Уточнить срок" in curator.get(at("agreement", cast.school, sent.pk)).content.decode()
    remark = AgreementRemark.objects.get()
    curator.post(at("answer_agreement_remark", cast.school, remark.pk), {"answer": "Уточнили"})
    remark.refresh_from_db()
    assert (remark.state, remark.answer) == ("answered", "Уточнили")


def test_what_the_check_has_found_becomes_a_remark(cast, sign_in, sent, pick):
    Measure.objects.filter(pk=pick("1.1").pk).update(deadline_text="до 15.10.2022")
    client = sign_in(cast.coordinator)
    text = client.get(at("agreement", cast.school, sent.pk)).content.decode()
    assert "взять в замечания" in text
    values = {"measure": pick("1.1").pk, "text": "Срок не входит в период карты.", "rule": "date_outside_period"}
    client.post(at("agreement_remark", cast.school, sent.pk), values)
    assert AgreementRemark.objects.get().rule == "date_outside_period"
    assert "взять в замечания" not in sign_in(cast.curator).get(at("agreement", cast.school, sent.pk)).content.decode()


def test_several_are_asked_once_more_then_agreed(cast, sign_in, sent):
    client = sign_in(cast.coordinator)
    link = at("agree_chosen", cast.department)
    sure = client.post(link, {"selected": [sent.pk]})
    assert "Будет согласовано: 1" in sure.content.decode()
    sent.refresh_from_db()
    assert sent.state == "sent"
    client.post(link, {"selected": [sent.pk], "sure": "yes"})
    sent.refresh_from_db()
    assert sent.state == "agreed"


def test_answer_and_list_go_out_as_word_files(cast, sign_in, sent, above, pick):
    add_agreement_remark(actor=above, roadmap=sent, measure=pick("1.1"), text="Укажите номер <приказа>")
    return_roadmap(actor=above, roadmap=sent, note="Ждём исправлений.")
    client = sign_in(cast.coordinator)
    letter = text_of(client.get(at("agreement_letter", cast.school, sent.pk)))
    assert "Укажите номер &lt;приказа&gt;" in letter
    assert "возвращена на доработку" in letter
    listing = text_of(client.get(at("agreement_list", cast.department)))
    assert "Возвращена с замечаниями" in listing
    assert "Лесная" not in listing
    with tenant_scope(cast.school):
        assert JournalLine.objects.filter(verb="agreement.export_letter").count() == 1


def test_clerk_enters_the_order_with_its_scan_and_the_journal_sees_who_looks(cast, sign_in, sent, above, today):
    from estafeta.agreement.actions import agree_roadmap

    agree_roadmap(actor=above, roadmap=sent)
    client = sign_in(cast.clerk)
    link = at("approve_roadmap", cast.school, sent.pk)
    tomorrow = today + dt.timedelta(days=400)
    wrong = client.post(link, {"number": "7", "date": tomorrow.isoformat()})
    assert "ещё не наступила" in wrong.content.decode()
    bad = client.post(link, {"number": "7", "date": today.isoformat(), "scan": SimpleUploadedFile("a.exe", b"x")})
    assert bad.status_code == 422
    scan = SimpleUploadedFile("приказ.pdf", b"%PDF-1.4 signed")
    client.post(link, {"number": "01-14/7", "date": today.isoformat(), "scan": scan})
    edition = Revision.objects.get(roadmap=sent, number=1)
    answer = client.get(reverse("agreement:edition_scan", args=[cast.school.slug, sent.pk, edition.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.4 signed"
    with tenant_scope(cast.school):
        assert JournalLine.objects.filter(verb="agreement.view_scan", user=cast.clerk).count() == 1


def test_amendment_from_button_to_comparison(cast, sign_in, running):
    client = sign_in(cast.curator)
    answer = client.post(at("amend_roadmap", cast.school, running.pk), {"why": "Сроки"}, follow=True)
    copy = answer.context["roadmap"]
    assert copy.amends_id == running.pk
    assert "Рабочая копия" in answer.content.decode()
    compared = client.get(at("compare_editions", cast.school, copy.pk)).content.decode()
    assert "Отличий нет" in compared
    assert client.get(at("editions", cast.school, running.pk)).status_code == 200
    edition = running.revisions.filter(number=1).get()
    link = reverse("agreement:edition", args=[cast.school.slug, running.pk, edition.pk])
    assert "Издать приказ" in client.get(link).content.decode()
    shown = client.get(at("roadmap_on", cast.school, running.pk), {"day": "2026-09-01"}).content.decode()
    assert "Утверждённой редакции на этот день нет" in shown
    assert client.get(at("roadmap_on", cast.school, running.pk), {"day": "вчера"}).status_code == 200


PAGES = ("agreement", "send_roadmap", "approve_roadmap", "editions", "compare_editions", "roadmap_on", "amend_roadmap")


@pytest.mark.parametrize("name", PAGES)
def test_another_tenants_plan_is_not_there(cast, sign_in, roadmap, foreign, name):
    assert sign_in(cast.curator).get(at(name, cast.school, foreign.pk)).status_code == 404
    assert sign_in(cast.stranger).get(at(name, cast.school, roadmap.pk)).status_code in (403, 404)


def test_one_who_may_not_is_told_why(cast, sign_in, sent):
    teacher = sign_in(cast.teacher)
    refused = teacher.get(at("send_roadmap", cast.school, sent.pk))
    assert refused.status_code == 403
    assert "могут куратор, директор и методист" in refused.content.decode()
    decided = sign_in(cast.director).post(at("decide_roadmap", cast.school, sent.pk), {"decision": "agree"})
    assert decided.status_code == 403
    assert "свою карту не согласует" in decided.content.decode()
    assert Agreement.objects.get().state == "sent"


def test_remark_of_an_organisation_below_is_not_there_above(cast, sign_in, sent, above):
    """The department sees the rows of its schools; a remark is still found at the address of its own plan alone."""
    remark = add_agreement_remark(actor=above, roadmap=sent, text="Уточните цель.")
    client = sign_in(cast.coordinator)
    for name in ("answer_agreement_remark", "remove_agreement_remark"):
        link = reverse(f"agreement:{name}", args=[cast.department.slug, remark.pk])
        assert client.post(link, {"answer": "x"}).status_code == 404
    remark.refresh_from_db()
    assert (remark.state, remark.answer) == ("open", "")


def test_foreign_remark_is_not_there(cast, sign_in, sent, above, foreign, act):
    from estafeta.agreement.actions import send_roadmap

    with tenant_scope(cast.forest_school):
        send_roadmap(actor=act(cast.stranger, cast.forest_school), roadmap=foreign)
    with tenant_scope(cast.forest_department):
        boss = act(cast.forest_coordinator, cast.forest_school)
        remark = add_agreement_remark(actor=boss, roadmap=foreign, text="Чужое")
    client = sign_in(cast.curator)
    link = reverse("agreement:answer_agreement_remark", args=[cast.school.slug, remark.pk])
    assert client.post(link, {"answer": "x"}).status_code == 404
