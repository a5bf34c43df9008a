"""A language in which both can talk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor
from pairing.rule import AnswerRule
from russian.phrases import listed

Languages = frozenset[str]


@dataclass(frozen=True)
class Kind(AnswerRule):
    """One who has named no language speaks `usual`."""

    code: ClassVar[str] = "languages"
    title: ClassVar[str] = "язык общения"
    short: ClassVar[str] = "говорят на другом языке"
    remedy: ClassVar[str] = "если не требовать общего языка"
    usual: str = "русский"

    def demand(self, mentee: Mentee) -> Languages:
        return frozenset(mentee.languages or (self.usual,))

    def supply(self, mentor: Mentor) -> Languages:
        return frozenset(mentor.languages or (self.usual,))

    def allows(self, asked: Languages, offered: Languages) -> bool:
        """True when there is a common language."""
        return bool(asked & offered)

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        return (
            f"нет общего языка: у наставляемого {listed(mentee.languages or (self.usual,), most=3)}, "
            f"у наставника {listed(mentor.languages or (self.usual,), most=3)}"
        )
