"""Request against competence, with levels and the mentor's declared wish to help with exactly this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from pairing.criterion import UNIT, Criterion, Numeric, mean, once, part, weighted_mean
from pairing.people import Mentee, Mentor, Skill
from pairing.sums import mean_of
from pairing.vocabulary import with_
from russian.phrases import listed, together_with

Needs = tuple[Skill, ...]
Offer = tuple[tuple[Skill, ...], tuple[str, ...]]
HAS, LEVEL, WISH = 4, 3, 3
"""Parts of the value of one need: the mentor can, how well, and wants to help with exactly this."""


def worth(need: Skill, offer: Offer) -> int:
    """Return what a mentor offers for one need; a level or a wish that nobody has said is left out of the mean."""
    levels = {skill.name: skill.level for skill in offer[0]}
    wished = need.name in offer[1]
    if need.name not in levels and not wished:
        return 0
    return _worth(need.level, levels.get(need.name, 0), wished if offer[1] else None)


@lru_cache(maxsize=512)
def _worth(wanted: int, own: int, wished: bool | None) -> int:
    """Return the mean of: can at all, how well against the level wanted, wants to."""
    level = part(own, wanted or 10) if own else None
    wish = None if wished is None else UNIT * wished
    return weighted_mean((HAS, UNIT), (LEVEL, level), (WISH, wish))


@dataclass(frozen=True)
class Kind(Criterion):
    """The mean over the needs of the mentee."""

    code: ClassVar[str] = "request"
    title: ClassVar[str] = "запрос и компетенции"
    weight: ClassVar[int] = 6

    def demand(self, mentee: Mentee) -> Needs | None:
        return once(mentee.needs)

    def supply(self, mentor: Mentor) -> Offer | None:
        offer = (once(mentor.competences) or (), once(mentor.wishes) or ())
        return offer if offer[0] or offer[1] else None

    def compare(self, asked: Needs, offered: Offer) -> int:
        """Return the mean over the needs."""
        return mean([worth(need, offered) for need in asked], len(asked))

    def numeric(self, asked: Sequence[Needs], offered: Sequence[Offer]) -> Numeric:
        """One feature is a need with its level."""
        by_name: dict[str, set[Skill]] = {}
        for need in {need for needs in asked for need in needs}:
            by_name.setdefault(need.name, set()).add(need)
        rows = []
        for offer in offered:
            levels = {skill.name: skill.level for skill in offer[0]}
            row: dict[Skill, int] = {}
            for name in {**levels, **dict.fromkeys(offer[1])}:
                wished = name in offer[1] if offer[1] else None
                for need in by_name.get(name, ()):
                    row[need] = _worth(need.level, levels.get(name, 0), wished)
            rows.append(row)
        return mean_of(asked, rows)

    def beware(self, mentee: Mentee, mentor: Mentor) -> str:
        asks = listed([with_(name) for name in dict.fromkeys(need.name for need in mentee.needs)], most=3)
        return f"нужна помощь {together_with(asks)}, наставник этого не называл"

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «хочет помогать с подготовкой к ЕГЭ», «может помочь с проектом»."""
        names = list(dict.fromkeys(need.name for need in mentee.needs))
        able = {skill.name for skill in mentor.competences}
        wished = [with_(name) for name in names if name in mentor.wishes]
        can = [with_(name) for name in names if name in able and name not in mentor.wishes]
        parts = [f"хочет помогать {together_with(listed(wished, most=3))}"] if wished else []
        return ", ".join([*parts, *([f"может помочь {together_with(listed(can, most=3))}"] if can else [])])
