"""From people to an answer that can be explained and re-proved: a frozen `Run`."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from itertools import chain
from typing import Any

import numpy as np

from pairing.answer import Answer, Ballots, Goal, Pairs
from pairing.garbage import pause
from pairing.people import Mentee, Mentor, Person, fold, to_plain
from pairing.problem import Ints, Problem
from pairing.scoring import PeopleScorer
from pairing.settings import BadSettings, Settings
from pairing.solver import rematch, solve
from pairing.vocabulary import quote

FORMAT = "estafeta-pairing/2"
"""The name and version of the protocol; it changes when a run can no longer be repeated from it."""


@dataclass(frozen=True)
class Case:
    """People and settings, and the same as the solver sees them."""

    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    settings: Settings
    scorer: PeopleScorer
    problem: Problem
    ballots: Ballots | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """Return the input as plain values: all that decides the answer."""
        return {
            "settings": self.settings.plain(),
            "mentees": [to_plain(mentee) for mentee in self.mentees],
            "mentors": [to_plain(mentor) for mentor in self.mentors],
            **({"ballots": _ballots_plain(self.ballots)} if self.ballots else {}),
        }

    def under(self, settings: Settings) -> Case:
        """Return the same people with their ballots under other settings; answers are not classed again."""
        scorer = PeopleScorer(self.mentees, self.mentors, settings, self.scorer)
        return _case(self.mentees, self.mentors, scorer, settings, self.ballots)

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the input in one spelling; people are spelled one by one, so memory stays small."""
        people = (to_plain(person) for person in (*self.mentees, *self.mentors))
        return digest_of(self.settings.plain(), people, _ballots_plain(self.ballots) if self.ballots else None)


def digest_of(settings: object, people: Iterable[object], ballots: object) -> str:
    """Return the SHA-256 of an input: settings, ballots and each person as a line of JSON."""
    spell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    sha = hashlib.sha256()
    for one in chain((settings, ballots), people):
        sha.update(spell(one).encode())
        sha.update(b"\n")
    return sha.hexdigest()


@dataclass(frozen=True)
class Run:
    """A case with its answer, as it is explained, written down and proved again; nothing of it changes afterwards."""

    case: Case
    answer: Answer

    @cached_property
    def by_mentee(self) -> dict[int, list[tuple[int, int]]]:
        """Return (mentor, score) of each paired mentee."""
        found: dict[int, list[tuple[int, int]]] = {}
        for i, j, score in zip(*(column.tolist() for column in self.answer.pairs), strict=True):
            found.setdefault(i, []).append((j, score))
        return found

    @cached_property
    def free(self) -> list[int]:
        """Return how many places of each mentor are free."""
        return [int(left) for left in self.case.problem.places - self.taken]

    @cached_property
    def banned(self) -> dict[int, frozenset[int]]:
        """Return the mentors banned for each mentee by hand."""
        found: dict[int, set[int]] = {}
        avoid = self.case.ballots.avoid if self.case.ballots else frozenset()
        for i, j in (*self.case.problem.bans, *avoid):
            found.setdefault(i, set()).add(j)
        return {i: frozenset(mentors) for i, mentors in found.items()}

    @cached_property
    def taken(self) -> Ints:
        """Return how many places of each mentor are taken."""
        return np.bincount(self.answer.pairs.mentors, minlength=len(self.case.mentors)).astype(np.int64)


@dataclass(frozen=True)
class GoalRow:
    """What one goal would give: mentees with at least one mentor, places filled of those wanted, scores 0…SCALE."""

    goal: Goal
    people: int
    matched: int
    wanted: int
    weakest: int | None
    total: int


def case_of(
    mentees: Sequence[Mentee], mentors: Sequence[Mentor], settings: Settings, ballots: Ballots | None = None
) -> Case:
    """Prepare a matching. Raises BadSettings when a pin or a ban names nobody, or more than one."""
    with pause():
        return _case(tuple(mentees), tuple(mentors), PeopleScorer(mentees, mentors, settings), settings, ballots)


