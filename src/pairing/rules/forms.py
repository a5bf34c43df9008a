"""The form of mentoring must be common to both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor
from pairing.rule import AnswerRule
from pairing.vocabulary import quote
from russian.phrases import listed

Forms = frozenset[str]


@dataclass(frozen=True)
class Kind(AnswerRule):
    """One who has named no form takes part in any."""

    code: ClassVar[str] = "forms"
    title: ClassVar[str] = "форма наставничества"
    short: ClassVar[str] = "ведут другие формы наставничества"
    remedy: ClassVar[str] = "если наставники возьмутся и за другие формы наставничества"

    def demand(self, mentee: Mentee) -> Forms:
        return frozenset(mentee.forms)

    def supply(self, mentor: Mentor) -> Forms:
        return frozenset(mentor.forms)

    def allows(self, asked: Forms, offered: Forms) -> bool:
        """True when there is a common form or one side has named none."""
        return not asked or not offered or bool(asked & offered)

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        wanted = listed([quote(form) for form in mentee.forms], most=3)
        led = listed([quote(form) for form in mentor.forms], most=3)
        return f"разные формы наставничества: нужна {wanted}, а наставник ведёт {led}"
