"""Shortest ways between mentors: what it costs to make room at one of them, for all of them at once.

A step from mentor j to mentor a is the cheapest mentee who could move: min over those who sit at j of (what their pair
is above its prices) + (what the pair with a is below them). A part has far fewer mentors than pairs, so the steps are
a table; the ways in it are found for many ends together.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairing.problem import Ints

from .prices import spread

Table = NDArray[np.int64]
Lengths = NDArray[np.signedinteger[Any]]

NO_WAY = np.int64(2**61)
NEAR = np.int32(2**29)
"""Searches that end nearer than this make do with numbers of half the size, in half the time."""

TOGETHER = 64
"""So many searches go on at once: their rows stay in the cache."""


def add_steps(table: Table, made: tuple[Ints, Ints, Ints], pairs: tuple[Ints, Ints, Ints]) -> None:
    """Enter the steps of some mentees into the table (from, to).

    `made` are (mentee, mentor, weight above prices) of the pairs that are made, `pairs` the others: (where each
    mentee's begin, mentors, weight below prices). Mentees are counted among these, mentors inside the part.
    """
    who, where, over = made
    starts, heads, under = pairs
    spots, counts = spread(starts, who)
    cells = np.repeat(where, counts) * len(table) + heads[spots]
    np.minimum.at(table.reshape(-1), cells, np.repeat(over, counts) + under[spots])


def ways_home(steps: Table, leaving: Ints) -> Ints:
    """Return for every mentor the shortest way out of the part; `leaving` is what the way out costs there itself."""
    far = leaving
    while True:
        nearer = np.minimum(far, (steps + far).min(axis=1))
        if (nearer == far).all():
            break
        far = nearer
    return far


def ways_back(steps: Table, empty: Ints) -> Ints:
    """Return for every mentor what a place left there costs; `empty` is what it costs if nobody moves up for it."""
    return ways_home(steps.T, empty)


def ways_towards(steps: Table, ends: Ints, limits: Table) -> Table:
    """Return for each of these ends the way from every mentor to it; NO_WAY where it is no shorter than the limit.

    Dijkstra's search from the end backwards, TOGETHER ends at once. A line of `limits` must be such that a step takes
    off no more than it is long, as for the ways home: then ways over a mentor at the limit are beyond their limits.
    """
    back = np.ascontiguousarray(steps.T)
    short = np.minimum(back, NEAR).astype(np.int32)
    found = np.full(limits.shape, NO_WAY)
    furthest = limits.max(axis=1, initial=0)
    order = np.argsort(furthest, kind="stable")  # those that end early go together
    for start in range(0, len(ends), TOGETHER):
        some = order[start : start + TOGETHER]
        if furthest[some[-1]] < NEAR:
            far = _together(short, ends[some], limits[some].astype(np.int32), NEAR)
            found[some] = np.where(far < NEAR, far, NO_WAY)
        else:
            found[some] = _together(back, ends[some], limits[some], NO_WAY)
    return found


def _together(back: Lengths, ends: Ints, limits: Lengths, nowhere: np.signedinteger[Any]) -> Lengths:
    """Search from these ends; lengths are whole numbers of any kind that holds twice `nowhere`."""
    far = np.full(limits.shape, nowhere, back.dtype)
    lines = np.arange(len(ends))
    far[lines, ends] = 0
    left = far.copy()
    while True:
        nearest = left.argmin(axis=1)
        least = left[lines, nearest]
        if least.min() >= nowhere:
            return far
        left[lines, nearest] = nowhere
        further = back[nearest] + least[:, None]
        better = (further < far) & (further < limits)
        np.copyto(far, further, where=better)
        np.copyto(left, further, where=better)
