from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft, delete_measure
from estafeta.roadmaps.drafts import MeasureDraft, ReportingDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.exports import export, sheet_of
from estafeta.roadmaps.exports.sheet import ApprovalSheet, MeasureSheet, ReportingSheet
from estafeta.roadmaps.models import Roadmap, Section

pytestmark = pytest.mark.django_db


def draft(sections: int, rows: int) -> RoadmapDraft:
    def measure(number: str) -> MeasureDraft:
        return MeasureDraft(
            title="Обучение наставников",
            number=number,
            items=("встреча;", "консультация."),
            children=(MeasureDraft(title="Семинар", number=f"{number}.1"),),
            group="Работа с наставниками",
            dues=(),
            deadline_text="до 25.09.2026",
            responsible_text="Куратор",
            responsible_columns=(("муниципальные", ""), ("ОО", "Куратор")),
            result="Обучены все",
            document="Справка",
            reportings=(ReportingDraft("Совет", "в мае"),),
        )

    parts = tuple(
        SectionDraft(
            str(place),
            "Подготовка",
            deadline_text="2026 г.",
            measures=tuple(measure(f"{place}.{n}") for n in range(rows)),
        )
        for place in range(1, sections + 1)
    )
    return RoadmapDraft("Карта", dt.date(2026, 9, 1), dt.date(2027, 5, 31), sections=parts)


def test_everything_that_is_printed_is_taken(in_school, curator):
    sheet = sheet_of(create_from_draft(actor=curator, draft=draft(1, 1)))
    section = sheet.sections[0]
    assert (section.number, section.title, section.deadline) == ("1", "Подготовка", "2026 г.")
    assert section.measures == (
        MeasureSheet(
            title="Обучение наставников",
            number="1.0",
            items=("встреча;", "консультация."),
            children=(MeasureSheet(title="Семинар", number="1.0.1"),),
            group="Работа с наставниками",
            deadline="до 25.09.2026",
            responsible="Куратор",
            responsible_columns=(("муниципальные", ""), ("ОО", "Куратор")),
            result="Обучены все",
            document="Справка",
            reporting=(ReportingSheet("Совет", "в мае"),),
        ),
    )
    assert (sheet.organisation, sheet.years) == (in_school.school.short_name, "2026–2027")
    assert not sheet.municipal


def test_the_number_of_queries_does_not_grow(in_school, curator, django_assert_num_queries):
    for size in (1, 3):
        roadmap = create_from_draft(actor=curator, draft=draft(size, size))
        found = Roadmap.objects.select_related("organisation").get(pk=roadmap.pk)
        with django_assert_num_queries(4):
            sheet_of(found)


def test_what_was_removed_is_not_printed_and_an_orphan_is_a_row_of_its_own(in_school, curator):
    roadmap = create_from_draft(actor=curator, draft=draft(2, 1))
    Section.objects.filter(roadmap=roadmap, number="2").update(removed_at=timezone.now())
    section = roadmap.sections.get(number="1")
    section.measures.filter(number="1.0").update(removed_at=timezone.now())
    sheet = sheet_of(roadmap)
    assert [[row.number for row in part.rows()] for part in sheet.sections] == [["1.0.1"]]


def test_a_deleted_measure_leaves_the_paper(roadmap, curator, pick):
    delete_measure(actor=curator, measure=pick("1.1"))
    assert "1.1" not in {row.number for part in sheet_of(roadmap).sections for row in part.rows()}


def test_responsible_by_role_or_name_stand_where_no_text_was_printed(roadmap):
    people = {row.number: row.responsible for part in sheet_of(roadmap).sections for row in part.rows()}
    assert people["1.1"] == "Куратор"
    assert people["1.2"] == "Учитель"
    assert people["2.2"] == ""


def test_the_head_signs_when_nobody_has_approved_yet(roadmap):
    school = roadmap.organisation
    school.head_name = "Громов Павел Андреевич"
    assert sheet_of(roadmap).approval == ApprovalSheet(school.head_post, school.short_name, "П. А. Громов")


def test_who_has_approved_is_printed_as_he_was(roadmap):
    roadmap.approved_post, roadmap.approved_name = f"Директор {roadmap.organisation.short_name}", "О. В. Соколова"
    roadmap.approved_date = dt.date(2026, 8, 28)
    found = sheet_of(roadmap).approval
    assert found == ApprovalSheet(roadmap.approved_post, "", "О. В. Соколова", dt.date(2026, 8, 28))


def test_the_act_is_named_when_the_plan_was_approved_by_one(roadmap):
    roadmap.order_kind, roadmap.order_number, roadmap.order_date = "Приказ", "45-од", dt.date(2026, 8, 28)
    found = sheet_of(roadmap).approval
    assert (found.act_kind, found.act_number, found.act_date) == ("Приказ", "45-од", dt.date(2026, 8, 28))


def test_another_tenants_rows_are_never_printed(in_school, foreign):
    with tenant_scope(in_school.school):
        assert [list(part.rows()) for part in sheet_of(foreign).sections] == []


def test_export_is_a_file_with_a_russian_name(roadmap, today):
    made = export(roadmap, "classic5", "docx", today)
    assert made.name.startswith("Дорожная карта 2026–2027, ")
    assert made.name.endswith(".docx")
    assert made.content_type.endswith("wordprocessingml.document")
    assert made.content[:2] == b"PK"
    assert made == export(roadmap, "classic5", "docx", today)
