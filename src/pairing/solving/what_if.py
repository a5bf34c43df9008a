"""What would change: another mentor for a mentee, one more place at a mentor. Read off prices and shortest paths.

Forcing a pair (i, j) costs its reduced cost u + v - weight, plus the shortest path from j to i in the residual graph
(Ahuja, Magnanti and Orlin 1993, chapter 9): straight to where i sits, or from j to a free place or an open wish
(«home») and from home to where i sits. In a part that is not too large these are known for all mentors at once
(`ways`), so that every pair has its exact cost and the cheapest are the cheapest of all.

The prices of an answer, but for a re-match, are the least that prove it; then the path from home to any pair that is
made is tight, and costs nothing. In a larger part the search goes on from one pair at a time (`searching`) and takes
that for granted; it may also be cut short, and then ends with a bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pairing.answer import Alternative, Answer, Ballots, OneMorePlace
from pairing.problem import Ints, Problem

from .prices import spread
from .rows import neighbourhoods
from .searching import Search
from .task import Task
from .ways import NO_WAY, Table, steps_between, ways_back, ways_home, ways_towards
from .weighing import Open, Stage, Weighed

ALL_AT_ONCE = 4_000_000
"""A part with at most so many possible pairs is looked at whole."""

MOST_MENTORS = 1_500
"""A part with at most so many mentors is looked at whole."""


def alternatives(
    problem: Problem, answer: Answer, mentees: Sequence[int], count: int = 2, ballots: Ballots | None = None
) -> dict[int, tuple[Alternative, ...]]:
    """Return the mentors, other than theirs, that would cost the whole least, for each of these mentees.

    Exact in parts of at most MOST_MENTORS mentors and ALL_AT_ONCE possible pairs. In larger ones the cheapest are
    chosen by reduced cost, a bound from below; each then gets its exact cost by a search, unless the search would pass
    more than FAR people or the answer is a re-match (`exact` False: at least so much). Pairs below the floor of the
    goal EVERYONE are not offered: they would worsen the weakest pair.
    """
    weighed = Weighed(problem, answer, ballots)
    asked = np.unique(np.array([int(i) for i in mentees], np.int64))
    whole, apart = _neighbours(weighed.task, asked[weighed.task.wanted[asked] > 0])
    found: dict[int, list[Alternative]] = {}
    for part in _parts(weighed, whole):
        found |= part.cheapest(asked, count)
    if len(apart):
        search = Search(weighed)
        search.fetch(apart)
        found |= {i: _searched(search, i, count) for i in apart.tolist()}
    return {i: tuple(found.get(i, ())) for i in map(int, mentees)}


def _searched(search: Search, i: int, count: int) -> list[Alternative]:
    mentors, scores, slacks = search.rows[i]
    cheapest = np.lexsort((mentors, slacks))[: 2 * count]
    found = []
    for j, score, slack in zip(*(column[cheapest].tolist() for column in (mentors, scores, slacks)), strict=True):
        room, exact = search.way_home(j, i)
        found.append((slack + room, Alternative(i, j, score, *_taken_apart(search.stage, slack + room), exact)))
    return [alternative for _, alternative in sorted(found, key=lambda pair: (pair[0], pair[1].mentor))[:count]]


def _neighbours(task: Task, asked: Ints) -> tuple[list[tuple[Ints, Ints]], Ints]:
    """Return the parts (mentees, mentors) to be looked at whole, and those asked who are in none."""
    labels = neighbourhoods(task)
    people, starts = zip(*(_sorted_by(label, labels[2]) for label in labels[:2]), strict=True)
    mine = labels[0][asked]
    names = np.unique(mine[mine >= 0])
    rows, columns = (start[names + 1] - start[names] for start in starts)
    names = names[(columns <= MOST_MENTORS) & (rows * columns <= ALL_AT_ONCE)]
    spans = [(start[names].tolist(), start[names + 1].tolist()) for start in starts]
    whole = [
        (people[0][first:last], people[1][begin:end])
        for first, last, begin, end in zip(*spans[0], *spans[1], strict=True)
    ]
    return whole, asked[(mine >= 0) & ~np.isin(mine, names)]


def _sorted_by(labels: Ints, count: int) -> tuple[Ints, Ints]:
    """Return people by part, ascending in each, and where each part begins."""
    order = np.argsort(labels, kind="stable")
    return order, np.searchsorted(labels[order], np.arange(count + 1))


def _parts(weighed: Weighed, parts: list[tuple[Ints, Ints]]) -> Iterator[_Part]:
    """Ask about several parts in one go, as long as they have no more than ALL_AT_ONCE possible pairs together."""
    start = 0
    while start < len(parts):
        sizes = np.cumsum([len(rows) * len(columns) for rows, columns in parts[start:]])
        some = parts[start : start + max(1, int(np.searchsorted(sizes, ALL_AT_ONCE, "right")))]
        start += len(some)
        pairs = weighed.open_pairs(np.concatenate([rows for rows, _ in some]))
        ends = np.cumsum([len(rows) for rows, _ in some]).tolist()
        for (rows, columns), end in zip(some, ends, strict=True):
            yield _Part(weighed, rows, columns, pairs.of(end - len(rows), end))


class _Part:
    """People whom nothing connects with others, and all pairs among them; counted from 0 inside."""

    def __init__(self, weighed: Weighed, rows: Ints, columns: Ints, pairs: Open) -> None:
        self.stage, self.rows, self.columns, self.pairs = weighed.stage, rows, columns, pairs
        self.heads = np.searchsorted(columns, pairs.heads)
        made = spread(weighed.starts, rows)[0]
        who, where = np.searchsorted(rows, weighed.tails[made]), np.searchsorted(columns, weighed.heads[made])
        self.made = who, where, weighed.over[made]
        self.steps = steps_between(self.made, (pairs.starts, self.heads, pairs.slacks), len(columns))
        taken = np.bincount(where, minlength=len(columns))
        leaving = np.where(taken < weighed.task.places[columns], 0, NO_WAY)
        np.minimum.at(leaving, where, self.made[2] + weighed.u[rows[who]])
        self.homes = ways_home(self.steps, leaving)
        self.open = np.bincount(who, minlength=len(rows)) < weighed.task.wanted[rows]
        empty = weighed.v[columns]
        wishes = np.repeat(self.open, np.diff(pairs.starts))
        np.minimum.at(empty, self.heads[wishes], pairs.slacks[wishes])
        self.back = ways_back(self.steps, empty)

    def cheapest(self, asked: Ints, count: int) -> dict[int, list[Alternative]]:
        """Return the cheapest mentors of those asked who are here."""
        some = np.flatnonzero(np.isin(self.rows, asked))
        spots, counts = spread(self.pairs.starts, some)
        shape = len(some), len(self.columns)
        cells = np.repeat(np.arange(len(some)), counts) * shape[1] + self.heads[spots]
        costs = np.full(shape, NO_WAY)
        costs.ravel()[cells] = self.pairs.slacks[spots]
        costs += self._rooms(some, costs, min(count, shape[1]))
        hit = np.flatnonzero(costs <= np.minimum(_nth(costs, min(count, shape[1])), NO_WAY - 1)[:, None])
        lines = hit // shape[1]
        order = np.lexsort((hit, costs.ravel()[hit], lines))
        rank = np.arange(len(order)) - np.searchsorted(lines, lines)
        hit = hit[order[rank < count]]
        scores = self.pairs.scores[spots[np.searchsorted(cells, hit)]]
        columns = self.rows[some[hit // shape[1]]], self.columns[hit % shape[1]], scores, costs.ravel()[hit]
        found: dict[int, list[Alternative]] = {}
        for i, j, score, cost in zip(*(column.tolist() for column in columns), strict=True):
            found.setdefault(i, []).append(Alternative(i, j, score, *_taken_apart(self.stage, cost), True))
        return found

    def _rooms(self, some: Ints, slacks: Table, count: int) -> Table:
        """Return what room at each mentor costs each of these mentees: the way to where they sit, over home or not.

        Ways that are too long to be among the `count` cheapest, even over home, are not looked for.
        """
        who, where, over = (column[np.isin(self.made[0], some)] for column in self.made)
        lines = np.searchsorted(some, who)
        back = np.where(self.open[some], 0, NO_WAY)
        np.minimum.at(back, lines, self.back[where] + over)
        rooms = self.homes + back[:, None]
        ends, which = np.unique(where, return_inverse=True)
        mine = lines, which, over
        rooms = _nearer(rooms, mine, self.steps.T[ends])
        limits = np.zeros(len(ends), np.int64)
        np.maximum.at(limits, which, _nth(np.minimum(slacks + rooms, NO_WAY), count)[lines] - over + 1)
        limits = np.minimum(self.homes + self.back[ends][:, None], limits[:, None])
        return _nearer(rooms, mine, ways_towards(self.steps, ends, limits))


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


def one_more_place(problem: Problem, answer: Answer, ballots: Ballots | None = None) -> OneMorePlace:
    """Return for each mentor what one more place there, alone, would change; exact.

    It is the mentor's least price (see `prices`). Prices of a re-match are brought down to the least first, which asks
    about everybody.
    """
    weighed = Weighed(problem, answer, ballots)
    stages = answer.certificate.stages
    gains = _gains(weighed, stages[-1])
    apart = [_taken_apart(stages[-1], gain) for gain in gains.tolist()]
    filled = _gains(weighed, stages[0]) if stages[0].name == "filled" else [pair[0] for pair in apart]
    return OneMorePlace(np.array(filled, np.int64), np.array([pair[1] for pair in apart], np.int64))


def _gains(weighed: Weighed, stage: Stage) -> Ints:
    """Return prices of mentors; one without a place is priced by the best offer above what mentees have now."""
    task = weighed.task
    left, moving = _slack_prices(weighed) if stage.keep else (0, np.zeros(len(task.wanted), np.int64))
    closed = task.places == 0
    gains = np.where(closed, 0, stage.mentor_prices - left)
    levels = stage.mentee_prices + moving
    if stage.keep:
        levels -= weighed.first - stage.bonus
    wanting = np.flatnonzero(task.wanted > 0) if closed.any() else np.zeros(0, np.int64)
    for rows in _chunks(wanting, task.mentors):
        found = task.problem.scorer.candidates(rows)
        tails = np.repeat(rows, np.diff(found.indptr))
        good = closed[found.mentors] & (found.scores >= stage.floor) & ~task.is_barred(tails, found.mentors)
        offers = stage.unit * found.scores[good].astype(np.int64) + stage.bonus - levels[tails[good]]
        np.maximum.at(gains, found.mentors[good], offers)
    return np.asarray(gains)


def _chunks(people: Ints, width: int) -> Iterator[Ints]:
    step = max(1, 2_000_000 // max(1, width))
    for start in range(0, len(people), step):
        yield people[start : start + step]


def _slack_prices(weighed: Weighed) -> tuple[Ints, Ints]:
    """Return how far mentors' prices are above the least, and what it costs each mentee to leave somebody.

    A place left by somebody stays empty, goes to an open wish or to who leaves another place: the cheapest chain, found
    by passes over all pairs until none gets cheaper (Bellman-Ford).
    """
    task = weighed.task
    left = weighed.v.copy()
    moving = np.where(np.diff(weighed.starts) < task.wanted, 0, NO_WAY)
    while True:
        before = left.copy()
        np.minimum.at(moving, weighed.tails, weighed.over + left[weighed.heads])
        for rows in _chunks(np.flatnonzero(task.wanted > 0), task.mentors):
            pairs = weighed.open_pairs(rows)
            np.minimum.at(left, pairs.heads, pairs.slacks + np.repeat(moving[rows], np.diff(pairs.starts)))
        if (left == before).all():
            return left, moving


def _taken_apart(stage: Stage, weight: int) -> tuple[int, int]:
    """Return the places and the points that a weight stands for; old pairs kept are left aside."""
    if stage.unit > 1:
        points = (weight + stage.unit // 2) // stage.unit
        return weight - points * stage.unit, points
    filled = (weight + stage.bonus // 2) // stage.bonus
    points = weight - filled * stage.bonus
    return filled, (points + stage.keep // 2) % stage.keep - stage.keep // 2 if stage.keep else points
