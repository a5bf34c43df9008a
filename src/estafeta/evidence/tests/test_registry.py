"""The registry: kinds that apps declare, parts of one kind together, facts fetched once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from estafeta.evidence import registry
from estafeta.evidence.answers import Evidence, Link, Seen, State
from estafeta.evidence.packs import rules
from estafeta.evidence.questions import Place, Question, Session, Window
from estafeta.evidence.registry import EVERYONE, Kind, Whom
from roadmap_reader.kinds import load_catalogue

PLACE = Place(1, "root/", "school", "school", "Школа")
DAY = dt.date(2026, 11, 21)


@pytest.fixture
def declared():
    """Kinds declared for one test alone."""
    before = dict(registry._PARTS)
    yield
    registry._PARTS.clear()
    registry._PARTS.update(before)


def question(kind="x"):
    return Question(kind, PLACE, Window(DAY), Session([PLACE], DAY))


def kind(answer, code="x", **more):
    return registry.declare(Kind(code, "факт", "где", lambda asked: answer, **more))


@pytest.mark.usefixtures("declared")
def test_only_part_answers_for_the_whole():
    answer = Evidence(State.PARTLY, "Готовится.", 0, 1)
    kind(answer)
    assert registry.ask(question()) == answer


@pytest.mark.usefixtures("declared")
@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ("proven proven", "proven"),
        ("proven missing", "partly"),
        ("missing partly", "partly"),
        ("missing missing", "missing"),
    ],
)
def test_parts_of_several_apps_are_proven_together(states, whole):
    days = [dt.date(2026, 9, 1), dt.date(2026, 10, 1)]
    for number, state in enumerate(states.split()):
        kind(
            Evidence(
                State(state), f"{number}.", objects=(Seen(str(number), "", str(number)),), since=days[number],
                link=Link(str(number), "/"),
            )
        )  # fmt: skip
    found = registry.ask(question())
    assert (found.state, found.sentence, found.wanted) == (whole, "0. 1.", 2)
    assert found.current == states.split().count("proven")
    assert [seen.key for seen in found.objects] == ["0", "1"]
    assert found.since == (days[1] if whole == "proven" else None)
    first = next((number for number, state in enumerate(states.split()) if state != "proven"), None)
    assert (found.link.label if found.link else None) == (str(first) if first is not None else None)


@pytest.mark.usefixtures("declared")
def test_kind_asks_below_only_when_every_part_does():
    answer = Evidence(State.PROVEN, ".")
    kind(answer)
    assert registry.asks_below("x")
    kind(answer, whom=(Whom.OWN,))
    assert not registry.asks_below("x")


def test_unknown_kind_is_no_question_for_the_registry():
    assert not registry.is_provable("nobody")
    with pytest.raises(KeyError):
        registry.ask(question("nobody"))


def test_facts_are_fetched_once_a_session():
    asked = []
    session = Session([PLACE], DAY)
    for _ in range(3):
        assert session.once("app.facts", lambda: asked.append(1) or len(asked)) == 1
    assert Session([PLACE], DAY).once("app.facts", lambda: 7) == 7


def test_moment_of_another_time_zone_is_its_own_day_and_never_tomorrow():
    east = Place(2, "root/e/", "east", "school", "Школа", zone="Asia/Vladivostok")
    asked = Question("x", east, Window(DAY), Session([east], DAY))
    late = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)
    assert asked.day_of(late) == DAY
    assert asked.day_of(late + dt.timedelta(days=5)) == DAY
    assert question().day_of(late) == dt.date(2026, 11, 20)


def test_each_kind_is_declared_by_the_app_that_owns_its_fact():
    declaring = {
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("estafeta.") and module_has_submodule(config.module, "evidence")
    }
    assert declaring == {"organisations", "documents", "websites", "roadmaps", "agreement", "cascade"}
    assert len(registry.codes()) == 13
    for code in registry.codes():
        for part in registry.parts_of(code):
            assert part.proof
            assert part.where
            assert part.whom in (EVERYONE, (Whom.OWN,))


def test_packs_of_windows_speak_of_kinds_that_exist():
    assert set(rules()) - {""} <= set(load_catalogue())
