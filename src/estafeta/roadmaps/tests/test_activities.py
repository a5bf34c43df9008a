"""A measure with a list of works is asked for what each work speaks of."""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest
from tests.plans import END, START

from estafeta.roadmaps.actions import change_measure, create_from_draft, set_kinds, split_measure
from estafeta.roadmaps.drafts import KindDraft, MeasureDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.proofs.asking import Inquiry
from estafeta.roadmaps.understanding import kinds_of, with_items
from roadmap_reader import read_roadmaps

SHARED = Path(os.environ.get("ESTAFETA_SHARED") or Path(__file__).parents[5] / "shared")
WORKS = (
    "Приказ о закреплении наставнических пар",
    "Сбор согласий на обработку персональных данных",
    "Подготовка бланка индивидуального плана",
    "Чаепитие",
)


def planned(actor, *measures):
    sections = (SectionDraft("1", "Пары", measures=tuple(measures)),)
    return create_from_draft(actor=actor, draft=RoadmapDraft("Карта", START, END, sections))


def read(measure):
    return {row.code: row.items for row in measure.kinds.all()}


@pytest.fixture
def measure(in_school, curator) -> Measure:
    planned(curator, MeasureDraft("Закрепление", items=WORKS))
    return Measure.objects.get(title="Закрепление")


def test_every_work_adds_its_kind_with_its_place(measure):
    assert {code: places for code, places in read(measure).items() if places} == {
        "pair_order": [0],
        "consent_collection": [1],
        "program_templates": [2],
    }


def test_card_says_which_work_asks_for_what(measure, today):
    answers = Inquiry(measure.section.roadmap.organisation, today).about(measure)
    assert {row.kind: row.items for row in answers}["consent_collection"] == (WORKS[1],)


def test_kind_of_several_works_stands_once():
    found = with_items((), ("Приказ о закреплении пар", "Чай", "Издание приказа о закреплении наставников"))
    assert [(row.code, row.items) for row in found] == [("pair_order", (0, 2))]


def test_silent_title_yields_to_its_works():
    assert [row.code for row in kinds_of("Разное", ("Приказ о закреплении пар",))] == ["pair_order"]
    assert [row.code for row in kinds_of("Разное", ("Чай",))] == ["other"]


def test_kinds_that_a_person_chose_get_places_and_nothing_more(measure, curator):
    set_kinds(actor=curator, measure=measure, codes=["consent_collection", "awards"])
    assert read(measure) == {"consent_collection": [1], "awards": []}
    change_measure(actor=curator, measure=measure, items=[WORKS[1]])
    assert read(measure) == {"consent_collection": [0], "awards": []}


def test_draft_with_chosen_kinds_keeps_them(in_school, curator):
    planned(curator, MeasureDraft("Закрепление", items=WORKS, kinds=(KindDraft("pair_order", 1.0, True),)))
    assert read(Measure.objects.get(title="Закрепление")) == {"pair_order": [0]}


def test_reworded_list_is_read_again(measure, curator):
    change_measure(actor=curator, measure=measure, items=["Награждение лучших наставников"])
    assert "awards" in read(measure)
    assert "consent_collection" not in read(measure)
    split_measure(actor=curator, measure=measure, titles=["Родительское собрание", "Конкурс наставников"])
    assert set(read(measure)) == {"parents_meeting"}


@pytest.mark.skipif(not list(SHARED.glob("seeds/004_*")), reason="the founding documents are not beside the checkout")
def test_all_activities_of_the_kindergarten_are_asked(in_school, curator, today):
    (plan,) = read_roadmaps(next(SHARED.glob("seeds/004_*")))
    rows = [row for section in plan.sections for row in section.measures]
    groups = [(name, list(found)) for name, found in groupby(rows, key=lambda row: row.group)]
    drafts = [MeasureDraft(name or "", items=tuple(row.title for row in found)) for name, found in groups]
    assert (len(drafts), sum(len(draft.items) for draft in drafts)) == (13, 33)
    roadmap = planned(curator, *drafts)
    asked = {}
    for measure in Measure.objects.filter(section__roadmap=roadmap):
        for answer in Inquiry(roadmap.organisation, today).about(measure):
            for item in answer.items:
                asked.setdefault(item, set()).add(answer.kind)
    wanted = {row.title: {guess.code for guess in row.kinds} for row in rows}
    assert len(wanted) == 33
    assert asked == wanted
