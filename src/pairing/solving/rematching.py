"""A re-match: seat as many as can be seated, move as few as must be moved, then the best total.

The old pairs that still may be are an optimum for themselves: nobody keeps more old pairs than all. Then wishes left
open are added one by one, each by a shortest augmenting path (successive shortest paths: Jewell 1958; with potentials:
Edmonds and Karp 1972), so every step leaves an optimum. A path touches only people near the one who lost a mentor, and
only they are asked about; whoever was never passed keeps price and pair. The prices prove the whole.

Weights: `bonus` for a pair, `keep` for an old pair, the score; each outweighs all that comes after it. Who lost a
mentor has SCALE + 1 more, so that for one place they go before anyone who had none, whatever the scores.

Where the old answer brings its proof that no more places can be filled, that cover is where prices start: whoever was
left out because everything near was full is not even asked about, unless something near became free.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from pairing.answer import Answer, Certificate, Goal, Pairs, Refused, Stage
from pairing.problem import SCALE, Ints, Problem

from .pairs import idle_prices, joined, pins_of
from .parts import batches
from .prices import exact_dot
from .task import Task, prepare

HOME = -1


@dataclass
class Present:
    """What still stands of the old pairs, and who lost one."""

    pairs: dict[int, dict[int, int]] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)


class Rows:
    """Pairs of mentees, asked of the scorer once and as late as possible."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.known: dict[int, tuple[Ints, Ints]] = {}

    def fetch(self, mentees: Iterable[int]) -> None:
        """Ask for those not known yet, all at once."""
        new = np.array(sorted(set(mentees) - self.known.keys()), np.int64)
        if not len(new):
            return
        found = self.task.problem.scorer.candidates(new)
        good = ~self.task.is_barred(np.repeat(new, np.diff(found.indptr)), found.mentors)
        for spot, mentee in enumerate(new.tolist()):
            span = slice(found.indptr[spot], found.indptr[spot + 1])
            fine = good[span]
            self.known[mentee] = (found.mentors[span][fine].astype(np.int64), found.scores[span][fine].astype(np.int64))

    def of(self, mentee: int) -> tuple[Ints, Ints]:
        """Return mentors and scores of a mentee."""
        if mentee not in self.known:
            self.fetch([mentee])
        return self.known[mentee]


def rematch(
    problem: Problem,
    old: Answer | Pairs,
    *,
    changed_mentees: Collection[int] = (),
    changed_mentors: Collection[int] = (),
    goal: Goal = Goal.EVERYONE,
) -> Answer:
    """Return the answer that seats most, keeps most of the old pairs and has the best total, in this order.

    `old` is the answer before, or its pairs alone (then everyone with an open wish is asked about, which takes longer).
    Its scores are believed, except those of `changed` people and those below 0, which are asked again;
    whoever or whatever differs from the old problem must be named as changed. Raises `Refused` for the goal STABLE:
    to keep what one has and to leave for something better are two different wishes.
    """
    if goal is Goal.STABLE:
        raise Refused("Пересборка сохраняет сложившиеся пары, поэтому цель «устойчиво» для неё не подходит")
    task = prepare(problem)
    rows = Rows(task)
    pairs = old.pairs if isinstance(old, Answer) else old
    present = _present(task, rows, pairs, set(changed_mentees), set(changed_mentors))
    most = min(int(task.wanted.sum()), int(task.places.sum())) + 1
    keep = 2 * (SCALE + 1) * most
    paths = _Paths(task, rows, present, keep, (keep + 2 * SCALE + 1) * most)
    if isinstance(old, Answer):
        paths.start_from(_cover(task, old, paths.held, (changed_mentees, changed_mentors)))
    rows.fetch(paths.waiting)
    for mentee in paths.waiting:
        paths.seat(mentee)
    return _answer(task, paths, goal)


