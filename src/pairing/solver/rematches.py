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

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from pairing.answer import Answer, Certificate, Goal, Pairs, Refused, Stage
from pairing.problem import SCALE, Ints, Problem

from .exchanges import Exchanges, Standing
from .net import Mask
from .pairs import idle_prices, join, pins_of
from .rows import Rows, Seats, locate, neighbourhoods
from .task import Task, contains, prepare

Changed = tuple[Ints, Ints]
Parts = tuple[Ints, Ints, int]


@dataclass(frozen=True)
class Present:
    """What still stands of the old pairs (columns, ascending), and which mentees lost one."""

    mentees: Ints
    mentors: Ints
    scores: Ints
    lost: Mask

    def keys(self, count: int) -> Ints:
        """Return mentee x count + mentor of each pair."""
        return self.mentees * count + self.mentors

    def only(self, good: Mask) -> Present:
        """Return the pairs that `good` marks; who has lost a mentor stays the same."""
        return Present(self.mentees[good], self.mentors[good], self.scores[good], self.lost)


@dataclass(frozen=True)
class Heavy:
    """What a pair weighs: `bonus`, `keep` if it is an old one, SCALE + 1 if the mentee lost a mentor, and its score."""

    bonus: int
    keep: int
    lost: Mask

    @staticmethod
    def of(task: Task, lost: Mask) -> Heavy:
        """Choose weights each of which outweighs all that comes after it."""
        most = min(int(task.wanted.sum()), int(task.places.sum())) + 1
        keep = 2 * (SCALE + 1) * most
        return Heavy((keep + 2 * SCALE + 1) * most, keep, lost)

    def first(self) -> Ints:
        """Return what any pair of each mentee weighs, whatever its score."""
        return self.bonus + (SCALE + 1) * self.lost.astype(np.int64)

    @property
    def most(self) -> int:
        """Return what no pair can weigh more than."""
        return self.bonus + self.keep + 2 * SCALE + 1


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
    parts = neighbourhoods(task)
    changed = (np.array(sorted(changed_mentees), np.int64), np.array(sorted(changed_mentors), np.int64))
    present = _present(rows, old.pairs if isinstance(old, Answer) else old, changed, parts)
    seated = _seated(task, present)
    weights = Heavy.of(task, present.lost)
    cover = _cover(rows, old, seated, changed, parts) if isinstance(old, Answer) else None
    exchanges, waiting = _start(rows, (present, seated), weights, cover, parts)
    exchanges.seat_all(waiting)
    return _answer(task, exchanges, present, weights, goal)


def _present(rows: Rows, old: Pairs, changed: Changed, parts: Parts) -> Present:
    """Look which old pairs still may be, asking again where something changed or where nobody can have been asked."""
    task = rows.task
    n, m = len(task.wanted), task.mentors
    mentees, mentors, scores = (np.asarray(column, np.int64) for column in old)
    known = (mentees < n) & ~((mentors < m) & contains(mentees * m + mentors, _pinned(task)))
    order = np.flatnonzero(known)[np.argsort(mentees[known], kind="stable")]
    mentees, mentors, scores = mentees[order], mentors[order], scores[order]
    open_still = mentors < m
    open_still[open_still] = (task.places[mentors[open_still]] > 0) & (task.wanted[mentees[open_still]] > 0)
    scores[~open_still] = -1
    spots = np.flatnonzero(open_still)
    again = _named(changed[0], n)[mentees[spots]] | _named(changed[1], m)[mentors[spots]] | (scores[spots] < 0)
    spots = spots[again | (parts[0][mentees[spots]] != parts[1][mentors[spots]])]
    if len(spots):
        scores[spots] = rows.look_up(mentees[spots], mentors[spots])
    stands = scores >= 0
    stands[stands] = ~task.is_barred(mentees[stands], mentors[stands].astype(np.int32))
    lost = np.zeros(n, np.bool_)
    lost[mentees[~stands]] = True
    first = np.unique(mentees[stands] * m + mentors[stands], return_index=True)[1]
    return Present(mentees[stands][first], mentors[stands][first], scores[stands][first], lost)


def _pinned(task: Task) -> Ints:
    return np.sort(task.pinned.mentees.astype(np.int64) * task.mentors + task.pinned.mentors)


def _named(people: Ints, count: int) -> Mask:
    named = np.zeros(count, np.bool_)
    named[people[people < count]] = True
    return named


def _seated(task: Task, present: Present) -> Present:
    """Take apart whoever sits with too many; they are seated again by chains, with their old pairs still dear.

    Of a mentor with more people than places the best stay, and all count as having lost a mentor.
    """
    crowded = np.bincount(present.mentors, minlength=task.mentors) > task.places
    apart = np.bincount(present.mentees, minlength=len(task.wanted)) > task.wanted
    spots = np.flatnonzero(crowded[present.mentors])
    present.lost[present.mentees[spots]] = True
    spots = spots[np.lexsort((present.mentees[spots], -present.scores[spots], present.mentors[spots]))]
    ranked = present.mentors[spots]
    late = np.arange(len(spots)) - np.searchsorted(ranked, ranked) >= task.places[ranked]
    apart[present.mentees[spots[late]]] = True
    return present.only(~apart[present.mentees])


