"""Every kind that the system proves: the right fact proves it, the nearest wrong ones do not."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plans import small_draft

from estafeta.documents.packs import paper_kinds
from estafeta.evidence import registry
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft, set_kinds
from estafeta.roadmaps.models import Measure
from estafeta.roadmaps.tests.proofs.conftest import answer
from estafeta.roadmaps.tests.proofs.facts import FIRST, LAST, LATER, RIGHT, WRONG, Stage
from estafeta.roadmaps.understanding import catalogue

CASES = [(code, name) for code, wrong in WRONG.items() for name in wrong]
AT_A_NODE = {"mentoring_centre"}


@pytest.fixture
def stage(cast, act, today):
    """`stage(code)` is the plan in which a measure of the kind stands; its scope is open till the test ends."""
    opened = []

    def open_for(code: str) -> tuple[Stage, Measure]:
        place, who = (cast.department, cast.coordinator) if code in AT_A_NODE else (cast.school, cast.curator)
        scope = tenant_scope(place)
        scope.__enter__()
        opened.append(scope)
        actor = act(who, place)
        roadmap = create_from_draft(actor=actor, draft=small_draft(cast))
        measure = Measure.objects.select_related("section__roadmap__organisation").get(
            section__roadmap=roadmap, number="1.1"
        )
        set_kinds(actor=actor, measure=measure, codes=[code])
        return Stage(cast, act, actor, roadmap, today), measure

    yield open_for
    for scope in reversed(opened):
        scope.__exit__(None, None, None)


def asked_again(measure: Measure, day: dt.date) -> str:
    fresh = Measure.objects.select_related("section__roadmap__organisation").get(pk=measure.pk)
    return answer(fresh, day).state


def test_every_registered_kind_is_tried():
    assert set(RIGHT) == set(WRONG) == set(registry.codes())
    assert all(len(wrong) >= 5 for wrong in WRONG.values())
    assert all("another organisation's" in wrong and "after the window" in wrong for wrong in WRONG.values())


def test_documents_prove_only_kinds_that_the_register_is_asked_about():
    for kind in paper_kinds().values():
        for code in (*kind.proves, *kind.form_of):
            assert code in catalogue()
            assert registry.is_provable(code), f"{kind.code} proves {code}, which nobody asks"


@pytest.mark.parametrize("code", sorted(RIGHT))
def test_right_fact_proves(code, stage):
    found, measure = stage(code)
    RIGHT[code](found)
    assert asked_again(measure, found.today) == "proven"


@pytest.mark.parametrize(("code", "name"), CASES)
def test_nearest_wrong_fact_does_not_prove(code, name, stage):
    found, measure = stage(code)
    WRONG[code][name](found)
    day = LATER if name == "after the window" else found.today
    assert asked_again(measure, day) != "proven"


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_first_and_last_day_of_the_window_prove(day, stage):
    found, measure = stage("working_group")
    found.paper("working_group_order", day)
    assert asked_again(measure, LATER) == "proven"


def test_standing_act_of_an_earlier_year_proves_and_says_since_when(stage):
    found, measure = stage("regulation")
    found.paper("regulation", dt.date(2021, 3, 1))
    fresh = Measure.objects.select_related("section__roadmap__organisation").get(pk=measure.pk)
    assert answer(fresh, found.today).evidence.since == dt.date(2021, 3, 1)


def test_order_outside_the_window_is_named_with_the_days_that_would_do(stage):
    found, measure = stage("working_group")
    found.paper("working_group_order", dt.date(2026, 6, 2))
    fresh = Measure.objects.select_related("section__roadmap__organisation").get(pk=measure.pk)
    sentence = answer(fresh, found.today).evidence.sentence
    assert sentence.endswith("но не за этот срок: нужен документ с 03.06.2026 по 21.11.2026.")
