"""Past partners are not paired again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor, Person
from pairing.rule import NamesRule


@dataclass(frozen=True)
class Kind(NamesRule):
    """It is enough that one of the two names the other."""

    code: ClassVar[str] = "past"
    title: ClassVar[str] = "не прежняя пара"
    short: ClassVar[str] = "уже были в паре"
    remedy: ClassVar[str] = "разрешить прежние пары"

    def references(self, person: Person) -> Iterable[str]:
        return person.past

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        return "они уже были в паре"
