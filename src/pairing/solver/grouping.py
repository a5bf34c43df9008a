"""Groups built as groups: a heuristic with a proved bound.

Grouping people with a common request, near ages and sizes least … most is NP-hard (it contains exact cover by 3-sets).
Lagrangian relaxation of «everyone in at most one group» (Fisher 1981) leaves for each mentor the best group under
prices of mentees, found exactly by trying every *theme* (a request and a window of ages). That gives the bound; the
themes it likes give groups: people are dealt out to them by a flow of least cost, groups that stay too small are
closed, and single themes are then exchanged while that helps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from pairing.answer import COUNTED, GroupAnswer, GroupProblem, Refused
from pairing.problem import Ints, Small

from .net import Mask, Net, least_cost
from .task import prepare

ROUNDS = 60
WORK = 60_000_000
"""So many pairs x themes are looked at in all rounds together."""
EXCHANGES = 300


@dataclass(frozen=True)
class Theme:
    """A request (-1: none asked for) and those of a mentor's candidates who fit it together."""

    request: int
    fits: Mask


@dataclass
class Leader:
    """A mentor: candidates with scores, sizes of the group, themes worth trying."""

    mentor: int
    least: int
    most: int
    people: Ints
    scores: Ints
    themes: list[Theme]
    table: Mask = field(init=False)

    def __post_init__(self) -> None:
        """Put the themes in one table."""
        empty = np.zeros((0, len(self.people)), np.bool_)
        self.table = np.stack([theme.fits for theme in self.themes]) if self.themes else empty

    def best(self, gains: Ints) -> tuple[int, int, Ints]:
        """Return the value of the best group for these gains of candidates, its theme (-1: no group) and members."""
        if not self.themes:
            return 0, -1, np.zeros(0, np.int64)
        worst = np.int64(-(2**40))
        table = np.where(self.table, gains, worst)
        order = np.argsort(-table, axis=1, kind="stable")[:, : self.most]
        sums = np.cumsum(np.take_along_axis(table, order, 1), axis=1)[:, self.least - 1 :]
        theme, extra = np.unravel_index(int(sums.argmax()), sums.shape)
        if sums[theme, extra] <= 0:
            return 0, -1, np.zeros(0, np.int64)
        return int(sums[theme, extra]), int(theme), order[theme, : self.least + extra]


@dataclass
class Grouping:
    """Groups found: theme of each leader (-1: none) and the leader of each mentee (-1: none)."""

    themes: list[int]
    leader: Ints
    worth: tuple[int, int]


