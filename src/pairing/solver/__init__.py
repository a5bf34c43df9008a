"""Solvers: exact for pairs (EVERYONE, TOTAL, STABLE), heuristic with a proved bound for groups. Numbers alone."""

from __future__ import annotations

from pairing.answer import Answer, Ballots, Goal
from pairing.problem import Problem

from .grouping import groups
from .pairs import solve_everyone, solve_stable, solve_total
from .rematches import rematch
from .task import prepare
from .what_if import alternatives, one_more_place

__all__ = [
    "alternatives",
    "groups",
    "one_more_place",
    "rematch",
    "solve",
]


def solve(problem: Problem, goal: Goal, *, processes: int = 0, seed: int = 0, ballots: Ballots | None = None) -> Answer:
    """Return the best answer for this goal, with its proof; the same input gives the same answer on every machine.

    `processes` 0 takes as many as there are cores and work for. Raises `Refused` when pins contradict places or bans.
    """
    task = prepare(problem, ballots)
    if goal is Goal.STABLE:
        return solve_stable(task, seed, processes, ballots or Ballots())
    return (solve_everyone if goal is Goal.EVERYONE else solve_total)(task, seed, processes)
