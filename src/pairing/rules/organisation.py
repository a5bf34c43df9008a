"""The same organisation, or others that rules.toml allows and the mentor agrees to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from pairing.people import Mentee, Mentor, fold
from pairing.rule import Rule
from pairing.vocabulary import quote


@dataclass(frozen=True)
class Kind(Rule):
    """`among` lists groups of organisations that may exchange mentors; `["*"]` means all of them.

    A mentor goes to another organisation only having said so, unless `unsaid` is true: then silence means agreement.
    """

    code: ClassVar[str] = "organisation"
    title: ClassVar[str] = "своя организация или разрешённая соседняя"
    short: ClassVar[str] = "из других организаций"
    remedy: ClassVar[str] = "разрешить обмен наставниками между всеми организациями"
    among: tuple[tuple[str, ...], ...] = ()
    unsaid: bool = False

    @cached_property
    def neighbours(self) -> dict[str, frozenset[str]]:
        """Return the folded names of the organisations that each may exchange with, itself among them."""
        found: dict[str, set[str]] = {}
        for group in self.among:
            names = {fold(name) for name in group}
            for name in names:
                found.setdefault(name, set()).update(names)
        return {name: frozenset(names) for name, names in found.items()}

    @property
    def everywhere(self) -> bool:
        """True when all organisations may exchange mentors."""
        return ("*",) in self.among

    def leaves(self, mentor: Mentor) -> bool:
        """True when the mentor may be sent to another organisation."""
        return self.unsaid if mentor.elsewhere is None else mentor.elsewhere

    def meets(self, one: str, other: str) -> bool:
        """True when the two organisations, folded, may exchange mentors."""
        return self.everywhere or other in self.neighbours.get(one, ())

    def reason(self, mentee: Mentee, mentor: Mentor) -> str | None:
        """Return which organisation is not allowed, or that the mentor does not go elsewhere."""
        here, there = fold(mentee.organisation), fold(mentor.organisation)
        if here == there:
            return None
        if not self.meets(here, there):
            return f"наставник из другой организации ({_name(mentor)}), а обмен с ней не разрешён"
        if self.leaves(mentor):
            return None
        if mentor.elsewhere is None:
            return f"наставник из другой организации ({_name(mentor)}) и не отмечено согласие помогать в других"
        return f"наставник из другой организации ({_name(mentor)}) и помогает только в своей"

    def relaxation(self) -> Kind:
        """Let all organisations exchange mentors; those who would not go elsewhere still stay."""
        return Kind(among=(("*",),), unsaid=self.unsaid)

    def with_neighbours(self, groups: Sequence[tuple[str, ...]]) -> Kind:
        """Return the rule with more organisations allowed to exchange mentors."""
        return Kind(among=(*self.among, *groups), unsaid=self.unsaid)


def _name(mentor: Mentor) -> str:
    """Return the mentor's organisation for a sentence."""
    return quote(mentor.organisation) if mentor.organisation else "не указана"
