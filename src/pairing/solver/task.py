"""A problem made ready: pins seated, bans turned into keys, and impossible demands refused in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pairing.answer import Ballots, Pairs, Refused
from pairing.problem import Ints, Problem, Small

MOST_PEOPLE = 2**31 - 2


@dataclass(frozen=True)
class Task:
    """What is left to decide: `wanted` and `places` without the pinned pairs, `barred` the keys of pairs not to make.

    The key of a pair is mentee x number of mentors + mentor; `barred` is ascending and holds pins, bans and avoids.
    """

    problem: Problem
    wanted: Ints
    places: Ints
    barred: Ints
    pinned: Pairs

    @property
    def mentors(self) -> int:
        """Return the number of mentors."""
        return len(self.places)

    def is_barred(self, mentees: Ints, mentors: Small) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Say for each pair whether it must not be made by the solver."""
        return contains(mentees.astype(np.int64) * self.mentors + mentors, self.barred)


def contains(keys: Ints, among: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say for each key whether it is among these ascending keys."""
    if not len(among):
        return np.zeros(len(keys), np.bool_)
    spot = np.searchsorted(among, keys)
    spot[spot == len(among)] = 0
    return np.asarray(among[spot] == keys)


def prepare(problem: Problem, ballots: Ballots | None = None) -> Task:
    """Seat the pins and gather the barred pairs; raise `Refused` when the demands contradict each other."""
    wanted = np.asarray(problem.wanted, np.int64)
    places = np.asarray(problem.places, np.int64)
    if len(wanted) + len(places) > MOST_PEOPLE:
        raise Refused("Слишком много людей для одного подбора")
    if (wanted < 0).any() or (places < 0).any():
        raise Refused("Число мест и число нужных наставников не может быть отрицательным")
    pins = tuple(sorted(set(problem.pins)))
    bans = set(problem.bans) | (set(ballots.avoid) if ballots else set())
    for mentee, mentor in (*pins, *bans):
        if not (0 <= mentee < len(wanted) and 0 <= mentor < len(places)):
            raise Refused(f"В закреплениях или запретах названа пара ({mentee}, {mentor}), которой нет в списках")
    _agree(pins, set(problem.bans))
    seated, left = _seat(pins, wanted, places)
    keys = sorted(mentee * len(places) + mentor for mentee, mentor in {*pins, *bans})
    return Task(problem, seated, left, np.array(keys, np.int64), _scored(problem, pins))


def _agree(pins: Iterable[tuple[int, int]], bans: set[tuple[int, int]]) -> None:
    for mentee, mentor in pins:
        if (mentee, mentor) in bans:
            raise Refused(f"Пара закреплена и запрещена сразу: подопечный № {mentee + 1}, наставник № {mentor + 1}")


def _seat(pins: tuple[tuple[int, int], ...], wanted: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Take the places of pinned pairs away, or say who has more pins than places."""
    wanted, places = wanted.copy(), places.copy()
    for mentee, mentor in pins:
        wanted[mentee] -= 1
        places[mentor] -= 1
    for index in np.flatnonzero(places < 0)[:1]:
        raise Refused(f"За наставником № {index + 1} закреплено больше подопечных, чем у него мест")
    for index in np.flatnonzero(wanted < 0)[:1]:
        raise Refused(f"За подопечным № {index + 1} закреплено больше наставников, чем ему нужно")
    return wanted, places


def _scored(problem: Problem, pins: tuple[tuple[int, int], ...]) -> Pairs:
    """Look up the scores of pins; a pin that the rules forbid has score 0."""
    mentees = np.array([pin[0] for pin in pins], np.int32)
    mentors = np.array([pin[1] for pin in pins], np.int32)
    scores = np.zeros(len(pins), np.int32)
    if pins:
        asked, where = np.unique(mentees.astype(np.int64), return_inverse=True)
        found = problem.scorer.candidates(asked)
        for index, row in enumerate(where):
            span = slice(found.indptr[row], found.indptr[row + 1])
            hit = np.flatnonzero(found.mentors[span] == mentors[index])
            if len(hit):
                scores[index] = found.scores[span][hit[0]]
    return Pairs(mentees, mentors, scores)
