"""Templates of roadmaps: the norms of the family «roadmaps» read into drafts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from estafeta.core.refusals import Refusal
from estafeta.intake.packs import TEMPLATES
from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role
from estafeta.roadmaps.drafts import (
    KindDraft,
    MeasureDraft,
    ReportingDraft,
    ResponsibleDraft,
    RoadmapDraft,
    SectionDraft,
)

Pack = Mapping[str, Any]
YEAR = re.compile(r"\{(y\d|span)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it is offered: code, what it is called here, a line about its shape, how many measures."""

    code: str
    title: str
    note: str
    measures: int


def packs() -> Mapping[str, Pack]:
    """Return all packs that hold here, by code."""
    return TEMPLATES.value()


def templates_for(organisation: Organisation) -> list[Template]:
    """Return every template, those made for this kind of organisation first."""
    order = sorted(packs().values(), key=lambda pack: (organisation.kind not in pack["kinds"], pack["code"]))
    return [Template(pack["code"], pack["name"], pack["note"], count(pack)) for pack in order]


def count(pack: Pack) -> int:
    """Return how many measures a pack has."""
    return sum(len(section["measures"]) for section in pack["sections"])


def draft_of_template(code: str, year: int, organisation: Organisation) -> RoadmapDraft:
    """Return the template filled for the (school) year that begins in `year`; refuses an unknown code."""
    pack = packs().get(code)
    if pack is None:
        raise Refusal("Такого шаблона нет. Выберите шаблон из списка.")
    words = Words(year, pack)
    return RoadmapDraft(
        title=f"{words.fill(pack['title'])}. {organisation.short_name}",
        starts=words.starts,
        ends=words.ends,
        layout=pack["layout"],
        origin="template",
        template=code,
        approved_post=organisation.head_post,
        approved_name=organisation.head_name,
        sections=tuple(section_of(section, words) for section in pack["sections"]),
    )


class Words:
    """Fills years into wordings: {y0}, {y1}, … and {span}."""

    def __init__(self, year: int, pack: Pack) -> None:
        length, calendar = pack["years"], pack.get("calendar", False)
        last = year + length - 1 if calendar else year + length
        self.starts = dt.date(year, 1, 1) if calendar else dt.date(year, 9, 1)
        self.ends = dt.date(last, 12, 31) if calendar else dt.date(last, 8, 31)
        self.years = {f"y{index}": str(year + index) for index in range(length + 1)} | {"span": f"{year}-{last}"}

    def fill(self, text: str) -> str:
        """Return the wording with its years."""
        return YEAR.sub(lambda found: self.years.get(found[1], found[0]), text)


def section_of(section: Pack, words: Words) -> SectionDraft:
    """Return one section."""
    return SectionDraft(
        number=section["number"],
        title=section["title"],
        stage=section.get("stage"),
        deadline_text=words.fill(section.get("deadline", "")),
        measures=tuple(measure_of(measure, words) for measure in section["measures"]),
    )


def measure_of(measure: Pack, words: Words) -> MeasureDraft:
    """Return one measure; without printed responsibles the names of its roles are printed."""
    roles = [Role(role) for role in measure.get("roles", [])]
    columns = tuple(measure.get("columns", {}).items())
    printed = measure.get("responsible") or "; ".join(text for _, text in columns)
    return MeasureDraft(
        number=measure["number"],
        title=words.fill(measure["title"]),
        items=tuple(measure.get("items", [])),
        group=measure.get("group", ""),
        stage=measure.get("stage"),
        deadline_text=words.fill(measure.get("deadline", "")),
        responsible_text=printed or ", ".join(str(role.label) for role in roles),
        responsibles=tuple(ResponsibleDraft(str(role.label), "role", role=role) for role in roles),
        responsible_columns=columns,
        result=measure.get("result", ""),
        document=measure.get("document", ""),
        reportings=tuple(ReportingDraft(to, words.fill(when)) for to, when in measure.get("inform", [])),
        kinds=tuple(KindDraft(code, 1.0, confirmed=True) for code in measure["kinds"]),
    )