def _cover(
    task: Task, old: Answer, held: dict[int, set[int]], changed: tuple[Collection[int], Collection[int]]
) -> tuple[Ints, Ints]:
    """Return the cover of the old answer, prices 0 and 1, given up in parts where something became free or new.

    A mentor of price 1 must be full, and a changed mentor or mentee may be liked by people it was not liked by before.
    """
    n, m = len(task.wanted), task.mentors
    mentees, mentors = np.ones(n, np.int64), np.zeros(m, np.int64)
    proof = next((stage for stage in old.certificate.stages if stage.name == "filled"), None)
    if proof is None or (len(proof.mentee_prices), len(proof.mentor_prices)) != (n, m) or old.pins != pins_of(task):
        return mentees, mentors
    taken = np.zeros(m, np.int64)
    taken[list(held)] = [len(people) for people in held.values()]
    loose = (proof.mentor_prices > 0) & (taken < task.places)
    loose[[mentor for mentor in changed[1] if task.places[mentor] > 0]] = True
    for part in batches(task, 1)[0]:
        if not loose[part.columns].any() and not np.isin(part.rows, list(changed[0])).any():
            mentees[part.rows], mentors[part.columns] = (
                proof.mentee_prices[part.rows],
                proof.mentor_prices[part.columns],
            )
    return mentees, mentors


def _present(task: Task, rows: Rows, old: Pairs, mentees: set[int], mentors: set[int]) -> Present:
    """Look which old pairs still may be, asking again where something changed."""
    pins = set(pins_of(task))
    listed = [pair for pair in zip(*(column.tolist() for column in old), strict=True) if pair[:2] not in pins]
    n = len(task.wanted)
    again = {i for i, j, score in listed if i < n and (i in mentees or j in mentors or score < 0)}
    rows.fetch(again)
    barred = set(task.barred.tolist())
    found = Present()
    for i, j, believed in listed:
        if i >= n:
            continue
        score = _score(rows, i, j) if i in again else believed
        stands = score >= 0 and j < task.mentors and task.places[j] > 0 and task.wanted[i] > 0
        if stands and i * task.mentors + j not in barred:
            found.pairs.setdefault(i, {})[j] = score
        else:
            found.lost.add(i)
    return found


def _score(rows: Rows, i: int, j: int) -> int:
    mentors, scores = rows.of(i)
    hit = np.flatnonzero(mentors == j)
    return int(scores[hit[0]]) if len(hit) else -1


