"""Nobody is mentored by the own superior, nor mentors the own superior."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor, Person
from pairing.rule import NamesRule


@dataclass(frozen=True)
class Kind(NamesRule):
    """Superiors are named by the person whose superiors they are."""

    code: ClassVar[str] = "superiors"
    title: ClassVar[str] = "не свой руководитель"
    short: ClassVar[str] = "в служебном подчинении"
    remedy: ClassVar[str] = ""

    def references(self, person: Person) -> Iterable[str]:
        return person.superiors

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        return "один из них — руководитель другого"
