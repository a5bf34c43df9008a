from __future__ import annotations

import pytest

from pairing.criteria.meeting import Kind
from pairing.people import Meeting
from pairing.tests.data.people import guide, pupil

A, B = Meeting.IN_PERSON, Meeting.REMOTE


@pytest.mark.parametrize(
    ("one", "other", "value", "said"),
    [
        ((), (A,), None, ""),
        ((A,), (B,), 0, ""),
        ((A,), (A, B), 1000, "оба готовы встречаться очно"),
        ((B,), (B,), 1000, "оба готовы встречаться дистанционно"),
        ((A, B), (B, A), 1000, "оба готовы встречаться и очно, и дистанционно"),
    ],
)
def test_value_and_sentence(one, other, value, said):
    people = pupil(meetings=one), guide(meetings=other)
    assert (Kind().value(*people), Kind().sentence(*people)) == (value, said)
