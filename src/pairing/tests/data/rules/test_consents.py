from __future__ import annotations

import pytest

from pairing.rules.consents import Kind
from pairing.tests.data.people import guide, pupil


@pytest.mark.parametrize(
    ("rule", "mentee", "mentor", "reason"),
    [
        (Kind(), True, True, None),
        (Kind(), None, True, "нет согласия наставляемого"),
        (Kind(), True, False, "нет согласия наставника"),
        (Kind(), False, None, "нет согласия наставляемого и наставника"),
        (Kind(unsaid=True), None, None, None),
        (Kind(unsaid=True), False, None, "нет согласия наставляемого"),
    ],
)
def test_reason(rule, mentee, mentor, reason):
    assert rule.reason(pupil(consent=mentee), guide(consent=mentor)) == reason
