"""Interests, experience, traits, workload."""

from __future__ import annotations

import pytest

from pairing.criteria import criteria
from pairing.criteria.experience import Kind as Experience
from pairing.criteria.interests import Kind as Interests
from pairing.criteria.traits import Kind as Traits
from pairing.criteria.workload import Kind as Workload
from pairing.people import Meeting, Skill
from pairing.tests.data.people import guide, pupil


@pytest.mark.parametrize(
    ("one", "other", "value", "said"),
    [
        ((), ("кино",), None, ""),
        (("кино",), ("театр",), 0, ""),
        (("кино", "театр"), ("театр",), 500, "общие интересы: театр"),
        (
            ("кино", "театр", "шахматы", "хор", "лыжи"),
            ("театр", "кино", "лыжи"),
            1000,
            "общие интересы: кино, лыжи и театр",
        ),
    ],
)
def test_interests(one, other, value, said):
    people = pupil(interests=one), guide(interests=other)
    assert (Interests().value(*people), Interests().sentence(*people)) == (value, said)


@pytest.mark.parametrize(
    ("mentee", "mentor", "value", "said"),
    [
        ({"grade": 8}, {"experience": None}, None, ""),
        ({}, {"experience": 5}, None, ""),
        ({"grade": 8}, {"experience": 5}, 500, "опыт наставника 5 лет"),
        ({"grade": 8}, {"experience": 21.5}, 1000, "опыт наставника 21 год"),
        ({"experience": 3}, {"experience": 5}, 200, ""),
        ({"experience": 30}, {"experience": 5}, 0, ""),
    ],
)
def test_experience(mentee, mentor, value, said):
    people = pupil(**mentee), guide(**mentor)
    assert (Experience().value(*people), Experience().sentence(*people)) == (value, said)


@pytest.mark.parametrize(
    ("one", "other", "value", "said"),
    [
        ([], [Skill("такт", 9)], None, ""),
        ([Skill("общение", 4)], [Skill("такт", 9)], None, ""),
        ([Skill("такт", 5)], [Skill("такт", 5)], 500, ""),
        ([Skill("такт", 4)], [Skill("такт", 9)], 1000, "наставник силён там, где наставляемому трудно: такт"),
        ([Skill("такт", 9)], [Skill("такт", 4)], 0, ""),
        ([Skill("такт", 0)], [Skill("такт", 4)], None, ""),
    ],
)
def test_traits(one, other, value, said):
    people = pupil(traits=tuple(one)), guide(traits=tuple(other))
    assert (Traits().value(*people), Traits().sentence(*people)) == (value, said)


@pytest.mark.parametrize(
    ("mentor", "value", "said"),
    [
        ({"load": None}, None, ""),
        ({"load": 0, "places": 2}, 1000, "сейчас никого не ведёт"),
        ({"load": 1, "places": 1}, 500, "сейчас ведёт 1 наставляемого"),
        ({"load": 2, "places": 3}, 600, "сейчас ведёт 2 наставляемых"),
        ({"load": 3, "places": 1}, 250, ""),
    ],
)
def test_workload(mentor, value, said):
    people = pupil(), guide(**mentor)
    assert (Workload().value(*people), Workload().sentence(*people)) == (value, said)


def test_what_a_curator_must_know_names_both_sides():
    mentee = pupil(
        needs=(Skill("олимпиады"),), subjects=(Skill("физика"),), place="Лесное", meetings=(Meeting.IN_PERSON,)
    )
    mentor = guide(subjects=(Skill("музыка"), Skill("повар")), place="Дальнее", meetings=(Meeting.REMOTE,))
    said = {code: kind().beware(mentee, mentor) for code, kind in criteria().items()}
    assert {code: sentence for code, sentence in said.items() if sentence} == {
        "request": "нужна помощь с олимпиадами, наставник этого не называл",
        "subject": "нужно: физика, а наставник ведёт музыку, работает поваром",
        "windows": "нет общего свободного времени",
        "meeting": "наставляемый хочет встречаться очно, наставник — дистанционно",
        "distance": "живут далеко друг от друга: Лесное и Дальнее",
    }


def test_silence_names_who_has_not_answered():
    asking, offering = pupil(interests=("кино",), text="Всё"), guide(interests=("кино",), text="Ничего")
    kind = criteria()["interests"]()
    assert kind.silence(pupil(), guide()) == "общие интересы (не ответили оба)"
    assert kind.silence(asking, guide()) == "общие интересы (не ответил наставник)"
    assert kind.silence(pupil(), offering) == "общие интересы (не ответил наставляемый)"
    assert criteria()["text"]().silence(asking, offering) == "своими словами (в тексте нет известных слов)"
    one, other = pupil(traits=(Skill("такт", 3),)), guide(traits=(Skill("общение", 3),))
    assert Traits().silence(one, other) == "дополняющие качества (ответили о разном)"
