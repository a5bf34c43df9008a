"""The score of one pair, written plainly: what `PeopleScorer` must equal, and what an explanation is made of.

score = floor((2·SCALE·Σ w·v + UNIT·Σ w) / (2·UNIT·Σ w)) over the criteria that are known for the pair, that is the
weighed mean of their values on the scale 0…SCALE, rounded half up. Where nothing is known the score is NEUTRAL.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

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
    above = total = 0
    for value, weight in zip(values, weights, strict=True):
        if value is not None:
            above += value * weight
            total += weight
    return (2 * SCALE * above + UNIT * total) // (2 * UNIT * total) if total else NEUTRAL


def shares_of(values: Sequence[int | None], weights: Sequence[int]) -> list[int | None]:
    """Split the score among the known criteria: whole points that add up to it, None where there is no data.

    Each criterion gets its share rounded down; what remains goes to the largest remainders, the first of equals.
    """
    known = [place for place, value in enumerate(values) if value is not None and weights[place]]
    shares: list[int | None] = [None] * len(values)
    total = UNIT * sum(weights[place] for place in known)
    if not total:
        return shares
    left, rests = score_of(values, weights), []
    for place in known:
        points, rest = divmod((values[place] or 0) * weights[place] * SCALE, total)
        shares[place] = points
        left -= points
        rests.append((-rest, place))
    for _, place in sorted(rests)[:left] if left else ():
        shares[place] = (shares[place] or 0) + 1
    return shares


@lru_cache(maxsize=4096)
def most_of(known: tuple[bool, ...], weights: tuple[int, ...]) -> list[int | None]:
    """Return the points that each known criterion may give at most."""
    return shares_of([UNIT if one else None for one in known], weights)
