"""The goal STABLE: mentees ask, mentors hold the best they were asked by (Gale and Shapley 1962), with capacities.

With several mentors to a mentee preferences are taken to be responsive (Roth 1985): a person likes a set better when
one member is exchanged for a better one. Pairwise stability then is what deferred acceptance gives, and nothing
stronger is claimed: sets that like each other only together (complements) are outside this theory.
Ties are broken by lot before anyone asks; the result is weakly stable, though not always the fullest such matching,
which is NP-hard to find once ballots have ties (Iwama, Manlove, Miyazaki and Morita 1999).

In whatever order mentees ask, the outcome is the same (Gale and Shapley). So lists are read a little at a time, and who
would be turned down by now is never put on a list: mentors only ever get better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made

import numpy as np

from pairing.answer import Ballots
from pairing.problem import SCALE, Ints, Small

from .lots import lots
from .net import Mask
from .prices import spread
from .rows import locate
from .subproblem import Block, Scores, Subproblem
from .task import contains
from .tops import best_of_block

UNNAMED = 1 << 40
FIRST_LOOK = 16
"""So many names are read of each list at first, twice as many each time they were all asked."""

AHEAD = 16


@dataclass(frozen=True)
class Ranking:
    """One side's ballots: ascending keys person x width + other, and the class that other is named in."""

    width: int
    keys: Ints
    classes: Ints

    @staticmethod
    def of(ballots: Mapping[int, Sequence[Sequence[int]]], width: int) -> Ranking:
        """Read ballots; who is named twice counts where named first."""
        named: dict[int, int] = {}
        for person in ballots:
            for place, tied in enumerate(ballots[person]):
                named |= {person * width + other: place for other in tied if person * width + other not in named}
        keys = sorted(named)
        return Ranking(width, np.array(keys, np.int64), np.array([named[key] for key in keys], np.int64))

    def order(self, people: Ints, others: Ints, scores: Scores) -> Ints:
        """Return a number for each pair, lower when this person likes the other better."""
        orders = UNNAMED + SCALE - scores.astype(np.int64)
        if not len(self.keys):
            return orders
        keys = people * self.width + others
        spots = locate(self.keys, keys)
        orders[spots >= 0] = self.classes[spots[spots >= 0]]
        return orders

    def names(self, people: Ints, others: Ints) -> Ints:
        """Return which of these pairs, ascending, a ballot names."""
        spots = locate(people * self.width + others, self.keys)
        return spots[spots >= 0]


@dataclass
class Lists:
    """Whom each mentee would ask, best first: rows `begin` … `end` of the long columns; more may be fetched."""

    field: Subproblem
    rankings: tuple[Ranking, Ranking]
    seed: int
    heads: Ints = made(default_factory=lambda: np.zeros(0, np.int64))
    owners: Ints = made(default_factory=lambda: np.zeros(0, np.int64))
    scores: Small = made(default_factory=lambda: np.zeros(0, np.int32))
    mentor_orders: Ints = made(default_factory=lambda: np.zeros(0, np.int64))
    lots: Ints = made(default_factory=lambda: np.zeros(0, np.int64))

    def __post_init__(self) -> None:
        """Start with everything when that is little, otherwise with each mentee's first names."""
        n = len(self.field.rows)
        self.begin, self.next, self.end = np.zeros((3, n), np.int64)
        self.short = np.zeros(n, np.bool_)
        self.look = FIRST_LOOK
        self.worst = np.full((2, len(self.field.columns)), np.iinfo(np.int64).max)
        for block in self.field.blocks():
            self._read(block, np.arange(block.first, block.first + len(block.indptr) - 1))

    def _read(self, block: Block, rows: Ints) -> None:
        """Take the beginning of each list: all whom ballots of mentees name, and the best by score."""
        counts = np.diff(block.indptr)
        best = best_of_block(block, self.look)
        if len(self.rankings[0].keys):
            people = np.repeat(self.field.rows[rows], counts)
            best = np.union1d(best, self.rankings[0].names(people, self.field.columns[block.mentors]))
        else:
            best = np.sort(best)
        taken = np.diff(np.searchsorted(best, block.indptr))
        self.short[rows] = taken < counts
        self._append(np.repeat(rows, taken), block.mentors[best].astype(np.int64), block.scores[best])

    def _append(self, tails: Ints, heads: Ints, scores: Scores) -> None:
        """Add lists of mentees, sorted by their wish; they take the place of lists that were asked to the end."""
        drawn = lots(self.seed, self.field.rows[tails], self.field.columns[heads])
        wishes = self.rankings[0].order(self.field.rows[tails], self.field.columns[heads], scores)
        order = np.lexsort((drawn, wishes, tails))
        tails, heads, scores, drawn = tails[order], heads[order], scores[order], drawn[order]
        rows, first, counts = np.unique(tails, return_index=True, return_counts=True)
        self.begin[rows] = self.next[rows] = len(self.heads) + first
        self.end[rows] = self.begin[rows] + counts
        orders = self.rankings[1].order(self.field.columns[heads], self.field.rows[tails], scores)
        self.owners, self.heads = np.concatenate([self.owners, tails]), np.concatenate([self.heads, heads])
        self.scores = np.concatenate([self.scores, scores.astype(np.int32)])
        self.mentor_orders = np.concatenate([self.mentor_orders, orders])
        self.lots = np.concatenate([self.lots, drawn])

    def fetch(self, rows: Ints, held: Ints) -> None:
        """Read on for these mentees, who asked everybody they knew of: twice as far; `held` are the wishes held.

        Only mentors who may still say yes are listed, so nobody who was asked before is, but for those who hold them.
        """
        self.look *= 2
        asking = np.zeros(len(self.field.rows), np.bool_)
        asking[rows] = True
        held = held[asking[self.owners[held]]]
        for some, found in self.field.some(rows):
            tails = np.repeat(some, np.diff(found.indptr))
            good = np.flatnonzero(self._hope(tails, found.mentors, found.scores))
            if len(held):
                good = good[~self._held(tails[good], found.mentors[good], held)]
            starts = np.searchsorted(good, found.indptr)
            self._read(Block(0, starts, found.mentors[good], found.scores[good]), some)

    def _hope(self, tails: Ints, heads: Small, scores: Scores) -> Mask:
        """Say which mentors may say yes: they like this mentee better than the worst they hold."""
        ranking, worst = self.rankings[1], self.worst[0]
        if len(ranking.keys):
            orders = ranking.order(self.field.columns[heads], self.field.rows[tails], scores)
            hope, tie = orders < worst[heads], orders == worst[heads]
        else:  # the same without a number for each pair
            least = np.clip(UNNAMED + SCALE - worst, -1, SCALE + 1).astype(np.int16)[heads]
            hope, tie = scores > least, scores == least
        same = np.flatnonzero(tie)
        drawn = lots(self.seed, self.field.rows[tails[same]], self.field.columns[heads[same]])
        hope[same] = drawn < self.worst[1][heads[same]]
        return np.asarray(hope)

    def _held(self, tails: Ints, heads: Small, held: Ints) -> Mask:
        m = len(self.field.columns)
        return contains(tails * m + heads, np.sort(self.owners[held] * m + self.heads[held]))


