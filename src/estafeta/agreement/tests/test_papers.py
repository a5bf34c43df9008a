"""Papers of agreement in the register: the letter of those above, the order with the plan as its annex."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from docx import Document as WordFile

from estafeta.agreement import actions, papers
from estafeta.agreement.orders import order_way, period_of, registered_order
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.documents.actions import PaperDraft, draft_paper, register_paper
from estafeta.documents.composing import word_of
from estafeta.documents.folder import checklist
from estafeta.documents.models import Document
from estafeta.organisations.scope import tenant_scope


@pytest.fixture
def above(cast, act):
    return act(cast.coordinator, cast.school)


@pytest.fixture
def agreed(roadmap, curator, above):
    actions.send_roadmap(actor=curator, roadmap=roadmap)
    actions.agree_roadmap(actor=above, roadmap=roadmap, note="Хорошая карта.")
    return roadmap


def order_of(curator, roadmap, cast):
    person = {"name": cast.curator.full_name, "post": "заместитель директора"}
    values = {"roadmap_title": roadmap.title, "curator": person, "reports": "ежеквартально"}
    draft = PaperDraft(values, subject_key=f"roadmap:{roadmap.pk}")
    return draft_paper(actor=curator, kind="roadmap_order", draft=draft)


def texts(content: bytes) -> str:
    file = WordFile(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in file.paragraphs), *cells]).replace("\u00a0", " ")


def test_letter_stands_in_the_register_of_those_who_answered(agreed, above, cast, today):
    made = papers.register_letter(actor=above, roadmap=agreed, today=today)
    assert (made.organisation, made.state) == (cast.department, "draft")
    assert papers.register_letter(actor=above, roadmap=agreed, today=today) == made
    with tenant_scope(cast.department):
        text = texts(word_of(made, today))
    assert "согласована" in text
    assert cast.school.short_name in text
    with tenant_scope(cast.school):
        assert not Document.objects.filter(pk=made.pk).exists()


def test_letter_needs_an_answer_and_a_right_above(roadmap, agreed, curator, today):
    with pytest.raises(Forbidden):
        papers.register_letter(actor=curator, roadmap=agreed, today=today)


def test_letter_before_any_answer_is_refused(roadmap, above, today):
    with pytest.raises(Refusal, match="ещё нет"):
        papers.register_letter(actor=above, roadmap=roadmap, today=today)


def test_returned_plan_has_its_remarks_in_the_letter(roadmap, curator, above, today, pick):
    actions.send_roadmap(actor=curator, roadmap=roadmap)
    actions.add_agreement_remark(actor=above, roadmap=roadmap, measure=pick("1.1"), text="Назовите срок | точнее")
    actions.return_roadmap(actor=above, roadmap=roadmap)
    text = texts(papers.answer_letter(actor=curator, roadmap=roadmap, today=today).content)
    assert "возвращена на доработку" in text
    assert "Назовите срок | точнее" in text


def test_order_carries_the_plan_and_its_number_fills_the_form(agreed, curator, cast, sign_in, today):
    way = order_way(agreed)
    assert way.document is None
    page = sign_in(cast.curator).get(way.url).content.decode()
    assert agreed.title in page
    made = order_of(curator, agreed, cast)
    assert order_way(agreed).document == made
    text = texts(word_of(made, today))
    assert "Издать приказ" in text
    assert "Приложение" in text
    assert registered_order(agreed) == {}
    register_paper(actor=curator, document=made, number="12-од", date=today, today=today)
    assert registered_order(agreed) == {"number": "12-од", "date": today}
    link = reverse("agreement:approve_roadmap", args=[cast.school.slug, agreed.pk])
    assert "12-од" in sign_in(cast.curator).get(link).content.decode()


def test_registered_order_keeps_the_plan_as_it_was(agreed, curator, cast, today):
    made = register_paper(actor=curator, document=order_of(curator, agreed, cast), number="1", date=today, today=today)
    before = word_of(made, today)
    agreed.title = "Другое название"
    agreed.save()
    assert word_of(made, today) == before


def test_order_about_a_plan_of_another_tenant_has_no_annex(agreed, cast, act, today):
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        made = order_of(stranger, agreed, cast)
        assert "Издать приказ" not in texts(word_of(made, today))


def test_approved_plan_lies_in_the_folder(agreed, curator, cast, today):
    def line():
        return next(row for row in checklist(cast.school, today).all if row.item.code == "roadmap")

    assert line().found == ()
    actions.approve_roadmap(actor=curator, roadmap=agreed, number="7", date=today, today=today)
    assert agreed.title in line().found[0].label


def test_page_offers_the_order_and_the_letter(agreed, cast, sign_in):
    address = reverse("agreement:agreement", args=[cast.school.slug, agreed.pk])
    page = sign_in(cast.curator).get(address).content.decode()
    assert "Подготовить приказ" in page
    assert "Письмо в реестр" not in page
    client = sign_in(cast.coordinator)
    assert "Письмо в реестр" in client.get(address).content.decode()
    answer = client.post(reverse("agreement:register_letter", args=[cast.school.slug, agreed.pk]))
    assert f"/o/{cast.department.slug}/documents/" in answer.url


def test_period_is_the_school_year_or_two_days(roadmap):
    assert period_of(roadmap) == "2026/27 учебный год"
    roadmap.ends = roadmap.ends.replace(year=2029)
    assert period_of(roadmap) == "период с 01.09.2026 по 31.05.2029"
