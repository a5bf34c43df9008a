"""Who can be reached from open wishes by exchanges, over all pairs, held or not: breadth first (Ford, Fulkerson)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairing.problem import Ints

from .net import Mask, Net
from .prices import spread
from .pricing import FINE, ActivePairs, Triple, jitter
from .task import contains

ROWS = 512
"""So many mentees are asked about in one go: the first of them may already reach all free places."""
TURNS = 4
"""With any free place reached after so many goes the rest need not be asked."""
MORE = 8
"""About so many other pairs of each of them come along, drawn by lot: chance nets with few pairs seat nearly all."""


@dataclass(frozen=True)
class Reach:
    """Mentees and mentors reached, how many free places were among them, and the pairs that led there.

    With no free place reached the people are a cut: no pair >= floor leads from these mentees to other mentors.
    """

    mentees: Mask
    mentors: Mask
    free: int
    steps: Triple


def reach(held: ActivePairs, taken: Net, floor: int) -> Reach:
    """Go from open wishes along pairs >= floor to mentors, from full mentors to whom they have taken, and on.

    Stops when all free places are reached, or as many as wishes are open, or some when many have been asked.
    """
    mentors = np.zeros(taken.m, np.bool_)
    open_wishes = taken.wanted - np.bincount(taken.tails, minlength=taken.n)
    room = taken.places - np.bincount(taken.heads, minlength=taken.m)
    order = np.argsort(taken.heads, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(taken.heads, minlength=taken.m))])
    mentees = open_wishes > 0
    enough, free = min(int(open_wishes.sum()), int(room.sum())), 0
    waiting: Ints = np.flatnonzero(mentees)
    steps: list[Triple] = [(taken.tails[:0], taken.heads[:0], taken.scores[:0])]
    turns = 0
    while len(waiting) and free < max(1, enough) and not (free and turns >= TURNS):
        turns += 1
        rows, waiting = waiting[:ROWS], waiting[ROWS:]
        heads, pairs = _new(held, taken, rows, floor, mentors)
        steps.append(pairs)
        mentors[heads] = True
        free += int(room[heads].sum())
        followers = taken.tails[order][spread(starts, heads)[0]]
        followers = np.unique(followers[~mentees[followers]]).astype(np.int64)
        mentees[followers] = True
        waiting = np.concatenate([waiting, followers])
    columns = [np.concatenate(column) for column in zip(*steps, strict=True)]
    return Reach(mentees, mentors, free, (columns[0], columns[1], columns[2]))


def _new(held: ActivePairs, taken: Net, rows: Ints, floor: int, mentors: Mask) -> tuple[Ints, Triple]:
    """Return the mentors newly reached by pairs >= floor, and pairs: one to each of them, and some others by lot."""
    rows = np.sort(rows)
    found = held.rows_of(rows)
    counts = np.diff(found.indptr)
    tails = np.repeat(rows, counts).astype(np.int32)
    good = np.flatnonzero(found.scores >= floor)
    tails, heads, scores = tails[good], found.mentors[good], found.scores[good]
    new = np.flatnonzero(~mentors[heads])
    if int(taken.wanted.max()) > 1:  # else a mentee who is asked has nobody but the mentor it was reached from
        new = new[~contains(tails[new].astype(np.int64) * taken.m + heads[new], taken.keys)]
    first = np.full(len(mentors), -1, np.int64)
    first[heads[new[::-1]]] = new[::-1]
    reached = np.flatnonzero(first >= 0)
    degrees = np.bincount(tails, minlength=int(rows[-1]) + 1)
    some = np.flatnonzero(jitter(tails, heads) * degrees[tails] < FINE * MORE)
    spots = np.union1d(first[reached], some)
    return reached, (tails[spots], heads[spots].astype(np.int32), scores[spots].astype(np.int32))
