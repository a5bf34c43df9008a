"""A draft is checked before it is a plan, and the plan made of it gets the very same remarks."""

from __future__ import annotations

import pytest
from django.urls import reverse

from estafeta.intake.actions import confirm_load
from estafeta.intake.draft import draft_of
from estafeta.intake.editing import leave_out
from estafeta.intake.models import Load
from estafeta.intake.tests.answers import answer, measure
from estafeta.organisations.queries import colleagues
from estafeta.organisations.scope import tenant_scope
from estafeta.plan_checks.drafts import draft_remarks, plan_of_draft
from estafeta.plan_checks.queries import remarks_of
from estafeta.roadmaps.models import Measure


def faulty_answer():
    found = answer()
    rows = found["sections"][0]["measures"]
    rows[0] |= {"deadline_text": "до 15.10.2025", "title": "Изучить распоряжение № 145-р"}
    rows.append(measure("1.2", "Провести собрание", responsible="", responsible_list=[], kinds=[]))
    rows.append(measure("1.5", "Консультировать", deadline_text="постоянно", reporting=[{"to": "куратор"}]))
    return found


@pytest.fixture
def load(in_school, curator, today) -> Load:
    people = list(colleagues(in_school.school, today=today))
    return Load.objects.create(
        organisation=in_school.school,
        made_by=curator.user,
        file="карта.docx",
        file_name="Карта.docx",
        size=1,
        sha256="0" * 64,
        state=Load.State.READ,
        draft=draft_of(faulty_answer(), colleagues=people, today=today),
    )


def said(remarks) -> list[tuple[str, str, str]]:
    return [(row.finding.rule, row.finding.place.words, row.finding.sentence) for row in remarks]


def test_plan_gets_the_remarks_that_its_draft_had(load, curator, today):
    before = said(draft_remarks(load, today).every)
    assert {"date_outside_period", "norm_miscited"} <= {rule for rule, _, _ in before}
    roadmap = confirm_load(actor=curator, load=load)
    assert said(remarks_of(roadmap, today).standing) == before


def test_left_out_rows_are_not_checked_and_nothing_is_saved(load, today):
    keys = [row.key for section in plan_of_draft(load.draft).sections for row in section.measures]
    first = keys[0]
    assert any(row.finding.place.key == first for row in draft_remarks(load, today).every)
    load.draft = leave_out(load.draft, first, out=True)
    assert not any(row.finding.place.key == first for row in draft_remarks(load, today).every)
    assert not Measure.objects.exists()


def test_gravest_come_first_and_lead_to_the_row(load, today):
    found = draft_remarks(load, today, few=2)
    assert len(found.first) == 2
    gravest = {row.finding.severity for row in found.first}
    assert gravest == {"error"} or "error" not in {row.finding.severity for row in found.every}
    urls = {row.url for row in found.every}
    row = load.draft["rows"][0]["key"]
    assert reverse("intake:load_row", args=[load.organisation.slug, load.pk, row]) in urls


def test_panel_page_and_preview(cast, sign_in, load, django_assert_max_num_queries):
    client = sign_in(cast.curator)
    link = reverse("plan_checks:load_remarks", args=[cast.school.slug, load.pk])
    preview = client.get(reverse("intake:load", args=[cast.school.slug, load.pk])).content.decode()
    assert f'hx-get="{link}"' in preview
    with django_assert_max_num_queries(25):
        panel = client.get(link, headers={"HX-Request": "true"}).content.decode()
    assert "Замечания проверки: " in panel
    assert "<html" not in panel
    assert panel.count("<li") == 5
    page = client.get(link).content.decode()
    assert "К проверке загрузки" in page
    assert page.count("<tr>") > 5


def test_others_do_not_see_a_draft_and_a_finished_load_has_no_such_page(cast, sign_in, load):
    link = reverse("plan_checks:load_remarks", args=[cast.school.slug, load.pk])
    assert sign_in(cast.teacher).get(link).status_code == 403
    assert sign_in(cast.stranger).get(link).status_code == 404
    with tenant_scope(cast.school):
        Load.objects.update(state=Load.State.UNDONE)
    assert sign_in(cast.curator).get(link).status_code == 404


def test_plan_asks_for_the_count_later(cast, sign_in, roadmap):
    client = sign_in(cast.curator)
    link = reverse("plan_checks:remark_count", args=[cast.school.slug, roadmap.pk])
    plan = client.get(reverse("roadmaps:plan", args=[cast.school.slug, roadmap.pk])).content.decode()
    assert f'hx-get="{link}"' in plan
    assert "Замечаний нет" in client.get(link).content.decode()
    Measure.objects.filter(section__roadmap=roadmap, number="1.1").update(deadline_text="до 15.10.2025")
    assert "Замечаний: 1" in client.get(link).content.decode()
    assert sign_in(cast.stranger).get(link).status_code == 404