class _Paths:
    """The growing matching: who is with whom, and prices under which no exchange helps."""

    def __init__(self, task: Task, rows: Rows, present: Present, keep: int, bonus: int) -> None:
        self.task, self.rows, self.keep, self.bonus = task, rows, keep, bonus
        self.old, self.lost = present.pairs, present.lost
        self._unseat_overfull()
        self.mine: dict[int, dict[int, int]] = {
            i: {j: self._weight(i, j, score) for j, score in pairs.items()} for i, pairs in self._seated.items()
        }
        self.held: dict[int, set[int]] = {}
        for i, pairs in self.mine.items():
            for j in pairs:
                self.held.setdefault(j, set()).add(i)
        self.v = idle_prices(task, self.most)[1]
        self.low = np.zeros(len(task.wanted), np.int64)
        self.u: dict[int, int] = {}
        wanting = [(i, int(task.wanted[i]) - len(self.mine.get(i, ()))) for i in np.flatnonzero(task.wanted).tolist()]
        self.waiting = [i for i, open_wishes in wanting for _ in range(max(0, open_wishes))]

    @property
    def most(self) -> int:
        """Return what no pair can weigh more than."""
        return self.bonus + self.keep + 2 * SCALE + 1

    def start_from(self, cover: tuple[Ints, Ints]) -> None:
        """Start from the prices of a cover: mentors of price 1 are too dear for whoever has no old pair.

        Feasible: people whose price is 0 know only mentors of price 1, and what they keep outweighs every score.
        """
        dear = self.bonus + 2 * SCALE + 1
        self.v += cover[1] * dear
        self.low = np.where(cover[0] == 0, dear, 0)
        self.waiting = [i for i in self.waiting if cover[0][i] > 0 or i in self.mine or i in self.lost]

    def _unseat_overfull(self) -> None:
        """Take apart whoever sits with too many; they are seated again by paths, with their old pairs still dear."""
        kept = np.fromiter(chain.from_iterable(self.old.values()), np.int64)
        count = np.bincount(kept, minlength=self.task.mentors)
        crowded = set(np.flatnonzero(count > self.task.places).tolist())
        self.lost |= {i for i, pairs in self.old.items() if crowded & pairs.keys()}
        self._seated = {
            i: pairs
            for i, pairs in self.old.items()
            if not crowded & pairs.keys() and len(pairs) <= int(self.task.wanted[i])
        }

    def _weight(self, i: int, j: int, score: int) -> int:
        return score + self._first(i) + (self.keep if j in self.old.get(i, ()) else 0)

    def weight_of(self, i: int, j: int) -> int:
        """Return what a pair weighs without its score."""
        return self._weight(i, j, 0)

    def _first(self, i: int) -> int:
        """Return what any pair of a mentee weighs, whatever its score."""
        return self.bonus + (SCALE + 1 if i in self.lost else 0)

    def _row(self, i: int) -> tuple[Ints, Ints]:
        """Return the mentors whom a mentee is not with, and the weights of these pairs."""
        mentors, scores = self.rows.of(i)
        weights = scores + self._first(i)
        if i in self.old:
            weights = weights + np.isin(mentors, list(self.old[i])) * self.keep
        if self.mine.get(i):
            other = ~np.isin(mentors, list(self.mine[i]))
            mentors, weights = mentors[other], weights[other]
        return mentors, weights

    def level(self, i: int) -> int:
        """Return the price of a mentee; before any path passed, the least weight of the pairs it has."""
        if i not in self.u:
            if self.mine.get(i):
                self.u[i] = min(weight - int(self.v[j]) for j, weight in self.mine[i].items())
            elif self.low[i] and i not in self.rows.known:
                self.u[i] = 0
            else:
                mentors, weights = self._row(i)
                self.u[i] = int((weights - self.v[mentors]).max(initial=0))
        return self.u[i]

    def seat(self, source: int) -> None:
        """Add one wish of a mentee by the shortest path to a free place, or to whoever is best left out."""
        far: dict[int, int] = {_code(source): 0}
        parent: dict[int, int] = {}
        done: dict[int, int] = {}
        near = [(0, _code(source))]
        end, reach = HOME, self.level(source)
        while True:  # everybody can be left out at a price, so the queue is never empty
            length, node = heapq.heappop(near)
            if length > far[node]:
                continue
            done[node] = length
            if self._ends(node):
                end = node
                break
            left = reach - length
            for other, step in self._from_mentor(node, left) if node >= 0 else self._from_mentee(_code(node), left):
                if length + step < far.get(other, length + step + 1):
                    far[other] = length + step
                    parent[other] = node
                    heapq.heappush(near, (length + step, other))
                    reach = min(reach, length + step) if self._ends(other) else reach
        self._reprice(done, done[end])
        self._exchange(parent, end, _code(source))

    def _ends(self, node: int) -> bool:
        """Say whether a path may end here: left out, or at a mentor with a free place."""
        return node == HOME or (node >= 0 and len(self.held.get(node, ())) < int(self.task.places[node]))

    def _from_mentor(self, j: int, reach: int) -> list[tuple[int, int]]:
        """Return the mentees who could leave, and what the pair is above its prices; ask about those worth asking."""
        steps = [(i, self.mine[i][j] - self.level(i) - int(self.v[j])) for i in sorted(self.held.get(j, ()))]
        self.rows.fetch(i for i, step in steps if self._may_move(i, reach - step))
        return [(_code(i), step) for i, step in steps]

    def _may_move(self, i: int, reach: int) -> bool:
        """Say whether another mentor could be near enough, without asking: by the most that a pair can weigh."""
        back = any(j not in self.mine.get(i, ()) for j in self.old.get(i, ()))
        most = SCALE + self._first(i) + (self.keep if back else 0) - int(self.low[i])
        return self.level(i) - most <= reach

    def _from_mentee(self, i: int, reach: int) -> list[tuple[int, int]]:
        """Return where a mentee could go instead, nothing farther than an end already found."""
        level = self.level(i)
        if not self._may_move(i, reach):
            return [(HOME, level)]
        mentors, weights = self._row(i)
        steps = level + self.v[mentors] - weights
        good = np.flatnonzero(steps <= min(level, reach))
        return [(HOME, level), *zip(mentors[good].tolist(), steps[good].tolist(), strict=True)]

    def _reprice(self, done: dict[int, int], end: int) -> None:
        """Move the prices of people nearer than the end, so that the path becomes tight and nothing else negative."""
        for node, length in done.items():
            if node >= 0:
                self.v[node] += end - length
            elif node != HOME:
                self.u[_code(node)] = self.level(_code(node)) - (end - length)

    def _exchange(self, parent: dict[int, int], end: int, source: int) -> None:
        """Walk the path back: each mentee on it takes the next mentor and leaves the one before."""
        node = end
        while node != source:
            before = parent[node]
            i, j = _code(min(before, node)) if node != HOME else _code(before), max(before, node)
            if node == HOME:
                pass
            elif node >= 0:
                self._join(i, j)
            else:
                self.mine[i].pop(j)
                self.held[j].remove(i)
            node = before

    def _join(self, i: int, j: int) -> None:
        mentors, scores = self.rows.of(i)
        score = int(scores[np.flatnonzero(mentors == j)[0]])
        self.mine.setdefault(i, {})[j] = self._weight(i, j, score)
        self.held.setdefault(j, set()).add(i)


