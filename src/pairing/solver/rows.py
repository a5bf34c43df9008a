"""Rows of pairs asked of the scorer as late as possible, and which people can have to do with each other at all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pairing.problem import Ints, Small

from .net import Mask
from .parts import components
from .prices import spread
from .task import Task

MOST_KEPT = 60_000_000
"""Above so many pairs (6 bytes each) all rows are forgotten; what is needed again is asked again."""

WIDE = 1_000_000
"""About so many pairs are looked at in one go."""


class Rows:
    """The pairs of mentees one after another; `begin` says where a mentee's start (-1: not asked yet)."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.begin = np.full(len(task.wanted), -1, np.int64)
        self.count = np.zeros(len(task.wanted), np.int64)
        self.heads, self.scores = np.zeros(0, np.int32), np.zeros(0, np.int16)
        self.used = 0
        self.asked = 0

    def fetch(self, mentees: Ints) -> None:
        """Ask for those not known yet, all at once; pairs that may not be made are left out."""
        new = np.unique(mentees[self.begin[mentees] < 0])
        if not len(new):
            return
        ends, heads, scores = self._ask(new)
        if self.used and self.used + len(heads) > MOST_KEPT:
            self.begin[:] = -1
            self.used = 0
            self.fetch(mentees)
            return
        self._grow(self.used + len(heads))
        self.heads[self.used : self.used + len(heads)] = heads
        self.scores[self.used : self.used + len(heads)] = scores
        self.begin[new] = self.used + ends[:-1]
        self.count[new] = np.diff(ends)
        self.used += len(heads)

    def _ask(self, mentees: Ints) -> tuple[Ints, Small, Small]:
        """Return where each mentee's pairs end, their mentors and scores."""
        found = self.task.problem.scorer.candidates(mentees)
        self.asked += len(mentees)
        good = self.task.places[found.mentors] > 0
        if len(self.task.barred):
            good &= ~self.task.is_barred(np.repeat(mentees, np.diff(found.indptr)), found.mentors)
        if good.all():
            return np.asarray(found.indptr, np.int64), found.mentors, found.scores
        return np.concatenate([[0], np.cumsum(good)])[found.indptr], found.mentors[good], found.scores[good]

    def _grow(self, size: int) -> None:
        if size > len(self.heads):
            more = max(size, 2 * len(self.heads)) - self.used
            self.heads = np.concatenate([self.heads[: self.used], np.zeros(more, np.int32)])
            self.scores = np.concatenate([self.scores[: self.used], np.zeros(more, np.int16)])

    def of(self, mentees: Ints) -> tuple[Ints, Ints]:
        """Return positions of all pairs of these mentees, mentors ascending, and how many each has."""
        self.fetch(mentees)
        counts = self.count[mentees]
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        return np.repeat(self.begin[mentees] - ends + counts, counts) + np.arange(total), counts

    def at_once(self) -> int:
        """Return how many mentees have about WIDE pairs together, as far as is known."""
        known = int((self.begin >= 0).sum())
        return max(1, WIDE * known // self.used if self.used else WIDE // max(1, self.task.mentors))

    def pieces(self, mentees: Ints) -> Iterator[Ints]:
        """Cut a list of mentees so that about WIDE pairs are looked at in one go."""
        start = 0
        while start < len(mentees):
            piece = mentees[start : start + self.at_once()]
            start += len(piece)
            yield piece

    def look_up(self, mentees: Ints, mentors: Ints) -> Ints:
        """Return the scores of these pairs, mentees ascending; -1 for those that may not be made.

        What is learnt is kept as long as it is little: one score is wanted of each mentee, and few will be asked again.
        """
        found = [np.zeros(0, np.int64)]
        for piece in self.pieces(np.unique(mentees)):
            ends, heads, scores = self._kept(piece) if self.used < WIDE else self._ask(piece)
            keys = np.repeat(np.arange(len(piece)) * self.task.mentors, np.diff(ends)) + heads
            span = slice(*np.searchsorted(mentees, [piece[0], piece[-1] + 1]))
            wanted = np.searchsorted(piece, mentees[span]) * self.task.mentors + mentors[span]
            found.append(np.append(scores, -1)[locate(keys, wanted)].astype(np.int64))  # not found: the last one
        return np.concatenate(found)

    def _kept(self, mentees: Ints) -> tuple[Ints, Small, Small]:
        spots, counts = self.of(mentees)
        return np.concatenate([[0], np.cumsum(counts)]), self.heads[spots], self.scores[spots].astype(np.int32)


def locate(keys: Ints, wanted: Ints) -> Ints:
    """Return where in these ascending keys each wanted key is, -1 where it is not."""
    spots = np.searchsorted(keys, wanted)
    inside = spots < len(keys)
    spots[~inside] = 0
    return np.where(inside & (keys[spots] == wanted), spots, -1) if len(keys) else np.full(len(wanted), -1, np.int64)


def neighbourhoods(task: Task) -> tuple[Ints, Ints, int]:
    """Return the independent part of every mentee and every mentor (-1: none) and how many numbers of parts there are.

    As `parts.batches` finds them, for the blocks of the scorer; no list of people is made for each part.
    """
    blocks = task.problem.scorer.links()
    n = len(task.wanted)
    nobody = np.zeros(0, np.int64)
    rows = np.concatenate([nobody, *(np.asarray(block[0], np.int64) for block in blocks)])
    columns = np.concatenate([nobody, *(np.asarray(block[1], np.int64) for block in blocks)])
    row_owner = np.repeat(np.arange(len(blocks)), [len(block[0]) for block in blocks])
    column_owner = np.repeat(np.arange(len(blocks)), [len(block[1]) for block in blocks])
    alive = _counted(row_owner, task.wanted[rows] > 0, len(blocks))
    alive &= _counted(column_owner, task.places[columns] > 0, len(blocks))
    rows, row_owner = _only(rows, row_owner, alive[row_owner] & (task.wanted[rows] > 0))
    columns, column_owner = _only(columns, column_owner, alive[column_owner] & (task.places[columns] > 0))
    people, owner = np.concatenate([rows, columns + n]), np.concatenate([row_owner, column_owner])
    order = np.argsort(people, kind="stable")
    same = people[order][1:] == people[order][:-1]
    label = components(len(blocks), owner[order][1:][same], owner[order][:-1][same])
    found = np.full(n + task.mentors, -1, np.int64)
    found[people] = label[owner]
    return found[:n], found[n:], len(blocks)


def _counted(owner: Ints, good: Mask, count: int) -> Mask:
    return np.asarray(np.bincount(owner[good], minlength=count) > 0)


def _only(people: Ints, owner: Ints, good: Mask) -> tuple[Ints, Ints]:
    return people[good], owner[good]


class Seats:
    """The pairs made at present: `tails`, `heads`, `weights`, and which of them still `stand`.

    Pairs are numbered once and for all: first the given ones, ascending by mentee, then those added later.
    """

    def __init__(self, tails: Ints, heads: Ints, weights: Ints, sizes: tuple[int, int]) -> None:
        self.sizes = sizes
        self.tails, self.heads, self.weights = tails, heads, weights
        self.stand: Mask = np.ones(len(tails), np.bool_)
        self.taken = np.bincount(heads, minlength=sizes[1])
        self._index()

    def _index(self) -> None:
        self.sorted = len(self.tails)
        self.order = np.argsort(self.tails, kind="stable"), np.argsort(self.heads, kind="stable")
        counts = (np.bincount(self.tails, minlength=self.sizes[0]), np.bincount(self.heads, minlength=self.sizes[1]))
        self.starts = [np.concatenate([[0], np.cumsum(count)]) for count in counts]

    def of_mentees(self, mentees: Ints) -> Ints:
        """Return the numbers of the standing pairs of these mentees."""
        return self._of(0, self.tails, mentees)

    def of_mentors(self, mentors: Ints) -> Ints:
        """Return the numbers of the standing pairs of these mentors."""
        return self._of(1, self.heads, mentors)

    def _of(self, side: int, owners: Ints, people: Ints) -> Ints:
        pairs = self.order[side][spread(self.starts[side], people)[0]]
        if len(owners) > self.sorted:
            marked = np.zeros(self.sizes[side], np.bool_)
            marked[people] = True
            pairs = np.concatenate([pairs, self.sorted + np.flatnonzero(marked[owners[self.sorted :]])])
        return np.asarray(pairs[self.stand[pairs]])

    def exchange(self, dropped: Ints, tails: Ints, heads: Ints, weights: Ints) -> None:
        """Let these pairs go and add others."""
        self.stand[dropped] = False
        np.subtract.at(self.taken, self.heads[dropped], 1)
        np.add.at(self.taken, heads, 1)
        self.tails, self.heads = np.concatenate([self.tails, tails]), np.concatenate([self.heads, heads])
        self.weights = np.concatenate([self.weights, weights])
        self.stand = np.concatenate([self.stand, np.ones(len(tails), np.bool_)])
        if len(self.tails) > self.sorted + ADDED:
            self._index()


ADDED = 4096
"""So many pairs are added before all are sorted anew."""
