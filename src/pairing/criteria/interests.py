"""Common interests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pairing.criterion import UNIT, Criterion, Numeric, mean, once
from pairing.people import Mentee, Mentor
from pairing.sums import mean_of
from russian.phrases import listed

Names = tuple[str, ...]
ENOUGH = 3
"""So many common interests are as good as any more; a mentee with a long list is not punished for it."""


@dataclass(frozen=True)
class Kind(Criterion):
    """The share of the mentee's interests, or of three, that the mentor has too."""

    code: ClassVar[str] = "interests"
    title: ClassVar[str] = "общие интересы"
    weight: ClassVar[int] = 2

    def demand(self, mentee: Mentee) -> Names | None:
        """Return the mentee's interests, each once."""
        return once(mentee.interests)

    def supply(self, mentor: Mentor) -> Names | None:
        """Return the mentor's interests, each once."""
        return once(mentor.interests)

    def compare(self, asked: Names, offered: Names) -> int:
        """Return common interests over those that count."""
        return mean([UNIT for name in asked if name in offered], min(len(asked), ENOUGH))

    def numeric(self, asked: Sequence[Names], offered: Sequence[Names]) -> Numeric:
        return mean_of(asked, [dict.fromkeys(one, UNIT) for one in offered], ENOUGH)

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «общие интересы: шахматы и походы»."""
        common = sorted(set(mentee.interests) & set(mentor.interests))
        return f"общие интересы: {listed(common, most=3)}" if common else ""
