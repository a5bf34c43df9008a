"""A scorer for tests, and the best answers by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from pairing.problem import Candidates, Problem


class Dense:
    """Scores in a table; a number below 0 forbids the pair."""

    def __init__(self, table, blocks=None):
        self.table = np.asarray(table, np.int32)
        self.blocks = blocks

    def candidates(self, mentees):
        rows = self.table[mentees]
        allowed = rows >= 0
        indptr = np.concatenate([[0], np.cumsum(allowed.sum(axis=1))]).astype(np.int64)
        return Candidates(indptr, np.nonzero(allowed)[1].astype(np.int32), rows[allowed].astype(np.int32))

    def links(self):
        if self.blocks is not None:
            return self.blocks
        return [(np.arange(self.table.shape[0]), np.arange(self.table.shape[1]))]


def problem(table, wanted=None, places=None, pins=(), bans=(), blocks=None) -> Problem:
    scorer = Dense(table, blocks)
    n, m = scorer.table.shape
    wanted = np.ones(n, np.int32) if wanted is None else np.array(wanted, np.int32)
    places = np.ones(m, np.int32) if places is None else np.array(places, np.int32)
    return Problem(wanted, places, scorer, tuple(pins), tuple(bans))


@st.composite
def problems(draw, people: int = 4, mentors: int = 4, top: int = 4, most: int = 2) -> Problem:
    """Small problems full of ties, forbidden pairs, empty places, pins and bans."""
    n, m = draw(st.integers(1, people)), draw(st.integers(1, mentors))
    cells = st.lists(st.integers(-1, top), min_size=m, max_size=m)
    table = draw(st.lists(cells, min_size=n, max_size=n))
    wanted = draw(st.lists(st.integers(0, most), min_size=n, max_size=n))
    places = draw(st.lists(st.integers(0, most), min_size=m, max_size=m))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, m - 1))
    bans = draw(st.sets(pairs, max_size=2))
    pins = []
    left = (list(wanted), list(places))
    for mentee, mentor in sorted(draw(st.sets(pairs, max_size=1)) - bans):
        if left[0][mentee] and left[1][mentor]:
            pins.append((mentee, mentor))
    return problem(table, wanted, places, pins, sorted(bans))


def matchings(given: Problem) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every matching: free pairs and the pins."""
    pins = set(given.pins)
    places = given.places.astype(int).tolist()
    for _, mentor in pins:
        places[mentor] -= 1
    table = given.scorer.table
    closed = pins | set(given.bans)

    def go(mentee, places):
        if mentee == len(given.wanted):
            yield ()
            return
        room = int(given.wanted[mentee]) - sum(pin[0] == mentee for pin in pins)
        able = [j for j, p in enumerate(places) if p and table[mentee, j] >= 0 and (mentee, j) not in closed]
        for size in range(min(room, len(able)) + 1):
            for chosen in combinations(able, size):
                rest = [p - (j in chosen) for j, p in enumerate(places)]
                for tail in go(mentee + 1, rest):
                    yield tuple((mentee, j) for j in chosen) + tail

    for free in go(0, places):
        yield tuple(sorted([*free, *pins]))


def measure(given: Problem, pairs) -> tuple[int, int, int]:
    """Return places filled, the weakest free score (a high number for none), the total with pins."""
    table = given.scorer.table
    free = [int(table[pair]) for pair in pairs if pair not in given.pins]
    total = sum(max(0, int(table[pair])) for pair in pairs)
    return len(pairs), min(free, default=10**9), total
