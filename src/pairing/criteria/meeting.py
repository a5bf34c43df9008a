"""How they meet: in person or at a distance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.criterion import UNIT, Criterion, once
from pairing.people import Meeting, Mentee, Mentor

Ways = tuple[Meeting, ...]
SAID = {Meeting.IN_PERSON: "оба готовы встречаться очно", Meeting.REMOTE: "оба готовы встречаться дистанционно"}


@dataclass(frozen=True)
class Kind(Criterion):
    """All or nothing: is there a way of meeting that suits both."""

    code: ClassVar[str] = "meeting"
    title: ClassVar[str] = "формат встреч"
    weight: ClassVar[int] = 2

    def demand(self, mentee: Mentee) -> Ways | None:
        """Return the ways that suit the mentee."""
        return once(mentee.meetings)

    def supply(self, mentor: Mentor) -> Ways | None:
        """Return the ways that suit the mentor."""
        return once(mentor.meetings)

    def compare(self, asked: Ways, offered: Ways) -> int:
        """Return whether there is a common way."""
        return UNIT if set(asked) & set(offered) else 0

    def beware(self, mentee: Mentee, mentor: Mentor) -> str:
        """Say who wants to meet how."""
        return f"наставляемый хочет встречаться {mentee.meetings[0]}, наставник — {mentor.meetings[0]}"

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        common = set(mentee.meetings) & set(mentor.meetings)
        if len(common) == 2:
            return "оба готовы встречаться и очно, и дистанционно"
        return SAID[next(iter(common))] if common else ""
