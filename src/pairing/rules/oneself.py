"""One who is both a mentee and a mentor is not paired with themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor, Person
from pairing.rule import NamesRule


@dataclass(frozen=True)
class Kind(NamesRule):
    """The same key is the same person."""

    code: ClassVar[str] = "oneself"
    title: ClassVar[str] = "не сам себе наставник"
    short: ClassVar[str] = "тот же человек"
    remedy: ClassVar[str] = ""

    def references(self, person: Person) -> Iterable[str]:
        """Name nobody: the keys are compared as they are."""
        return ()

    def reason(self, mentee: Mentee, mentor: Mentor) -> str | None:
        """Compare the keys alone: two people may share a name."""
        return self.wording(mentee, mentor) if mentee.key == mentor.key else None

    def barred_pairs(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> list[tuple[int, int]]:
        """Return the pairs of one person with themselves."""
        known: dict[str, list[int]] = {}
        for j, mentor in enumerate(mentors):
            known.setdefault(mentor.key, []).append(j)
        return [(i, j) for i, mentee in enumerate(mentees) for j in known.get(mentee.key, ())]

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        return "это один и тот же человек"
