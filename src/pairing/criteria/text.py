"""Free text of request and offer, read by lemmas: only whole terms of the dictionary are evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pairing.criterion import UNIT, Criterion, Numeric, mean
from pairing.people import Mentee, Mentor
from pairing.sums import mean_of
from pairing.vocabulary import quote, terms_in
from russian.phrases import listed

Terms = tuple[str, ...]


@dataclass(frozen=True)
class Kind(Criterion):
    """The share of the terms in the mentee's text that the mentor's text names too; no term is «нет данных»."""

    code: ClassVar[str] = "text"
    title: ClassVar[str] = "своими словами"
    weight: ClassVar[int] = 2

    def demand(self, mentee: Mentee) -> Terms | None:
        """Return the terms of the request."""
        return (terms_in(mentee.text) or None) if mentee.text else None

    def supply(self, mentor: Mentor) -> Terms | None:
        """Return the terms of the offer."""
        return (terms_in(mentor.text) or None) if mentor.text else None

    def compare(self, asked: Terms, offered: Terms) -> int:
        """Return the share of common terms."""
        return mean([UNIT if term in offered else 0 for term in asked], len(asked))

    def numeric(self, asked: Sequence[Terms], offered: Sequence[Terms]) -> Numeric:
        return mean_of(asked, [dict.fromkeys(one, UNIT) for one in offered])

    def silence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Tell those who wrote nothing from those whose words the dictionary does not know."""
        if mentee.text and mentor.text:
            return f"{self.title} (в тексте нет известных слов)"
        return super().silence(mentee, mentor)

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «в словах обеих сторон: «олимпиады» и «физика»»."""
        offered = self.supply(mentor) or ()
        common = [quote(term) for term in self.demand(mentee) or () if term in offered]
        return f"о том же написано в запросе и в предложении: {listed(common, most=3)}" if common else ""
