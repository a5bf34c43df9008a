"""Limits of age: whom the mentor takes, who is old enough, by how much the mentor must be older."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pairing.people import Mentee, Mentor
from pairing.phrases import counted
from pairing.rule import AnswerRule

Offer = tuple[int | None, int | None, int | None]
FIRST_CLASS_AGE = 7


def age_of(mentee: Mentee) -> int | None:
    """Return the age; a pupil who has not said it is as old as the class usually is; None for «нет данных»."""
    if mentee.age is not None:
        return mentee.age
    return None if mentee.grade is None else mentee.grade + FIRST_CLASS_AGE - 1


@dataclass(frozen=True)
class Kind(AnswerRule):
    """An age that nobody has said breaks no limit. `youngest` mentee in years, `older` years between the two."""

    code: ClassVar[str] = "ages"
    title: ClassVar[str] = "возраст"
    short: ClassVar[str] = "не подходят по возрасту"
    remedy: ClassVar[str] = "снять ограничения по возрасту"
    youngest: int = 0
    older: int | None = None

    def demand(self, mentee: Mentee) -> int | None:
        return age_of(mentee)

    def supply(self, mentor: Mentor) -> Offer:
        """Return whom the mentor takes and, where it matters, the own age."""
        return (mentor.ages_from, mentor.ages_to, mentor.age if self.older is not None else None)

    def allows(self, asked: int | None, offered: Offer) -> bool:
        """True when no known age breaks a known limit."""
        if asked is None:
            return True
        low, high, own = offered
        fits = asked >= max(self.youngest, low or 0) and (high is None or asked <= high)
        return fits and (own is None or self.older is None or own - asked >= self.older)

    def wording(self, mentee: Mentee, mentor: Mentor) -> str:
        """Name the limit that is broken."""
        age = age_of(mentee) or 0
        if age < self.youngest:
            return f"наставляемому {_years(age)}, а участвуют с {self.youngest}"
        if age < (mentor.ages_from or 0) or (mentor.ages_to is not None and age > mentor.ages_to):
            return f"наставляемому {_years(age)}, а наставник берёт {_limits(mentor)}"
        return f"разница в возрасте меньше, чем {_years(self.older or 0)}"


def _years(age: int) -> str:
    """Return «14 лет»."""
    return counted(age, "год", "года", "лет")


def _limits(mentor: Mentor) -> str:
    """Return «от 12 до 15 лет»."""
    low = f"от {mentor.ages_from}" if mentor.ages_from is not None else ""
    high = f"до {mentor.ages_to}" if mentor.ages_to is not None else ""
    return " ".join(word for word in (low, high, "лет") if word)
