from __future__ import annotations

import datetime as dt

import pytest

from estafeta.core.refusals import Refusal
from estafeta.intake.actions import create_from_template
from estafeta.intake.plan_templates import draft_of_template, packs, templates_for
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role
from estafeta.roadmaps.due_plan import plan_dues
from estafeta.roadmaps.models import Due, Measure, Roadmap
from estafeta.roadmaps.understanding import catalogue, deadline_of

COUNTS = {"centre": 26, "additional": 28, "college": 18, "municipal": 19, "kindergarten": 33}
PLACE = Organisation(kind="college", short_name="Колледж", head_post="Директор", head_name="Ершов В.С.")
MEASURES = [
    (code, measure) for code, pack in packs().items() for section in pack["sections"] for measure in section["measures"]
]


def test_five_templates_have_as_many_measures_as_the_shapes_they_follow():
    assert {code: draft_of_template(code, 2026, PLACE).count() for code in packs()} == COUNTS


def test_each_layout_has_its_template():
    assert {pack["layout"] for pack in packs().values()} == set(Roadmap.Layout.values)


def test_templates_of_the_own_kind_come_first():
    assert templates_for(PLACE)[0].code == "college"


@pytest.mark.parametrize(("code", "measure"), MEASURES, ids=lambda value: value if isinstance(value, str) else None)
def test_measure_names_known_kinds_and_roles(code, measure):
    assert set(measure["kinds"]) <= set(catalogue())
    assert set(measure.get("roles", [])) <= set(Role.values)


@pytest.mark.parametrize("code", COUNTS)
@pytest.mark.parametrize("year", [2026, 2027])
def test_every_deadline_of_a_template_is_understood_within_its_period(code, year):
    draft = draft_of_template(code, year, PLACE)
    for section in draft.sections:
        for measure in section.measures:
            deadline = deadline_of(measure.deadline_text, draft.starts, draft.ends)
            assert deadline.kind != "unspecified" or not measure.deadline_text or "график" in measure.deadline_text
            days = [due.due_on for due in plan_dues(deadline) if due.due_on]
            assert all(draft.starts <= day <= draft.ends + dt.timedelta(days=31) for day in days), measure


def test_unknown_template_is_refused():
    with pytest.raises(Refusal, match="шаблон"):
        draft_of_template("nothing", 2026, PLACE)


def test_creating_from_a_template_makes_the_whole_plan(in_school, act):
    roadmap = create_from_template(actor=act(in_school.curator, in_school.school), code="additional", year=2026)
    assert (roadmap.starts, roadmap.ends) == (dt.date(2026, 9, 1), dt.date(2027, 8, 31))
    assert Measure.objects.filter(section__roadmap=roadmap).count() == 28
    first = Measure.objects.get(section__roadmap=roadmap, number="1.2")
    assert [due.due_on for due in Due.objects.filter(measure=first)] == [dt.date(2026, 9, 15)]
