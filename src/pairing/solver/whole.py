"""A part looked at whole: what room costs at each of its mentors, hence the exact cost of every pair in it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pairing.problem import Ints

from .prices import spread
from .reduced_costs import Open, ReducedCosts
from .ways import NO_WAY, Table, add_steps, ways_back, ways_home, ways_towards

ALL_AT_ONCE = 4_000_000
"""So many possible pairs are looked at in one go."""

Columns = tuple[Ints, Ints, Ints, Ints]


def of_parts(weighed: ReducedCosts, parts: list[tuple[Ints, Ints]]) -> Iterator[Whole]:
    """Return parts, given as (mentees, mentors); several small ones are asked about in one go."""
    start = 0
    while start < len(parts):
        sizes = np.cumsum([len(rows) * len(columns) for rows, columns in parts[start:]])
        some = parts[start : start + int(np.searchsorted(sizes, ALL_AT_ONCE, "right"))]
        if not some:
            yield Whole(weighed, *parts[start], None)
            start += 1
            continue
        start += len(some)
        pairs = weighed.open_pairs(np.concatenate([rows for rows, _ in some]))
        ends = np.cumsum([len(rows) for rows, _ in some])
        for (rows, columns), end in zip(some, ends.tolist(), strict=True):
            yield Whole(weighed, rows, columns, pairs.only(np.arange(end - len(rows), end)))


class Whole:
    """People whom nothing connects with others, counted from 0; their pairs are kept or asked for again (None)."""

    def __init__(self, weighed: ReducedCosts, rows: Ints, columns: Ints, pairs: Open | None) -> None:
        self.weighed, self.rows, self.columns, self.pairs = weighed, rows, columns, pairs
        made = spread(weighed.starts, rows)[0]
        who, where = np.searchsorted(rows, weighed.tails[made]), np.searchsorted(columns, weighed.heads[made])
        self.made = who, where, weighed.over[made]
        self.open = np.bincount(who, minlength=len(rows)) < weighed.task.wanted[rows]
        empty = self._look()
        leaving = np.where(np.bincount(where, minlength=len(columns)) < weighed.task.places[columns], 0, NO_WAY)
        np.minimum.at(leaving, where, self.made[2] + weighed.u[rows[who]])
        self.homes = ways_home(self.steps, leaving)
        self.back = ways_back(self.steps, empty)

    def _look(self) -> Ints:
        """Gather the table of steps; return what a place left at each mentor costs if nobody moves up for it."""
        empty = self.weighed.v[self.columns]
        self.steps = np.full((len(self.columns), len(self.columns)), NO_WAY)
        for piece, pairs in self._pieces(np.arange(len(self.rows))):
            heads = np.searchsorted(self.columns, pairs.heads)
            wishes = np.repeat(self.open[piece], np.diff(pairs.starts))
            np.minimum.at(empty, heads[wishes], pairs.slacks[wishes])
            add_steps(self.steps, self._made_by(piece), (pairs.starts, heads, pairs.slacks))
        return empty

    def _pieces(self, people: Ints) -> Iterator[tuple[Ints, Open]]:
        """Return mentees, in this order, with their pairs: all at once if they are at hand."""
        if self.pairs is not None:
            yield people, self.pairs.only(people)
            return
        step = max(1, ALL_AT_ONCE // len(self.columns))
        for start in range(0, len(people), step):
            piece = people[start : start + step]
            yield piece, self.weighed.open_pairs(self.rows[piece])

    def _made_by(self, piece: Ints) -> tuple[Ints, Ints, Ints]:
        """Return the made pairs of these mentees, who are counted by their place in the list."""
        slot = np.full(len(self.rows), -1)
        slot[piece] = np.arange(len(piece))
        here = np.flatnonzero(slot[self.made[0]] >= 0)
        here = here[np.argsort(slot[self.made[0][here]], kind="stable")]
        return slot[self.made[0][here]], self.made[1][here], self.made[2][here]

    def cheapest(self, asked: Ints, count: int) -> Iterator[Columns]:
        """Return mentees, mentors, scores and costs: the cheapest for each of those asked who are here."""
        some = np.flatnonzero(np.isin(self.rows, asked))
        sits = np.full(len(self.rows), -1)
        sits[self.made[0]] = self.made[1]
        for piece, pairs in self._pieces(some[np.argsort(sits[some], kind="stable")]):  # ways end where they sit
            yield self._cheapest_of(piece, pairs, min(count, len(self.columns)))

    def _cheapest_of(self, some: Ints, pairs: Open, count: int) -> Columns:
        width = len(self.columns)
        cells = np.repeat(np.arange(len(some)), np.diff(pairs.starts)) * width
        cells += np.searchsorted(self.columns, pairs.heads)
        costs = np.full((len(some), width), NO_WAY)
        costs.ravel()[cells] = pairs.slacks
        costs += self._rooms(some, costs, count)
        hit = np.flatnonzero(costs <= np.minimum(_nth(costs, count), NO_WAY - 1)[:, None])
        lines = hit // width
        order = np.lexsort((hit, costs.ravel()[hit], lines))
        hit = hit[order[np.arange(len(order)) - np.searchsorted(lines, lines) < count]]
        scores = pairs.scores[np.searchsorted(cells, hit)]
        return self.rows[some[hit // width]], self.columns[hit % width], scores, costs.ravel()[hit]

    def _rooms(self, some: Ints, slacks: Table, count: int) -> Table:
        """Return what room at each mentor costs each of these mentees: the way to where they sit, over home or not.

        Ways that are too long to be among the `count` cheapest, over home or by one step, are not looked for.
        """
        lines, where, over = self._made_by(some)
        back = np.where(self.open[some], 0, NO_WAY)
        np.minimum.at(back, lines, self.back[where] + over)
        ends, which = np.unique(where, return_inverse=True)
        rooms = _nearer(self.homes + back[:, None], (lines, which, over), self.steps.T[ends])
        limits = np.zeros(len(ends), np.int64)
        np.maximum.at(limits, which, _nth(np.minimum(slacks + rooms, NO_WAY), count)[lines] - over + 1)
        most = np.minimum(self.homes + self.back[ends][:, None], limits[:, None])
        return _nearer(rooms, (lines, which, over), ways_towards(self.steps, ends, most))


def _nearer(rooms: Table, mine: tuple[Ints, Ints, Ints], ways: Table) -> Table:
    """Take the ways to where mentees sit where they are nearer; `mine`: mentee, line of the way, what leaving costs."""
    lines, which, over = mine
    for wish in range(int(np.bincount(lines, minlength=1).max())):  # one place of each mentee at a time
        nth = np.flatnonzero(np.arange(len(lines)) - np.searchsorted(lines, lines) == wish)
        rooms[lines[nth]] = np.minimum(rooms[lines[nth]], ways[which[nth]] + over[nth, None])
    return rooms


def _nth(costs: Table, count: int) -> Ints:
    """Return the `count`-th least of each line."""
    return np.asarray(np.partition(costs, count - 1, axis=1)[:, count - 1])
