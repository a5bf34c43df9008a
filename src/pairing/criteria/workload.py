"""Balance of the workload: those who already lead many are asked later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.criterion import Criterion, part
from pairing.people import Mentee, Mentor
from pairing.phrases import counted


@dataclass(frozen=True)
class Kind(Criterion):
    """The share of free places among all that the mentor would then hold."""

    code: ClassVar[str] = "workload"
    title: ClassVar[str] = "нагрузка наставника"
    weight: ClassVar[int] = 1

    def demand(self, mentee: Mentee) -> int:
        return 0

    def supply(self, mentor: Mentor) -> tuple[int, int] | None:
        """Return free places and present mentees."""
        return None if mentor.load is None else (max(1, mentor.places), mentor.load)

    def compare(self, asked: int, offered: tuple[int, int]) -> int:
        return part(offered[0], offered[0] + offered[1])

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        if mentor.load is None or mentor.load > mentor.places:
            return ""
        if not mentor.load:
            return "сейчас никого не ведёт"
        return f"сейчас ведёт {counted(mentor.load, 'наставляемого', 'наставляемых', 'наставляемых')}"