def settle(field: Subproblem, ballots: Ballots, seed: int) -> tuple[Ints, Ints, Small]:
    """Return a stable matching of a field: mentees, mentors (numbers inside the field) and scores."""
    width = (len(field.task.places), len(field.task.wanted))
    rankings = Ranking.of(ballots.mentees, width[0]), Ranking.of(ballots.mentors, width[1])
    lists = Lists(field, rankings, seed)
    slots = _Slots(field.places, lists)
    room = field.wanted.copy()
    while True:
        asking = np.flatnonzero((room > 0) & (lists.next < lists.end))
        if not len(asking):
            asking = np.flatnonzero((room > 0) & lists.short)
            if not len(asking):
                break
            lists.fetch(asking, slots.held[slots.held >= 0])
            continue
        hopeful = slots.first_hope(asking)
        asking = asking[hopeful]
        if not len(asking):
            continue
        asked = lists.next[asking]
        lists.next[asking] += 1
        room[asking] -= 1
        np.add.at(room, lists.owners[slots.offer(asked)], 1)
    held = np.sort(slots.held[slots.held >= 0])
    return lists.owners[held], lists.heads[held], lists.scores[held]


class _Slots:
    """The places of all mentors, one after another, and the wish that each place holds (-1: none)."""

    def __init__(self, places: Ints, lists: Lists) -> None:
        self.lists, self.places = lists, np.minimum(places, len(lists.field.rows))
        self.starts = np.concatenate([[0], np.cumsum(self.places)])
        self.held = np.full(int(self.starts[-1]), -1, np.int64)

    def first_hope(self, asking: Ints) -> Mask:
        """Move past mentors who hold only better ones, up to AHEAD; say who came to one that may say yes.

        A mentor's places only ever get better, so whoever would be turned down now would be at any time.
        """
        lists = self.lists
        ahead = lists.next[asking][:, None] + np.arange(AHEAD)
        inside = ahead < lists.end[asking][:, None]
        spots = np.where(inside, ahead, 0)
        worst, lot = lists.worst[:, lists.heads[spots]]
        orders = lists.mentor_orders[spots]
        hope = inside & ((orders < worst) | ((orders == worst) & (lists.lots[spots] < lot)))
        found = hope.any(axis=1)
        lists.next[asking] += np.where(found, hope.argmax(axis=1), inside.sum(axis=1))
        return np.asarray(found)

    def offer(self, asked: Ints) -> Ints:
        """Let mentors keep the best of what they hold and are asked now; return the wishes they turn down."""
        mentors = np.unique(self.lists.heads[asked])
        spots = spread(self.starts, mentors)[0]
        before = self.held[spots]
        wishes = np.concatenate([before[before >= 0], asked])
        heads = self.lists.heads[wishes]
        order = np.lexsort((self.lists.lots[wishes], self.lists.mentor_orders[wishes], heads))
        wishes, heads = wishes[order], heads[order]
        rank = np.arange(len(heads)) - np.searchsorted(heads, heads)
        kept: Mask = rank < self.places[heads]
        self.held[spots] = -1
        self.held[self.starts[heads[kept]] + rank[kept]] = wishes[kept]
        last = wishes[rank == self.places[heads] - 1]
        self.lists.worst[:, self.lists.heads[last]] = self.lists.mentor_orders[last], self.lists.lots[last]
        return wishes[~kept]
