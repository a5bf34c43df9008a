"""The score of one pair, written plainly: what `PeopleScorer` must equal, and what an explanation is made of.

score = floor((2·SCALE·Σ w·v + UNIT·Σ w) / (2·UNIT·Σ w)) over the criteria that are known for the pair, that is the
weighed mean of their values on the scale 0…SCALE, rounded half up. Where nothing is known the score is NEUTRAL.
"""

from __future__ import annotations

from collections.abc import Sequence

from pairing.criterion import UNIT
from pairing.people import Mentee, Mentor
from pairing.problem import SCALE
from pairing.settings import Settings

NEUTRAL = SCALE // 2
"""The score of a pair of which nothing is known: the middle, so silence neither helps nor hurts."""


def values_of(settings: Settings, mentee: Mentee, mentor: Mentor) -> list[int | None]:
    """Return the value of each criterion of the settings, None for «нет данных»."""
    return [criterion.value(mentee, mentor) for criterion in settings.criteria]


def score_of(values: Sequence[int | None], weights: Sequence[int]) -> int:
    """Return the score of these values."""
    known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None and weight]
    total = sum(weight for _, weight in known)
    if not total:
        return NEUTRAL
    return (2 * SCALE * sum(value * weight for value, weight in known) + UNIT * total) // (2 * UNIT * total)


def shares_of(values: Sequence[int | None], weights: Sequence[int]) -> list[int | None]:
    """Split the score among the known criteria: whole points that add up to it, None where there is no data.

    Each criterion gets its share rounded down; what remains goes to the largest remainders, the first of equals.
    """
    total = sum(w for v, w in zip(values, weights, strict=True) if v is not None)
    parts = [v * w * SCALE if v is not None and w else None for v, w in zip(values, weights, strict=True)]
    if not total:
        return [None] * len(parts)
    shares = [None if part is None else part // (UNIT * total) for part in parts]
    left = score_of(values, weights) - sum(share or 0 for share in shares)
    order = sorted(
        (n for n, part in enumerate(parts) if part is not None), key=lambda n: (-(parts[n] or 0) % (-UNIT * total), n)
    )
    for number in order[:left]:
        shares[number] = (shares[number] or 0) + 1
    return shares
