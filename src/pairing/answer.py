"""What a solver hands back: the pairs, and the prices that let anyone re-prove that no better answer exists.

Everything is a whole number. `pairing.checker` reads these classes and shares no code with the solvers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .problem import Ints, Problem, Small


class Goal(StrEnum):
    """What «the best answer» means."""

    EVERYONE = "everyone"
    """Most places filled; then the weakest pair as good as possible; then the best total."""
    TOTAL = "total"
    """The best total of scores; of equal totals, the one that fills most places."""
    STABLE = "stable"
    """Nobody, and no two people, would both rather leave what they got."""


class Refused(ValueError):
    """A task that cannot be posed; the text is a Russian sentence for the person who posed it."""


class Pairs(NamedTuple):
    """Pairs in ascending order of mentee, then mentor; `scores` lie beside them (0 for a pin the rules forbid)."""

    mentees: Small
    mentors: Small
    scores: Small


@dataclass(frozen=True)
class Stage:
    """One step of the proof: prices, and the bound they put on what any answer may reach.

    Let w = wanted and c = places left when the pins are seated; a *counted* pair is allowed, neither pinned nor banned,
    and has a score of at least `floor`; its weight is
    `unit` x score + `bonus` + (`keep` if it is an old pair). For any prices u, v >= 0:

        weight of any answer from counted pairs  <=  sum w*u + sum c*v + sum over counted pairs of max(0, weight-u-v)

    which is weak duality of linear programming; `bound` is the right side. The step is proved when it equals `value`:

    * `filled`:  unit 0, bonus 1. No answer has more than `value` free pairs.
    * `weakest`: unit 0, bonus 1, floor one above the weakest score. `bound` < places filled, so no better weakest pair.
    * `total`, goal TOTAL: unit above any number of pairs, bonus 1. No better total; of equal ones none fills more.
    * `total`, goal EVERYONE: unit 1. No answer that fills as many places from pairs >= `floor` weighs more.
    * `kept`:    unit 1, bonus and keep; pairs of `firsts`, who lost a mentor, weigh SCALE + 1 more. Most places, then
      most old pairs kept, then the best total, in which who lost a mentor goes before who had none.
    """

    name: str
    value: int
    bound: int
    floor: int
    unit: int
    bonus: int
    mentee_prices: Ints
    mentor_prices: Ints
    keep: int = 0
    firsts: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


@dataclass(frozen=True)
class Certificate:
    """The proof that goes with an answer.

    `upper_bound` is what no answer of this goal can exceed in total of scores (pins included; for the goal EVERYONE:
    no answer with as many places filled and as good a weakest pair); `gap` is how far below it the answer stays.
    Kind `exact`: gap 0, proved by `stages`. Kind `heuristic`: the bound is proved, the gap is said.
    Kind `stable`: `blocking` lists the pairs that would both rather leave, which must be none; no bound is claimed.
    """

    kind: str
    upper_bound: int
    gap: int
    stages: tuple[Stage, ...] = ()
    blocking: tuple[tuple[int, int], ...] = ()

    @property
    def mentee_prices(self) -> Ints:
        """What one more wish of each mentee would add at most, in the weights of the last stage."""
        return self.stages[-1].mentee_prices if self.stages else np.zeros(0, np.int64)

    @property
    def mentor_prices(self) -> Ints:
        """What one more place at each mentor would add, in the weights of the last stage."""
        return self.stages[-1].mentor_prices if self.stages else np.zeros(0, np.int64)


@dataclass(frozen=True)
class Answer:
    """A matching with its proof.

    `matched` of `wanted` places of mentees are filled (pins included); `weakest` is the lowest score of a free pair,
    None when there is none; `parts` are the independent parts found; `stats` are seconds by phase and counts.
    """

    goal: Goal
    pairs: Pairs
    total: int
    matched: int
    wanted: int
    weakest: int | None
    certificate: Certificate
    parts: int = 1
    seed: int = 0
    pins: tuple[tuple[int, int], ...] = ()
    old: tuple[tuple[int, int], ...] = ()
    stats: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Ballots:
    """Wishes after a meeting of the group: for a person, classes of people from the most wanted down; a class is a tie.

    People whom a ballot does not name come after all named ones, by score. `avoid` pairs (mentee, mentor) are never
    made, whichever side asked. Ranks decide in the goal STABLE only; `avoid` holds for every goal.
    """

    mentees: Mapping[int, Sequence[Sequence[int]]] = field(default_factory=dict)
    mentors: Mapping[int, Sequence[Sequence[int]]] = field(default_factory=dict)
    avoid: frozenset[tuple[int, int]] = frozenset()


class Alternative(NamedTuple):
    """Another mentor for a mentee: their score, and what the whole would lose if this pair were forced.

    `filled` places and then `total` of scores would be lost; `exact` is False when the whole would lose at least this
    much (the search was cut short).
    """

    mentee: int
    mentor: int
    score: int
    filled: int
    total: int
    exact: bool


@dataclass(frozen=True)
class OneMorePlace:
    """What one more place at each mentor, alone, would change: places filled (0 or 1) and the total of scores.

    Exact. For the goal EVERYONE `total` is the change with the weakest score allowed now held where it is.
    """

    filled: Ints
    total: Ints


@dataclass(frozen=True)
class GroupProblem:
    """Groups to be made: a mentor leads at most one, of `least` … places people, everyone is in at most one.

    `requests` (mentees x requests) says who asks for what; a group has a request that all its members and its mentor
    (`offers`, mentors x requests) share. `ages` (below 0: not known) in a group differ by at most `span`. Without
    requests or ages (None) that condition falls away. Pins and several mentors to a mentee are refused.
    """

    problem: Problem
    least: Small
    requests: NDArray[np.bool_] | None = None
    offers: NDArray[np.bool_] | None = None
    ages: Small | None = None
    span: int = 0


@dataclass(frozen=True)
class GroupAnswer:
    """Groups: `leader[i]` is the mentor of mentee i or -1; `request[j]` the common request of group j or -1.

    The groups are a heuristic's; how far from the best they may be is proved: no grouping places more than
    `bound_matched` people, none has a total above `bound_total`. Both follow from prices of mentees u (Lagrange):
    sum u + sum over mentors of the best group's (weight - u), for weights COUNTED a person, and the scores.
    """

    leader: Small
    request: Small
    total: int
    matched: int
    bound_matched: int
    bound_total: int
    prices_matched: Ints
    prices_total: Ints
    stats: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap_matched(self) -> int:
        """Return how many people more the best grouping could place at most."""
        return self.bound_matched - self.matched

    @property
    def gap_total(self) -> int:
        """Return how much higher the total of the best grouping could be at most."""
        return self.bound_total - self.total


COUNTED = 1000
"""The weight of a person in the bound of `matched`, so that prices can be finer than a person."""
