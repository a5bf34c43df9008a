"""Complementary traits: the mentor is strong where the mentee feels weak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from pairing.criterion import NO_DATA, UNIT, Criterion, Numeric, mean
from pairing.people import Mentee, Mentor, Skill
from pairing.sums import common_mean
from russian.phrases import listed

Traits = tuple[Skill, ...]


@lru_cache(maxsize=128)
def worth(own: int, other: int) -> int:
    """Return 0 for a mentor three points below, a half for an equal, UNIT for one three points above."""
    return max(0, min(6, other - own + 3)) * UNIT // 6


@dataclass(frozen=True)
class Kind(Criterion):
    """The mean over traits that both have rated from 1 to 10; no common trait is «нет данных»."""

    code: ClassVar[str] = "traits"
    title: ClassVar[str] = "дополняющие качества"
    weight: ClassVar[int] = 1
    partial: ClassVar[bool] = True

    def demand(self, mentee: Mentee) -> Traits | None:
        """Return the traits that the mentee has rated."""
        return _rated(mentee.traits)

    def supply(self, mentor: Mentor) -> Traits | None:
        """Return the traits that the mentor has rated."""
        return _rated(mentor.traits)

    def compare(self, asked: Traits, offered: Traits) -> int:
        """Return the mean over common traits."""
        theirs = {trait.name: trait.level for trait in offered}
        values = [worth(trait.level, theirs[trait.name]) for trait in asked if trait.name in theirs]
        return mean(values, len(values)) if values else NO_DATA

    def numeric(self, asked: Sequence[Traits], offered: Sequence[Traits]) -> Numeric:
        """One feature is a trait with the mentee's rating."""
        wanted: dict[str, set[Skill]] = {}
        for trait in {trait for one in asked for trait in one}:
            wanted.setdefault(trait.name, set()).add(trait)
        values = [
            {own: worth(own.level, trait.level) for trait in one for own in wanted.get(trait.name, ())}
            for one in offered
        ]
        return common_mean(asked, values)

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «наставник силён там, где наставляемому трудно: терпение»."""
        theirs = {trait.name: trait.level for trait in mentor.traits}
        strong = [t.name for t in _rated(mentee.traits) or () if theirs.get(t.name, 0) >= t.level + 2]
        return f"наставник силён там, где наставляемому трудно: {listed(strong, most=3)}" if strong else ""


@lru_cache(maxsize=100_000)
def _rated(traits: Traits) -> Traits | None:
    """Return each rated trait once, the higher rating of a doubled one."""
    best = {trait.name: trait for trait in sorted(traits) if trait.level}
    return tuple(best[name] for name in sorted(best)) or None
