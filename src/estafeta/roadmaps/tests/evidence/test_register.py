"""Kinds that a registered paper proves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from estafeta.core.refusals import Refusal
from estafeta.documents.actions import (
    PaperDraft,
    amend_paper,
    cancel_paper,
    draft_paper,
    register_paper,
    send_paper,
)
from estafeta.documents.models import OwnTemplate
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import set_kinds
from estafeta.roadmaps.evidence import actions
from estafeta.roadmaps.evidence.facts import Facts
from estafeta.roadmaps.evidence.queries import broken, evidence_of, lines_of
from estafeta.roadmaps.evidence.registry import KINDS
from estafeta.roadmaps.models import EvidenceSnapshot
from estafeta.workbench.undoing import take_back

INCENTIVES = {"reasons": "опыт", "ways": "грамота", "council": "совет", "dates": "в мае"}
VALUES = {
    "working_group": ("working_group_order", {"body": "рабочая группа", "tasks": "готовить", "meetings": "ежемесячно"}),
    "responsible_appointment": ("responsible_order", {"starts": "2026-09-01", "reports": "ежемесячно"}),
    "incentive_system": (
        "incentives_regulation",
        {"reasons": "опыт", "ways": "грамота", "council": "совет", "dates": "в мае"},
    ),
}
PERSON = {"name": "Иванова Мария Петровна", "post": "учитель"}
PEOPLE = {"working_group_order": {"chair": PERSON, "members": [PERSON]}, "responsible_order": {"site": PERSON}}


@pytest.fixture
def measure(curator, pick):
    """`measure("working_group")` is measure 1.1 of that kind."""

    def name(code: str):
        set_kinds(actor=curator, measure=pick("1.1"), codes=[code])
        return pick("1.1")

    return name


def paper(curator, code, **more):
    kind, values = VALUES[code]
    people = PEOPLE.get(kind, {})
    return draft_paper(actor=curator, kind=kind, draft=PaperDraft({**values, **people, **more}))


def answer(found, today):
    (row,) = evidence_of(found, Facts(found.section.roadmap.organisation, today))
    return row


@pytest.mark.parametrize("code", sorted(VALUES))
def test_paper_proves_once_it_is_registered(code, measure, curator, today):
    found = measure(code)
    first = answer(found, today)
    assert (first.state, first.action[0]) == ("missing", "Подготовить")
    made = paper(curator, code)
    assert answer(found, today).state == "partly"
    send_paper(actor=curator, document=made, today=today)
    assert "на подписи" in answer(found, today).sentence
    register_paper(actor=curator, document=made, number="5", date=today, today=today)
    last = answer(found, today)
    assert (last.state, last.current) == ("proven", 1)
    assert "№ 5" in last.sentence


def test_order_of_last_year_does_not_prove_but_a_regulation_does(measure, curator, roadmap, today):
    old = roadmap.starts - dt.timedelta(days=200)
    for code, state in (("working_group", "missing"), ("incentive_system", "proven")):
        found = measure(code)
        register_paper(actor=curator, document=paper(curator, code), number=code, date=old, today=today)
        assert answer(found, today).state == state


def test_cancelled_paper_is_said_at_once(measure, curator, director, cast, today):
    found = measure("working_group")
    made = register_paper(actor=curator, document=paper(curator, "working_group"), number="5", date=today, today=today)
    actions.close_by_evidence(actor=director, due=found.dues.get(), today=today)
    cancel_paper(actor=curator, document=made, date=today, reason="Состав изменился", today=today)
    (lost,) = broken(cast.school)
    assert "Утратило силу" in lost.broken_sentence
    assert EvidenceSnapshot.objects.get().objects_seen[0]["key"] == f"document:{made.pk}"


def test_new_edition_goes_on_proving(measure, curator, director, cast, today):
    found = measure("working_group")
    made = register_paper(actor=curator, document=paper(curator, "working_group"), number="5", date=today, today=today)
    actions.close_by_evidence(actor=director, due=found.dues.get(), today=today)
    new = amend_paper(actor=curator, document=made)
    register_paper(actor=curator, document=new, number="6", date=today, today=today)
    made.refresh_from_db()
    assert made.state == "amended"
    assert broken(cast.school) == []


def test_paper_of_another_organisation_proves_nothing(measure, cast, act, today):
    found = measure("working_group")
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        made = paper(stranger, "working_group")
        register_paper(actor=stranger, document=made, number="5", date=today, today=today)
    assert answer(found, today).state == "missing"


def test_everything_proven_is_closed_and_taken_back_at_once(ordered, curator, roadmap, pick, today):
    for number in ("1.1", "1.2"):
        set_kinds(actor=curator, measure=pick(number), codes=["curator_appointment"])
    undo = actions.close_all_by_evidence(actor=curator, roadmap=roadmap, today=today)
    assert {pick(number).dues.get().state for number in ("1.1", "1.2")} == {"done"}
    with pytest.raises(Refusal, match="нечего"):
        actions.close_all_by_evidence(actor=curator, roadmap=roadmap, today=today)
    take_back(actor=curator, undo=undo)
    assert all(pick(number).dues.get().is_open for number in ("1.1", "1.2"))


def test_pages_of_kinds_and_of_closing_all(ordered, curator, cast, roadmap, pick, sign_in):
    for number in ("1.1", "1.2"):
        set_kinds(actor=curator, measure=pick(number), codes=["curator_appointment"])
    client = sign_in(cast.curator)
    page = client.get(reverse("roadmaps:evidence_kinds", args=[cast.school.slug])).content.decode()
    assert page.count("система сама") == 1 + len(KINDS)
    address = reverse("roadmaps:evidence", args=[cast.school.slug, roadmap.pk])
    assert "Закрыть все доказанные: 2" in client.get(address).content.decode()
    client.post(reverse("roadmaps:close_all_by_evidence", args=[cast.school.slug, roadmap.pk]))
    assert pick("1.2").dues.get().state == "done"


def test_own_template_in_use_proves_the_forms(measure, cast, today):
    found = measure("program_templates")
    assert answer(found, today).state == "missing"
    OwnTemplate.objects.create(
        organisation=cast.school, kind="curator_order", file_name="куратор.docx", in_use=True, made_by=cast.curator
    )
    assert answer(found, today).state == "proven"


def test_queries_do_not_grow_with_the_measures(roadmap, pick, curator, today, django_assert_max_num_queries):
    for number in ("1.1", "1.2", "2.1", "2.2", "2.3"):
        set_kinds(actor=curator, measure=pick(number), codes=["working_group", "site_section", "curator_appointment"])
    with django_assert_max_num_queries(8):
        assert [len(line.evidence) for line in lines_of(roadmap, today)] == [3] * 5
