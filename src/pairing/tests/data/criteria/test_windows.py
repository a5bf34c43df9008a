from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


anywhere = st.lists(
    st.builds(Window, st.integers(-1, 7), st.integers(-30, 1500), st.integers(-30, 1500)), min_size=1, max_size=5
).map(tuple)


@given(st.lists(anywhere, min_size=1, max_size=4), st.lists(anywhere, min_size=1, max_size=4), st.integers(1, 200))
def test_bits_of_half_days_count_what_sets_of_beginnings_count(asked, offered, minutes):
    kind = Kind(minutes=minutes)
    found = kind.numeric(asked, offered).table(np.arange(len(asked)), np.arange(len(offered)))
    assert found.tolist() == [[kind.compare(one, other) for other in offered] for one in asked]
