from __future__ import annotations

import pytest

from pairing.criteria.request import Kind
from pairing.people import Skill
from pairing.tests.data.people import guide, pupil

EXAM, CONTEST = "подготовка к ЕГЭ", "олимпиады"


def pair(needs, competences=(), wishes=()):
    return pupil(needs=tuple(needs)), guide(competences=tuple(competences), wishes=tuple(wishes))


@pytest.mark.parametrize(
    ("people", "value"),
    [
        (pair([], [Skill(EXAM)]), None),
        (pair([Skill(EXAM)]), None),
        (pair([Skill(EXAM)], [Skill(CONTEST)]), 0),
        (pair([Skill(EXAM)], [Skill(EXAM)]), 1000),
        (pair([Skill(EXAM)], [Skill(EXAM, 5)]), 786),
        (pair([Skill(EXAM, 5)], [Skill(EXAM, 5)]), 1000),
        (pair([Skill(EXAM)], [Skill(EXAM, 10)], [EXAM]), 1000),
        (pair([Skill(EXAM)], [Skill(EXAM, 10)], [CONTEST]), 700),
        (pair([Skill(EXAM)], [], [EXAM]), 1000),
        (pair([Skill(EXAM), Skill(CONTEST)], [Skill(EXAM)]), 500),
    ],
)
def test_value(people, value):
    assert Kind().value(*people) == value


def test_the_wish_to_help_with_exactly_this_counts():
    wishing = Kind().value(*pair([Skill(EXAM)], [Skill(EXAM, 6)], [EXAM]))
    able = Kind().value(*pair([Skill(EXAM)], [Skill(EXAM, 6)], [CONTEST]))
    assert wishing > able


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (pair([Skill(EXAM)], [Skill(EXAM)], [EXAM]), "хочет помогать с подготовкой к ЕГЭ"),
        (
            pair([Skill(EXAM), Skill(CONTEST)], [Skill(EXAM), Skill(CONTEST)]),
            "может помочь с подготовкой к ЕГЭ и олимпиадами",
        ),
        (pair([Skill("школьные документы")], [Skill("школьные документы")]), "может помочь со школьными документами"),
        (pair([Skill("химия моря")], [], ["химия моря"]), "хочет помогать с темой «химия моря»"),
        (pair([Skill("физика")], [Skill("физика")]), "может помочь с физикой"),
        (pair([Skill(EXAM)], [Skill(CONTEST)]), ""),
    ],
)
def test_sentence(people, said):
    assert Kind().sentence(*people) == said