def groups(given: GroupProblem) -> GroupAnswer:
    """Make groups: most people placed, then the best total, as far as the heuristic gets; the gap is in the answer."""
    leaders = _leaders(given)
    n = len(given.problem.wanted)
    size = sum(leader.table.size for leader in leaders)
    rounds = int(np.clip(WORK // max(1, size), 4, ROUNDS))
    best = Grouping([-1] * len(leaders), np.full(n, -1), (0, 0))
    bounds = []
    for unit, bonus in ((0, COUNTED), (1, 0)):
        bound, prices, liked = _bound(leaders, n, unit, bonus, rounds)
        bounds.append((bound, prices))
        for themes in liked:
            best = max(best, _dealt(leaders, n, themes), key=lambda grouping: grouping.worth)
    best = _exchanged(leaders, n, best, max(0, min(EXCHANGES, 5 * WORK // max(1, 50 * size))))
    leader = np.where(best.leader >= 0, np.array([one.mentor for one in leaders] or [0])[best.leader], -1)
    request = np.full(len(given.problem.places), -1, np.int32)
    for one, theme in zip(leaders, best.themes, strict=True):
        request[one.mentor] = one.themes[theme].request if theme >= 0 else -1
    (matched, prices_matched), (total, prices_total) = bounds
    return GroupAnswer(
        leader.astype(np.int32),
        request,
        total=best.worth[1],
        matched=best.worth[0],
        bound_matched=matched // COUNTED,
        bound_total=total,
        prices_matched=prices_matched,
        prices_total=prices_total,
        stats={"themes": sum(len(one.themes) for one in leaders), "rounds": rounds},
    )


def _leaders(given: GroupProblem) -> list[Leader]:
    """Read every mentor's candidates and themes; refuse what groups cannot do."""
    problem = given.problem
    if problem.pins or (np.asarray(problem.wanted) > 1).any():
        raise Refused("В подборе групп нельзя закреплять пары и искать одному человеку несколько групп")
    task = prepare(problem)
    rows = np.flatnonzero(task.wanted > 0)
    found = problem.scorer.candidates(rows)
    people = np.repeat(rows, np.diff(found.indptr))
    good = ~task.is_barred(people, found.mentors)
    people, mentors, scores = people[good], found.mentors[good], found.scores[good].astype(np.int64)
    order = np.argsort(mentors, kind="stable")
    starts = np.searchsorted(mentors[order], np.arange(task.mentors + 1))
    leaders = []
    for mentor in range(task.mentors):
        mine = order[starts[mentor] : starts[mentor + 1]]
        least, most = max(1, int(given.least[mentor])), int(min(task.places[mentor], len(mine)))
        if least <= most:
            themes = list(_themes(given, mentor, people[mine], least))
            leaders.append(Leader(mentor, least, most, people[mine], scores[mine], themes))
    return leaders


def _themes(given: GroupProblem, mentor: int, people: Ints, least: int) -> Iterator[Theme]:
    """Yield every request with every window of ages that enough candidates fit, no set of people twice."""
    seen = set()
    for request, asked in _requests(given, mentor, people):
        for near in _windows(given, people[asked]):
            fits = asked.copy()
            fits[asked] = near
            if int(fits.sum()) >= least and fits.tobytes() not in seen:
                seen.add(fits.tobytes())
                yield Theme(request, fits)


def _requests(given: GroupProblem, mentor: int, people: Ints) -> Iterator[tuple[int, Mask]]:
    if given.requests is None:
        yield -1, np.ones(len(people), np.bool_)
        return
    for request in range(given.requests.shape[1]):
        if given.offers is None or given.offers[mentor, request]:
            yield request, given.requests[people, request].astype(np.bool_)


def _windows(given: GroupProblem, people: Ints) -> Iterator[Mask]:
    """Yield who fits each window of ages that begins at somebody's age; people of unknown age fit all."""
    if given.ages is None:
        yield np.ones(len(people), np.bool_)
        return
    ages = given.ages[people]
    for first in np.unique(ages[ages >= 0]).tolist() or [0]:
        yield (ages < 0) | ((ages >= first) & (ages <= first + given.span))


def _bound(leaders: list[Leader], n: int, unit: int, bonus: int, rounds: int) -> tuple[int, Ints, list[list[int]]]:
    """Lower the bound by subgradient steps in whole numbers; return it, its prices and the themes liked on the way."""
    prices = np.zeros(n, np.int64)
    best, best_prices = -1, prices
    liked: list[list[int]] = []
    top = max(bonus, int(max((one.scores.max(initial=0) for one in leaders), default=0)) * unit)
    for turn in range(rounds):
        value, asked, themes = int(prices.sum()), np.full(n, -1), []
        for one in leaders:
            gain, theme, members = one.best(one.scores * unit + bonus - prices[one.people])
            value += gain
            asked[one.people[members]] += 1
            themes.append(theme)
        if best < 0 or value < best:
            best, best_prices = value, prices
        if turn % 5 == 0 or turn == rounds - 1:
            liked.append(themes)
        prices = np.maximum(prices + np.clip(asked, -1, 2) * max(1, top // (2 * turn + 3)), 0)
    return best, best_prices, liked


def _dealt(leaders: list[Leader], n: int, themes: list[int]) -> Grouping:
    """Deal people out to these themes; close the group that lacks most until none lacks any."""
    themes = list(themes)
    while True:
        tails, heads, scores = _pairs(leaders, themes)
        net = Net(np.ones(n, np.int64), np.array([one.most for one in leaders], np.int64), tails, heads, scores)
        chosen = least_cost(net, -scores.astype(np.int64), None)
        leader = np.full(n, -1, np.int64)
        leader[tails[chosen]] = heads[chosen]
        sizes = np.bincount(heads[chosen], minlength=len(leaders))
        each = zip(leaders, sizes.tolist(), themes, strict=True)
        lacking = [one.least - size if theme >= 0 else 0 for one, size, theme in each]
        worst = int(np.argmax(lacking)) if lacking else 0
        if not lacking or lacking[worst] <= 0:
            return Grouping(themes, leader, (int(chosen.sum()), int(scores[chosen].sum())))
        themes[worst] = -1


def _pairs(leaders: list[Leader], themes: list[int]) -> tuple[Small, Small, Small]:
    """Return the pairs of mentees and leaders that the themes allow, ascending."""
    tails, heads, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for index, (one, theme) in enumerate(zip(leaders, themes, strict=True)):
        if theme >= 0:
            fits = one.table[theme]
            tails.append(one.people[fits])
            heads.append(np.full(int(fits.sum()), index))
            scores.append(one.scores[fits])
    columns = [np.concatenate(column) for column in (tails, heads, scores)]
    order = np.lexsort((columns[1], columns[0]))
    return columns[0][order].astype(np.int32), columns[1][order].astype(np.int32), columns[2][order].astype(np.int32)


def _exchanged(leaders: list[Leader], n: int, best: Grouping, tries: int) -> Grouping:
    """Try other themes for one leader at a time, and keep what helps, until nothing does or tries run out."""
    helped = True
    while helped and tries > 0:
        helped = False
        for index, one in enumerate(leaders):
            for theme in range(len(one.themes)):
                if theme == best.themes[index] or tries <= 0:
                    continue
                tries -= 1
                other = _dealt(leaders, n, [*best.themes[:index], theme, *best.themes[index + 1 :]])
                if other.worth > best.worth:
                    best, helped = other, True
    return best
