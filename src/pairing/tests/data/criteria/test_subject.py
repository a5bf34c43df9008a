from __future__ import annotations

import pytest

from pairing.criteria.subject import Kind
from pairing.people import Skill
from pairing.tests.data.people import guide, pupil


def pair(wanted, offered):
    return pupil(subjects=tuple(Skill(name) for name in wanted)), guide(subjects=tuple(offered))


@pytest.mark.parametrize(
    ("people", "value", "said"),
    [
        (pair([], [Skill("физика")]), None, ""),
        (pair(["физика"], [Skill("физика")]), 1000, "ведёт физику"),
        (pair(["физика"], [Skill("физика", 5)]), 850, "ведёт физику"),
        (pair(["физика"], [Skill("математика")]), 300, "близкая область: математика"),
        (pair(["физика"], [Skill("музыка")]), 0, ""),
        (pair(["физика", "химия"], [Skill("физика"), Skill("химия")]), 1000, "ведёт физику и химию"),
        (pair(["сварщик"], [Skill("сварщик")]), 1000, "работает сварщиком"),
        (pair(["игра на курае"], [Skill("игра на курае")]), 1000, "ведёт предмет «игра на курае»"),
    ],
)
def test_value_and_sentence(people, value, said):
    assert Kind().value(*people) == value
    assert Kind().sentence(*people) == said
