"""Nobody is paired without consent on file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor
from pairing.rule import AnswerRule


@dataclass(frozen=True)
class Kind(AnswerRule):
    """A refusal always bars. Where the table says nothing, it bars too, unless `unsaid` is true."""

    code: ClassVar[str] = "consents"
    title: ClassVar[str] = "согласие на участие"
    short: ClassVar[str] = "без согласия на участие"
    remedy: ClassVar[str] = "получить недостающие согласия"
    unsaid: bool = False

    def relaxation(self) -> Kind:
        """Get the consents that lack; a refusal stays a refusal."""
        return Kind(unsaid=True)

    def demand(self, mentee: Mentee) -> bool:
        """Return whether the mentee's consent is on file."""
        return self.unsaid if mentee.consent is None else mentee.consent

    def supply(self, mentor: Mentor) -> bool:
        """Return whether the mentor's consent is on file."""
        return self.unsaid if mentor.consent is None else mentor.consent

    def allows(self, asked: bool, offered: bool) -> bool:
        return asked and offered

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        lacking = []
        if not self.demand(mentee):
            lacking.append("наставляемого")
        if not self.supply(mentor):
            lacking.append("наставника")
        return f"нет согласия {' и '.join(lacking)}"