def _cover(rows: Rows, old: Answer, seated: Present, changed: Changed, parts: Parts) -> tuple[Mask, Mask] | None:
    """Return whom the cover of the old answer leaves out (price 0), and the mentors it names (price 1).

    It is given up in parts where it is none any more: a mentor of price 1 must be full, a pair that stands must have
    one of its people named, not both, and changed people may be allowed now with somebody, where neither is named.
    """
    task = rows.task
    n, m = len(task.wanted), task.mentors
    proof = next((stage for stage in old.certificate.stages if stage.name in {"filled", "kept"}), None)
    if proof is None or (len(proof.mentee_prices), len(proof.mentor_prices)) != (n, m) or old.pins != pins_of(task):
        return None
    half = proof.bonus // 2  # prices of a re-match are about 0 or about the bonus: a place
    named = proof.mentor_prices > half
    out = (proof.mentee_prices < proof.bonus - half) & (task.wanted > 0)
    loose = named & (np.bincount(seated.mentors, minlength=m) < task.places)
    loose |= _named(changed[1], m) & ~named & (task.places > 0)
    loose[seated.mentors[out[seated.mentees] != named[seated.mentors]]] = True
    given_up = np.zeros(parts[2] + 1, np.bool_)  # the last one stands for people in no part
    given_up[parts[1][loose]] = True
    asked = np.flatnonzero(_named(changed[0], n) & out & ~given_up[parts[0]])
    spots, counts = rows.of(asked)
    given_up[parts[0][np.repeat(asked, counts)[~named[rows.heads[spots]]]]] = True
    given_up[-1] = True
    return out & ~given_up[parts[0]], named & ~given_up[parts[1]]


def _start(
    rows: Rows, pairs: tuple[Present, Present], weights: Heavy, cover: tuple[Mask, Mask] | None, parts: Parts
) -> tuple[Exchanges, Ints]:
    """Return the old pairs as an optimum for themselves, and the wishes that are open, ascending.

    Under a cover its mentors are too dear for whoever has no old pair. People it leaves out know only such mentors, and
    what they keep outweighs every score.
    """
    task, (present, seated) = rows.task, pairs
    n, first = len(task.wanted), weights.first()
    dear = weights.bonus + 2 * SCALE + 1
    prices = idle_prices(task, weights.most)[1]
    upper = first + SCALE
    upper[present.mentees[~contains(present.keys(task.mentors), seated.keys(task.mentors))]] += weights.keep
    if cover:
        upper[cover[0]] -= dear
        prices[cover[1]] += dear
    worth = first[seated.mentees] + weights.keep + seated.scores
    levels = np.full(n, weights.most)
    np.minimum.at(levels, seated.mentees, worth - prices[seated.mentors])
    sitting = np.bincount(seated.mentees, minlength=n)
    levels[sitting == 0] = 0
    sizes = n, task.mentors
    seats = Seats(seated.mentees, seated.mentors, worth, sizes)
    old = Seats(present.mentees, present.mentors, present.scores, sizes)
    standing = Standing(parts[:2], first, (levels, prices), upper, weights.keep, old)
    most = np.bincount(parts[1][parts[1] >= 0], minlength=parts[2] + 1)[parts[0]] + 1  # one more than there can be
    wishes = np.maximum(np.minimum(task.wanted, most) - sitting, 0)
    return Exchanges(rows, seats, standing), np.repeat(np.arange(n), wishes)


def _answer(task: Task, exchanges: Exchanges, present: Present, weights: Heavy, goal: Goal) -> Answer:
    """Put everything together with the proof, or raise RuntimeError if it is none."""
    seats = exchanges.seats
    order = np.flatnonzero(seats.stand)
    order = order[np.lexsort((seats.heads[order], seats.tails[order]))]
    mentees, mentors, worth = seats.tails[order], seats.heads[order], seats.weights[order]
    u, v = np.where(task.wanted > 0, exchanges.u, weights.most), exchanges.v
    over = int(np.maximum(worth - u[mentees] - v[mentors], 0).sum())
    bound = exact_dot(task.wanted, u) + exact_dot(task.places, v) + over
    value = exact_dot(np.ones(len(worth), np.int64), worth)
    if bound != value:
        raise RuntimeError("the prices do not prove the re-match")
    kept = locate(present.keys(task.mentors), mentees * task.mentors + mentors) >= 0
    scores = worth - weights.first()[mentees] - weights.keep * kept
    free = Pairs(mentees.astype(np.int32), mentors.astype(np.int32), scores.astype(np.int32))
    pairs = join([free, task.pinned])
    total = int(pairs.scores.sum())
    firsts = np.flatnonzero(present.lost)
    stage = Stage("kept", value, bound, 0, 1, weights.bonus, u, v, weights.keep, firsts)
    return Answer(
        goal=goal,
        pairs=pairs,
        total=total,
        matched=len(pairs.mentees),
        wanted=int(np.asarray(task.problem.wanted, np.int64).sum()),
        weakest=min(scores.tolist(), default=None),
        certificate=Certificate("exact", total, 0, (stage,)),
        pins=pins_of(task),
        old=tuple(zip(present.mentees.tolist(), present.mentors.tolist(), strict=True)),
        stats={"kept": int(kept.sum()), "lost": len(firsts), "asked": exchanges.rows.asked},
    )


def exact_dot(counts: Ints, prices: Ints) -> int:
    """Multiply and add beyond 64 bits: the high and the low half apart."""
    low = prices & (2**31 - 1)
    return (int(counts @ (prices >> 31)) << 31) + int(counts @ low)
