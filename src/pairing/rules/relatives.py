"""Relatives are not paired."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor, Person
from pairing.rule import NamesRule


@dataclass(frozen=True)
class Kind(NamesRule):
    """It is enough that one of the two names the other."""

    code: ClassVar[str] = "relatives"
    title: ClassVar[str] = "не родственники"
    short: ClassVar[str] = "родственники"
    remedy: ClassVar[str] = ""

    def references(self, person: Person) -> Iterable[str]:
        return person.relatives

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        return "они родственники"
