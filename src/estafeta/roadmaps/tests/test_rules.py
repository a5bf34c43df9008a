from __future__ import annotations

import pytest

from estafeta.core.rights import may
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps import actions
from estafeta.roadmaps.models import Measure

WHO = ("curator", "director", "methodist", "clerk", "auditor", "teacher", "psychologist", "coordinator", "operator")


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("roadmaps.view_plan", set(WHO)),
        ("roadmaps.change_plan", {"curator", "director", "methodist"}),
        ("intake.manage_loads", {"curator", "director", "methodist"}),
        ("roadmaps.close_due", {"curator", "director", "methodist", "teacher"}),
        ("roadmaps.add_proof", {"curator", "director", "methodist", "teacher"}),
        ("roadmaps.ask_move", {"curator", "director", "methodist", "teacher"}),
        ("roadmaps.decide_move", {"director", "coordinator", "operator"}),
        ("roadmaps.remark", set(WHO)),
    ],
)
def test_rights_on_a_measure_of_the_teacher(roadmap, pick, cast, act, name: str, allowed: set[str]) -> None:
    due = pick("1.2").dues.get()
    found = {who for who in WHO if may(name, act(getattr(cast, who), cast.school), due)}
    assert found == allowed


def test_nobody_has_a_right_on_a_row_of_another_organisation(roadmap, foreign, cast, act) -> None:
    with tenant_scope(cast.forest_school):
        measure = Measure.objects.filter(section__roadmap=foreign).select_related("section__roadmap").first()
        for name in ("view_plan", "change_plan", "close_due", "add_proof", "ask_move", "decide_move", "remark"):
            assert not may(f"roadmaps.{name}", act(cast.director, cast.school), measure)


def test_role_of_the_measure_may_close_it(roadmap, pick, cast, act, curator, today) -> None:
    actions.assign_responsible(actor=curator, measure=pick("2.2"), today=today, role="clerk")
    assert may("roadmaps.close_due", act(cast.clerk, cast.school), pick("2.2"))


def test_asker_never_decides_unless_she_is_the_director(roadmap, pick, cast, director, today) -> None:
    due = pick("1.2").dues.get()
    move = actions.ask_move(actor=director, due=due, new_date=today, reason="Раньше успеем")
    assert may("roadmaps.decide_move", director, move)


@pytest.mark.parametrize(("who", "allowed"), [("coordinator", True), ("operator", True), ("department_clerk", False)])
def test_overview_is_for_those_who_coordinate(cast, act, who: str, allowed: bool) -> None:
    assert may("roadmaps.view_overview", act(getattr(cast, who), cast.department)) is allowed


def test_overview_needs_a_node_above(cast, act) -> None:
    assert not may("roadmaps.view_overview", act(cast.director, cast.school))
