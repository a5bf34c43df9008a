"""Subject or profession: what the mentee asks for against what the mentor teaches or works as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pairing.criterion import UNIT, Criterion, Numeric, mean, once, part, weighted_mean
from pairing.people import Mentee, Mentor, Skill
from pairing.sums import mean_of
from pairing.vocabulary import Term, field_of, profession, whom
from russian.phrases import listed

Names = tuple[str, ...]
Skills = tuple[Skill, ...]
LEADS, LEVEL = 7, 3
NEAR = 300
"""What a subject of the same field is worth."""


def worth(name: str, offer: Skills) -> int:
    """Return what a mentor offers for one subject: it itself, one of the same field, or nothing."""
    field, near = field_of(name), 0
    for skill in offer:
        if skill.name == name:
            return weighted_mean((LEADS, UNIT), (LEVEL, part(skill.level, 10) if skill.level else None))
        if field and field_of(skill.name) == field:
            near = NEAR
    return near


@dataclass(frozen=True)
class Kind(Criterion):
    """The mean over the subjects that the mentee names."""

    code: ClassVar[str] = "subject"
    title: ClassVar[str] = "предмет или профессия"
    weight: ClassVar[int] = 5

    def demand(self, mentee: Mentee) -> Names | None:
        return once(tuple([skill.name for skill in mentee.subjects]))

    def supply(self, mentor: Mentor) -> Skills | None:
        return once(mentor.subjects)

    def compare(self, asked: Names, offered: Skills) -> int:
        """Return the mean over the subjects asked for."""
        return mean([worth(name, offered) for name in asked], len(asked))

    def numeric(self, asked: Sequence[Names], offered: Sequence[Skills]) -> Numeric:
        names = sorted({name for one in asked for name in one})
        rows = [{name: value for name in names if (value := worth(name, offer))} for offer in offered]
        return mean_of(asked, rows)

    def beware(self, mentee: Mentee, mentor: Mentor) -> str:
        """Say what was asked for and what is taught."""
        wanted = list(dict.fromkeys(skill.name for skill in mentee.subjects))
        return f"нужно: {listed(wanted, most=3)}, а наставник {_leads([skill.name for skill in mentor.subjects])}"

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «ведёт физику», «работает сварщиком», «ведёт близкий предмет: информатика»."""
        wanted = list(dict.fromkeys(skill.name for skill in mentee.subjects))
        own = [skill.name for skill in mentor.subjects]
        same = [name for name in wanted if name in own]
        if same:
            return _leads(same)
        fields = {field_of(name) for name in wanted} - {""}
        near = [name for name in own if field_of(name) in fields]
        return f"близкая область: {listed(near, most=3)}" if near else ""


def _leads(names: list[str]) -> str:
    """Return what the mentor does: teaches subjects, works in professions."""
    jobs: list[Term] = [term for name in names if (term := profession(name))]
    taught = [whom(name) for name in names if not profession(name)]
    parts = [f"ведёт {listed(taught, most=3)}"] if taught else []
    return ", ".join([*parts, *([f"работает {listed([job.with_ for job in jobs], most=3)}"] if jobs else [])])
