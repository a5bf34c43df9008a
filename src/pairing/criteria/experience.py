"""How much more experience the mentor has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.criterion import Criterion, part
from pairing.people import Mentee, Mentor
from pairing.phrases import counted


@dataclass(frozen=True)
class Kind(Criterion):
    """The lead in whole years over `enough` years; a pupil counts from zero."""

    code: ClassVar[str] = "experience"
    title: ClassVar[str] = "опыт"
    weight: ClassVar[int] = 1
    enough: int = 10

    def demand(self, mentee: Mentee) -> int | None:
        if mentee.experience is None:
            return None if mentee.grade is None else 0
        return min(60, int(mentee.experience))

    def supply(self, mentor: Mentor) -> int | None:
        return None if mentor.experience is None else min(60, int(mentor.experience))

    def compare(self, asked: int, offered: int) -> int:
        """Return the lead as a share of `enough`."""
        return part(offered - asked, self.enough)

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        years, own = self.supply(mentor), self.demand(mentee)
        if years is None or own is None or self.compare(own, years) < 300:
            return ""
        return f"опыт наставника {counted(years, 'год', 'года', 'лет')}"