def _code(number: int) -> int:
    """Turn a mentee's number into a node (-2, -3 …) and back; mentors are nodes 0, 1 …"""
    return -2 - number


def _answer(task: Task, paths: _Paths, goal: Goal) -> Answer:
    made = sorted((i, j, weight) for i, pairs in paths.mine.items() for j, weight in pairs.items())
    kept = [i for i, j, _ in made if j in paths.old.get(i, ())]
    mentees = idle_prices(task, paths.most)[0]
    for i in np.flatnonzero(task.wanted).tolist():
        mentees[i] = paths.level(i)
    over = sum(max(0, weight - int(mentees[i]) - int(paths.v[j])) for i, j, weight in made)
    bound = exact_dot(task.wanted, mentees) + exact_dot(task.places, paths.v) + over
    value = sum(weight for _, _, weight in made)
    if bound != value:
        raise RuntimeError("the prices do not prove the re-match")
    scores = [weight - paths.weight_of(i, j) for i, j, weight in made]
    free = Pairs(*(np.array(column, np.int32) for column in ([p[0] for p in made], [p[1] for p in made], scores)))
    pairs = joined([free, task.pinned])
    total = int(pairs.scores.sum())
    firsts = np.array(sorted(paths.lost), np.int64)
    stage = Stage("kept", value, bound, 0, 1, paths.bonus, mentees, paths.v, paths.keep, firsts)
    return Answer(
        goal=goal,
        pairs=pairs,
        total=total,
        matched=len(pairs.mentees),
        wanted=int(np.asarray(task.problem.wanted, np.int64).sum()),
        weakest=min(scores, default=None),
        certificate=Certificate("exact", total, 0, (stage,)),
        pins=pins_of(task),
        old=tuple((i, j) for i, pairs in sorted(paths.old.items()) for j in sorted(pairs)),
        stats={"kept": len(kept), "lost": len(paths.lost), "asked": len(paths.rows.known)},
    )
