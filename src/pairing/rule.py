"""What a hard rule is: a reason in words why two people may not be paired, or none.

A rule is a frozen dataclass called `Kind` in its own file of `pairing.rules`; its fields are the options that
rules.toml may set. There are three sorts: over answers (`AnswerRule`), over named people (`NamesRule`), and the one of
organisations, which also says who comes into question at all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pairing.people import Mentee, Mentor, Person, fold

Bars = NDArray[np.bool_]


@dataclass(frozen=True)
class Rule(ABC):
    """A hard rule: `code` in rules.toml, `title` for a person, `short` after a number, `remedy` as a proposal.

    A rule with an empty `remedy` is never proposed to be lifted.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    short: ClassVar[str]
    remedy: ClassVar[str]

    @abstractmethod
    def reason(self, mentee: Mentee, mentor: Mentor) -> str | None:
        """Return why the two may not be paired, None when this rule lets them."""

    def relaxation(self) -> Rule | None:
        """Return what is left of the rule when a curator follows the remedy; None: nothing."""
        return None


@dataclass(frozen=True)
class AnswerRule(Rule):
    """A rule over what each has answered; equal answers are compared once."""

    @abstractmethod
    def demand(self, mentee: Mentee) -> Hashable:
        """Return what of the mentee the rule looks at."""

    @abstractmethod
    def supply(self, mentor: Mentor) -> Hashable:
        """Return what of the mentor the rule looks at."""

    @abstractmethod
    def allows(self, asked: Any, offered: Any) -> bool:
        """True when two people with these answers may be paired."""

    @abstractmethod
    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return the reason for two people whom the rule does not let."""

    def reason(self, mentee: Mentee, mentor: Mentor) -> str | None:
        """Return what `wording` says of two people whom their answers do not let."""
        return None if self.allows(self.demand(mentee), self.supply(mentor)) else self.wording(mentee, mentor)

    def table(self, asked: Sequence[Any], offered: Sequence[Any]) -> Bars:
        """Return who may go with whom among answers."""
        return np.array([[self.allows(a, o) for o in offered] for a in asked], np.bool_).reshape(
            len(asked), len(offered)
        )


@dataclass(frozen=True)
class NamesRule(Rule):
    """A rule over people whom somebody names, by key or by name."""

    @abstractmethod
    def references(self, person: Person) -> Iterable[str]:
        """Return the keys and names that bar a pair with this person."""

    @abstractmethod
    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return the reason for two people one of whom names the other."""

    def reason(self, mentee: Mentee, mentor: Mentor) -> str | None:
        """Return what `wording` says where one of the two names the other."""
        barred = refers(self.references(mentee), mentor) or refers(self.references(mentor), mentee)
        return self.wording(mentee, mentor) if barred else None

    def barred_pairs(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> list[tuple[int, int]]:
        """Return every barred pair as (number of mentee, number of mentor), each once, ascending."""
        found = set(_pairs_named(self, mentees, mentors))
        found.update((i, j) for j, i in _pairs_named(self, mentors, mentees))
        return sorted(found)


def refers(names: Iterable[str], person: Person) -> bool:
    """True when one of the keys or names means this person."""
    own = {fold(person.key), fold(person.name)}
    return any(fold(name) in own for name in names)


def _pairs_named(rule: NamesRule, these: Sequence[Person], those: Sequence[Person]) -> list[tuple[int, int]]:
    """Return (number of one who names, number of the one who is named)."""
    naming = [
        (i, {fold(name) for name in named}) for i, person in enumerate(these) if (named := rule.references(person))
    ]
    wanted = set().union(*(names for _, names in naming)) if naming else set()
    if not wanted:
        return []
    known: dict[str, set[int]] = {}
    for j, person in enumerate(those):
        for name in {fold(person.key), fold(person.name)} & wanted:
            known.setdefault(name, set()).add(j)
    return [(i, j) for i, names in naming for name in names for j in known.get(name, ())]
