"""Who comes into question at all: the mentors that the rule of organisations lets each organisation ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from pairing.people import Mentee, Mentor, fold
from pairing.problem import Ints
from pairing.rules.organisation import Kind as OrganisationRule
from pairing.scoring.columns import classes


class Reach:
    """`group[i]` of a mentee, `mentors[g]` ascending of a group; without the rule there is one group of all."""

    def __init__(self, rule: OrganisationRule | None, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        self._count = len(mentors)
        self.group = np.zeros(len(mentees), np.int64)
        self.rule = rule
        self.mentors: list[Ints] = [np.arange(len(mentors))]
        if rule is not None:
            self._ask(rule, mentees, mentors)
        self.sizes = np.array([len(one) for one in self.mentors], np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.flat = np.concatenate([*self.mentors, np.zeros(0, np.int64)])

    def _ask(self, rule: OrganisationRule, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        """Find the group of each mentee and the mentors of each group."""
        said, spelled = classes(mentees, lambda mentee: mentee.organisation)
        names = {name: number for number, name in enumerate(dict.fromkeys(map(fold, spelled)))}
        self.group = np.array([names[fold(name)] for name in spelled], np.int64)[said]
        self.mentors = _lists(rule, list(names), mentors)

    def pairs(self, groups: Ints) -> tuple[Ints, Ints]:
        """Return how many mentors each of these groups may ask, and those mentors one after another."""
        counts = self.sizes[groups]
        ends = np.cumsum(counts)
        return counts, self.flat[np.arange(int(counts.sum())) + np.repeat(self.starts[groups] - ends + counts, counts)]

    def askers(self, mentor: int) -> Ints:
        """Return the mentees whose organisation may ask this mentor, ascending."""
        order, starts, groups = self._reverse
        mine = groups[starts[mentor] : starts[mentor + 1]]
        return np.sort(np.concatenate([order[self._spans[g] : self._spans[g + 1]] for g in mine] or [order[:0]]))

    @cached_property
    def _spans(self) -> Ints:
        """Return where the mentees of each group begin among those ordered by group."""
        return np.searchsorted(np.sort(self.group), np.arange(len(self.mentors) + 1))

    @cached_property
    def _reverse(self) -> tuple[Ints, Ints, Ints]:
        """Return mentees ordered by group, and the groups that may ask each mentor in CSR form."""
        groups = np.repeat(np.arange(len(self.sizes)), self.sizes)
        by_mentor = np.argsort(self.flat, kind="stable")
        starts = np.searchsorted(self.flat[by_mentor], np.arange(self._count + 1))
        return np.argsort(self.group, kind="stable"), starts, groups[by_mentor]


def _lists(rule: OrganisationRule, names: list[str], mentors: Sequence[Mentor]) -> list[Ints]:
    """Return the mentors that each organisation may ask."""
    own: dict[str, list[int]] = {}
    leaving: dict[str, list[int]] = {}
    folded = {said: fold(said) for said in {mentor.organisation for mentor in mentors}}
    for place, mentor in enumerate(mentors):
        name = folded[mentor.organisation]
        own.setdefault(name, []).append(place)
        if rule.leaves(mentor):
            leaving.setdefault(name, []).append(place)
    away = sorted(place for places in leaving.values() for place in places)
    found = []
    for name in names:
        others = (
            away if rule.everywhere else [j for other in rule.neighbours.get(name, ()) for j in leaving.get(other, ())]
        )
        found.append(np.unique(np.array([*own.get(name, ()), *others], np.int64)))
    return found
