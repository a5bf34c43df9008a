from __future__ import annotations

import pytest

from pairing.rules.ages import Kind
from pairing.tests.data.people import guide, pupil


@pytest.mark.parametrize(
    ("rule", "mentee", "mentor", "reason"),
    [
        (Kind(), {"age": 14}, {"ages_from": 12, "ages_to": 15}, None),
        (Kind(), {"age": 12}, {"ages_from": 12, "ages_to": 12}, None),
        (
            Kind(),
            {"age": 11},
            {"ages_from": 12, "ages_to": 15},
            "наставляемому 11 лет, а наставник берёт от 12 до 15 лет",
        ),
        (Kind(), {"age": 21}, {"ages_to": 18}, "наставляемому 21 год, а наставник берёт до 18 лет"),
        (Kind(), {"grade": 3}, {"ages_from": 12}, "наставляемому 9 лет, а наставник берёт от 12 лет"),
        (Kind(), {}, {"ages_from": 12}, None),
        (Kind(), {"age": 9}, {}, None),
        (Kind(youngest=10), {"age": 9}, {}, "наставляемому 9 лет, а участвуют с 10"),
        (Kind(older=2), {"age": 14}, {"age": 15}, "разница в возрасте меньше, чем 2 года"),
        (Kind(older=2), {"age": 14}, {"age": 16}, None),
        (Kind(older=2), {"age": 14}, {}, None),
    ],
)
def test_reason(rule, mentee, mentor, reason):
    assert rule.reason(pupil(**mentee), guide(**mentor)) == reason
