from __future__ import annotations

import pytest

from pairing.criteria.windows import Kind
from pairing.people import Window
from pairing.tests.data.people import guide, pupil

H = 60


def pair(one, other):
    return pupil(windows=tuple(Window(*w) for w in one)), guide(windows=tuple(Window(*w) for w in other))


@pytest.mark.parametrize(
    ("people", "value", "said"),
    [
        (pair([], [(1, 15 * H, 16 * H)]), None, ""),
        (pair([(1, 15 * H, 16 * H)], [(2, 15 * H, 16 * H)]), 0, ""),
        (pair([(1, 15 * H, 16 * H)], [(1, 15 * H + 30, 17 * H)]), 0, ""),
        (pair([(1, 15 * H, 16 * H)], [(1, 15 * H + 15, 17 * H)]), 700, "вместе свободны во вторник с 15:15 до 16:00"),
        (pair([(1, 15 * H, 16 * H)], [(1, 15 * H, 16 * H)]), 750, "вместе свободны во вторник с 15:00 до 16:00"),
        (pair([(2, 8 * H, 20 * H)], [(2, 8 * H, 20 * H)]), 1000, "вместе свободны в среду"),
        (
            pair([(0, 15 * H, 16 * H), (4, 14 * H, 16 * H)], [(4, 14 * H, 16 * H), (0, 15 * H, 16 * H)]),
            1000,
            "вместе свободны в пятницу с 14:00 до 16:00",
        ),
    ],
)
def test_value_and_sentence(people, value, said):
    assert Kind().value(*people) == value
    assert Kind().sentence(*people) == said


def test_a_longer_meeting_needs_a_longer_window():
    assert Kind(minutes=90).value(*pair([(1, 900, 960)], [(1, 900, 960)])) == 0