def _case(
    mentees: tuple[Mentee, ...],
    mentors: tuple[Mentor, ...],
    scorer: PeopleScorer,
    settings: Settings,
    ballots: Ballots | None,
) -> Case:
    problem = Problem(
        wanted=np.array([mentee.wanted for mentee in mentees], np.int32),
        places=np.array([mentor.places for mentor in mentors], np.int32),
        scorer=scorer,
        pins=_numbers(settings.pins, mentees, mentors, "pins"),
        bans=_numbers(settings.bans, mentees, mentors, "bans"),
    )
    return Case(mentees, mentors, settings, scorer, problem, ballots)


def run(case: Case, goal: Goal | None = None, *, processes: int = 0) -> Run:
    """Solve a case for a goal, that of its settings unless another is named. Raises pairing.answer.Refused."""
    return Run(case, solve(case.problem, goal or case.settings.goal, processes=processes, ballots=case.ballots))


def run_again(case: Case, present: Sequence[tuple[int, int]]) -> Run:
    """Solve a case that had pairs before: fill most places, move only those who must move, then the best total.

    An old pair that rules no longer let is given up. Raises pairing.answer.Refused.
    """
    table = np.array(sorted(set(present)), np.int32).reshape(-1, 2)
    unknown = np.full(len(table), -1, np.int32)
    return Run(case, rematch(case.problem, Pairs(table[:, 0].copy(), table[:, 1].copy(), unknown)))


def count_kept(run_: Run) -> int:
    """Return how many old pairs a re-match has kept."""
    made = {(i, j) for i, rows in run_.by_mentee.items() for j, _ in rows}
    return len(made & set(run_.answer.old))


def compare_goals(run_: Run, *, processes: int = 0) -> tuple[GoalRow, ...]:
    """Return what each of the three goals gives on the same people."""
    rows = []
    for goal in Goal:
        other = run_ if run_.answer.goal == goal else run(run_.case, goal, processes=processes)
        answer = other.answer
        rows.append(GoalRow(goal, len(other.by_mentee), answer.matched, answer.wanted, answer.weakest, answer.total))
    return tuple(rows)


def _ballots_plain(ballots: Ballots) -> dict[str, Any]:
    return {
        "mentees": {str(i): [list(tied) for tied in ranks] for i, ranks in sorted(ballots.mentees.items())},
        "mentors": {str(j): [list(tied) for tied in ranks] for j, ranks in sorted(ballots.mentors.items())},
        "avoid": [list(pair) for pair in sorted(ballots.avoid)],
    }


def ballots_of(plain: Mapping[str, Any] | None) -> Ballots | None:
    """Return the ballots of a protocol, None where it has none."""
    if plain is None:
        return None
    return Ballots(
        {int(i): ranks for i, ranks in plain["mentees"].items()},
        {int(j): ranks for j, ranks in plain["mentors"].items()},
        frozenset((int(i), int(j)) for i, j in plain["avoid"]),
    )


def find(name: str, people: Sequence[Person]) -> list[int]:
    """Return the numbers of the people whom a key, a full name or the beginning of a name means."""
    plain = fold(name)
    exact = [number for number, person in enumerate(people) if person.key == name or fold(person.key) == plain]
    named = exact or [number for number, person in enumerate(people) if fold(person.name) == plain]
    return named or [number for number, person in enumerate(people) if plain and fold(person.name).startswith(plain)]


def _numbers(
    pairs: Sequence[tuple[str, str]], mentees: Sequence[Mentee], mentors: Sequence[Mentor], section: str
) -> tuple[tuple[int, int], ...]:
    """Return the numbers of named pairs, ascending."""
    return tuple(sorted({(_only(one, mentees, section), _only(other, mentors, section)) for one, other in pairs}))


def _only(name: str, people: Sequence[Person], section: str) -> int:
    """Return the number of the one person meant."""
    found = find(name, people)
    if len(found) == 1:
        return found[0]
    trouble = "такого человека нет в таблице" if not found else f"так зовут нескольких ({len(found)}), укажите код"
    raise BadSettings(f"Файл правил, раздел «{section}»: {quote(name)} — {trouble}.")


def versions() -> dict[str, str]:
    """Return what the answer was computed with."""
    return {
        "format": FORMAT,
        "python": platform.python_version(),
        "numpy": version("numpy"),
        "ortools": version("ortools"),
    }
