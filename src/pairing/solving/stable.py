"""The goal STABLE: mentees ask, mentors hold the best they were asked by (Gale and Shapley 1962), with capacities.

With several mentors to a mentee preferences are taken to be responsive (Roth 1985): a person likes a set better when
one member is exchanged for a better one. Pairwise stability then is what deferred acceptance gives, and nothing
stronger is claimed: sets that like each other only together (complements) are outside this theory.
Ties are broken by lot before anyone asks; the result is weakly stable, though not always the fullest such matching,
which is NP-hard to find once ballots have ties (Iwama, Manlove, Miyazaki and Morita 1999).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made

import numpy as np

from pairing.answer import Ballots
from pairing.problem import SCALE, Ints, Small

from .field import Block, Field, Scores
from .lots import lots
from .net import Mask
from .prices import spread
from .tops import best_of_block

UNNAMED = 1 << 40
FIRST_LOOK = 40
"""So many names are read of each list at first, eight times as many when they were all asked."""

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
        keys = people * self.width + others
        spots = np.searchsorted(self.keys, keys)
        spots[spots == len(self.keys)] = 0
        if len(self.keys):
            hit = self.keys[spots] == keys
            orders[hit] = self.classes[spots[hit]]
        return orders


@dataclass
class Lists:
    """Whom each mentee would ask, best first: rows `begin` … `end` of the long columns; more may be fetched."""

    field: Field
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
        for block in self.field.blocks():
            self._read(block, np.arange(block.first, block.first + len(block.indptr) - 1))

    def _read(self, block: Block, rows: Ints) -> None:
        """Take the beginning of each list: all whom ballots of mentees name, and the best by score."""
        counts = np.diff(block.indptr)
        tails = np.repeat(rows, counts)
        best = best_of_block(block, self.look)
        named = np.flatnonzero(self._mentee_orders(tails, block.mentors, block.scores) < UNNAMED)
        spots = np.union1d(best, named) if len(named) else np.sort(best)
        self._append(tails[spots], block.mentors[spots].astype(np.int64), block.scores[spots])
        taken = np.diff(np.searchsorted(spots, block.indptr))
        self.short[rows] = taken < counts

    def _mentee_orders(self, tails: Small | Ints, heads: Small | Ints, scores: Scores) -> Ints:
        return self.rankings[0].order(self.field.rows[tails], self.field.columns[heads], scores)

    def _append(self, tails: Ints, heads: Ints, scores: Scores) -> None:
        """Add whole lists of mentees, sorted by their wish; what they have asked already stays asked."""
        drawn = lots(self.seed, self.field.rows[tails], self.field.columns[heads])
        order = np.lexsort((drawn, self._mentee_orders(tails, heads, scores), tails))
        tails, heads, scores, drawn = tails[order], heads[order], scores[order], drawn[order]
        rows, first, counts = np.unique(tails, return_index=True, return_counts=True)
        asked = self.next[rows] - self.begin[rows]
        self.begin[rows] = len(self.heads) + first
        self.next[rows] = self.begin[rows] + asked
        self.end[rows] = self.begin[rows] + counts
        orders = self.rankings[1].order(self.field.columns[heads], self.field.rows[tails], scores)
        self.owners, self.heads = np.concatenate([self.owners, tails]), np.concatenate([self.heads, heads])
        self.scores = np.concatenate([self.scores, scores.astype(np.int32)])
        self.mentor_orders = np.concatenate([self.mentor_orders, orders])
        self.lots = np.concatenate([self.lots, drawn])

    def fetch(self, rows: Ints) -> None:
        """Read on for these mentees, who have asked everybody they knew of: eight times as far."""
        self.look *= 8
        blocks = list(self.field.some(rows))
        counts = np.concatenate([np.diff(block.indptr) for block in blocks])
        starts = np.concatenate([[0], np.cumsum(counts)])
        mentors = np.concatenate([block.mentors for block in blocks])
        self._read(Block(0, starts, mentors, np.concatenate([block.scores for block in blocks])), rows)


def settle(field: Field, ballots: Ballots, seed: int) -> tuple[Ints, Ints, Small]:
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
            lists.fetch(asking)
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
        self.worst = np.full((2, len(places)), np.iinfo(np.int64).max)

    def first_hope(self, asking: Ints) -> Mask:
        """Move past mentors who hold only better ones, up to AHEAD; say who came to one that may say yes.

        A mentor's places only ever get better, so whoever would be turned down now would be at any time.
        """
        lists = self.lists
        ahead = lists.next[asking][:, None] + np.arange(AHEAD)
        inside = ahead < lists.end[asking][:, None]
        spots = np.where(inside, ahead, 0)
        worst, lot = self.worst[:, lists.heads[spots]]
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
        self.worst[:, self.lists.heads[last]] = self.lists.mentor_orders[last], self.lists.lots[last]
        return wishes[~kept]
