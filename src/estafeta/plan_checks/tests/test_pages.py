from __future__ import annotations

import pytest
from django.urls import reverse

from estafeta.agreement.actions import send_roadmap
from estafeta.core.models import JournalLine
from estafeta.core.refusals import Refusal
from estafeta.plan_checks.actions import mend
from estafeta.plan_checks.models import LintDismissal
from estafeta.plan_checks.queries import remarks_of
from estafeta.roadmaps.actions import add_section, delete_measure
from estafeta.roadmaps.models import Measure


@pytest.fixture
def faulty(roadmap, pick):
    """1.1 is due before the plan begins and cites an act by a wrong number; nobody knows its person."""
    Measure.objects.filter(pk=pick("1.1").pk).update(
        title="Изучить распоряжение № 145-р", deadline_text="до 15.10.2025", responsible_text="Сидоров К.К."
    )
    return roadmap


def at(place, plan, *step: str) -> str:
    return reverse("plan_checks:settle_remark" if step else "plan_checks:remarks", args=[place.slug, plan.pk, *step])


def rules(plan, today) -> set[str]:
    return {row.finding.rule for row in remarks_of(plan, today).standing}


def test_remarks_are_shown_and_mended_in_one_click(cast, sign_in, faulty, pick, today):
    assert {"date_outside_period", "norm_miscited", "responsible_unknown"} <= rules(faulty, today)
    client = sign_in(cast.curator)
    text = client.get(at(cast.school, faulty)).content.decode()
    assert "Исправить на до 15.10.2026" in text
    keys = {row.finding.rule: row.key for row in remarks_of(faulty, today).standing}
    client.post(at(cast.school, faulty, "mend"), {"remark": keys["date_outside_period"]})
    client.post(at(cast.school, faulty, "mend"), {"remark": keys["norm_miscited"]})
    assert (pick("1.1").deadline_text, pick("1.1").title) == ("до 15.10.2026", "Изучить распоряжение № Р-145")
    assert not {"date_outside_period", "norm_miscited"} & rules(faulty, today)
    assert (
        "уже нет"
        in client.post(at(cast.school, faulty, "mend"), {"remark": keys["norm_miscited"]}, follow=True).content.decode()
    )


def test_remark_is_put_aside_with_a_reason_and_taken_back(cast, sign_in, faulty, today):
    key = next(row.key for row in remarks_of(faulty, today).standing if row.finding.rule == "responsible_unknown")
    client = sign_in(cast.curator)
    client.post(at(cast.school, faulty, "dismiss"), {"remark": key, "note": " "})
    assert not LintDismissal.objects.exists()
    client.post(at(cast.school, faulty, "dismiss"), {"remark": key, "note": "Приглашённый эксперт"})
    assert "responsible_unknown" not in rules(faulty, today)
    assert "Приглашённый эксперт" in client.get(at(cast.school, faulty)).content.decode()
    assert JournalLine.objects.filter(verb="plan_checks.dismiss_remark").count() == 1
    client.post(at(cast.school, faulty, "recall"), {"remark": key})
    assert "responsible_unknown" in rules(faulty, today)


def test_sent_plan_shows_remarks_but_mends_nothing(cast, sign_in, faulty, curator, today, pick):
    send_roadmap(actor=curator, roadmap=faulty)
    key = next(row.key for row in remarks_of(faulty, today).standing if row.finding.mend)
    client = sign_in(cast.curator)
    assert "Исправить на" not in client.get(at(cast.school, faulty)).content.decode()
    client.post(at(cast.school, faulty, "mend"), {"remark": key})
    assert pick("1.1").deadline_text == "до 15.10.2025"


def test_only_editors_here_settle_and_other_tenants_see_nothing(cast, sign_in, faulty, foreign):
    teacher = sign_in(cast.teacher)
    assert teacher.get(at(cast.school, faulty)).status_code == 200
    assert teacher.post(at(cast.school, faulty, "mend"), {"remark": "x"}).status_code == 403
    curator = sign_in(cast.curator)
    assert curator.get(at(cast.school, foreign)).status_code == 404
    assert curator.post(at(cast.school, foreign, "mend"), {"remark": "x"}).status_code == 404


def test_number_of_queries_does_not_grow_with_the_plan(roadmap, curator, today, django_assert_max_num_queries, pick):
    from estafeta.roadmaps.actions import add_measure
    from estafeta.roadmaps.drafts import MeasureDraft

    for number in range(3, 12):
        draft = MeasureDraft(f"Мероприятие {number}", f"1.{number}", deadline_text="до 01.12.2026")
        add_measure(actor=curator, section=pick("1.1").section, draft=draft)
    with django_assert_max_num_queries(12):
        remarks_of(roadmap, today)


def test_what_has_no_mend_or_no_row_is_not_mended(faulty, curator, today, pick):
    found = {row.finding.rule: row.finding for row in remarks_of(faulty, today).standing}
    with pytest.raises(Refusal, match="вручную"):
        mend(actor=curator, roadmap=faulty, finding=found["responsible_unknown"])
    delete_measure(actor=curator, measure=pick("1.1"))
    with pytest.raises(Refusal, match="уже нет"):
        mend(actor=curator, roadmap=faulty, finding=found["date_outside_period"])
    assert pick("1.1").deadline_text == "до 15.10.2025"


def test_remark_on_a_section_leads_to_the_section(roadmap, curator, today):
    section = add_section(actor=curator, roadmap=roadmap, title="Работа по распоряжению № 145-р", number="3")
    remark = next(row for row in remarks_of(roadmap, today).standing if row.finding.rule == "norm_miscited")
    assert remark.url == reverse("roadmaps:change_section", args=[roadmap.organisation.slug, section.pk])


def test_years_of_the_order_are_held_against_those_of_the_plan(roadmap, today):
    roadmap.order_subject = "О внедрении целевой модели наставничества в 2025-2026 учебном году"
    found = [row.finding for row in remarks_of(roadmap, today).standing if row.finding.rule == "period_in_title"]
    assert [(row.place.words, row.sentence) for row in found] == [
        ("приказ", "В приказе 2025-2026, а карта на 2026–2027.")
    ]
