"""Drafts become the model: texts on one line, deadlines and people understood, kinds told."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from roadmap_reader.deadlines import Context, read_deadline
from roadmap_reader.kinds import classify
from roadmap_reader.model import Deadline, KindGuess, Measure, Reporting, Responsible, Section
from roadmap_reader.structure.activities import split_points
from roadmap_reader.structure.drafts import DraftMeasure, DraftPlan, DraftSection
from roadmap_reader.structure.looks import like_deadline
from roadmap_reader.structure.people import split_people
from roadmap_reader.structure.text import flat
from roadmap_reader.structure.vocabulary import DEADLINE, DOCUMENT, END, REPORT_TO, REPORT_WHEN, RESULT, START

Period = tuple[dt.date, dt.date]
NO_YEAR = "Год не указан ни в сроке, ни в названии плана."
_SOME_YEAR = Context(dt.date(2000, 9, 1), dt.date(2001, 5, 31))
_YEAR = re.compile(r"\b20\d\d\b|\.\d\d\b(?!\.)")


@dataclass(slots=True)
class Understanding:
    """Reads phrases once each: deadlines in the plan's period, kinds by wording."""

    period: Period | None
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    kinds: dict[tuple[str | None, ...], tuple[KindGuess, ...]] = field(default_factory=dict)

    def deadline(self, phrase: str | None) -> Deadline | None:
        """The phrase as dates; None where nothing is printed."""
        if not phrase:
            return None
        known = self.deadlines.get(phrase)
        if known is None:
            known = self.deadlines[phrase] = self._read(phrase)
        return known

    def _read(self, phrase: str) -> Deadline:
        """Without a period only phrases that print their year are given dates."""
        if self.period is not None:
            return read_deadline(phrase, Context(*self.period))
        found = read_deadline(phrase, _SOME_YEAR)
        if _YEAR.search(phrase) or not (found.dates or found.start):
            return found
        return replace(found, dates=(), start=None, end=None, doubts=(*found.doubts, NO_YEAR))

    def kind(
        self, title: str, result: str | None, document: str | None, section: str | None, group: str | None
    ) -> tuple[KindGuess, ...]:
        """The kinds a measure speaks of."""
        asked = (title, result, document, section, group)
        known = self.kinds.get(asked)
        if known is None:
            known = classify(title, result=result, document=document, section=section, group=group)
            self.kinds[asked] = known
        return known


def finish_sections(plan: DraftPlan, period: Period | None, activities: bool) -> tuple[Section, ...]:
    """All sections that hold measures. `activities`: each point of a list is a measure."""
    mind = Understanding(period)
    out = []
    for draft in plan.sections:
        if not draft.measures:
            continue
        measures: list[Measure] = []
        for measure in draft.measures:
            pieces = _unfolded(measure) if activities else [measure]
            measures.extend(_measure(piece, draft, mind, activities) for piece in pieces)
        out.append(_section(draft, tuple(measures), mind))
    return tuple(out)


def _section(draft: DraftSection, measures: tuple[Measure, ...], mind: Understanding) -> Section:
    deadline = flat(draft.deadline) if draft.deadline else None
    return Section(draft.number, draft.title, draft.stage, deadline, mind.deadline(deadline), measures, draft.place)


def _unfolded(measure: DraftMeasure) -> list[DraftMeasure]:
    """One draft for each point of the list in the title; without a list the measure itself."""
    lead, points = split_points("\n".join(measure.title))
    if not points:
        return [measure]
    group = lead or measure.group
    made = []
    for point in points:
        one = DraftMeasure(None, [point], measure.fields, measure.responsibles, group, measure.number)
        one.stage, one.form, one.place, one.places = measure.stage, measure.form, measure.place, measure.places
        made.append(one)
    return made


def deadline_text(measure: DraftMeasure) -> str | None:
    """The printed deadline, two columns of dates joined by a dash."""
    whole = measure.text(DEADLINE)
    start, end = measure.text(START), measure.text(END)
    if start and end and start != end:
        span = f"{flat(start)} - {flat(end)}"
        return f"{flat(whole)} {span}" if whole else span
    chosen = whole or end or start
    return flat(chosen) if chosen else None


def _measure(draft: DraftMeasure, section: DraftSection, mind: Understanding, activities: bool) -> Measure:
    raw_title = "\n".join(draft.title)
    title = flat(raw_title)
    lead, points = (None, ()) if activities else split_points(raw_title)
    result, document = _one(draft.text(RESULT)), _one(draft.text(DOCUMENT))
    phrase = deadline_text(draft)
    people, listed = _people(draft)
    return Measure(
        number=draft.number,
        title=title,
        items=points,
        items_lead=lead,
        group=draft.group,
        parent=draft.parent,
        stage=draft.stage,
        form=flat(draft.form) if draft.form else None,
        deadline_text=phrase,
        deadline=mind.deadline(phrase),
        responsible=people,
        responsible_list=listed,
        responsible_columns=_columns(draft),
        result=result,
        document=document,
        reporting=_reporting(draft),
        kinds=mind.kind(title, result, document, section.title, draft.group),
        places=tuple(draft.places.items()),
        place=draft.place,
    )


def _one(text: str | None) -> str | None:
    return flat(text) if text else None


def _people(draft: DraftMeasure) -> tuple[str | None, tuple[Responsible, ...]]:
    """The printed text (columns joined by «; ») and the list of those it names."""
    texts: list[str] = []
    for _, pieces in draft.responsibles:
        text = "\n".join(pieces)
        if text and text not in texts:
            texts.append(text)
    if not texts:
        return None, ()
    listed: dict[str, Responsible] = {}
    for text in texts:
        for person in split_people(text):
            listed.setdefault(person.name, person)
    return "; ".join(flat(text) for text in texts), tuple(listed.values())


def _columns(draft: DraftMeasure) -> tuple[tuple[str, str | None], ...]:
    if len(draft.responsibles) < 2:
        return ()
    return tuple((name, flat("\n".join(pieces)) or None) for name, pieces in draft.responsibles)


def _reporting(draft: DraftMeasure) -> tuple[Reporting, ...]:
    """Whom to inform and when; a single column is parted before its deadline."""
    to, when = _one(draft.text(REPORT_TO)), _one(draft.text(REPORT_WHEN))
    if not to and not when:
        return ()
    if to and not when:
        to, when = _part(to)
    return (Reporting(to or "", when),)


def _part(text: str) -> tuple[str, str | None]:
    """«МКУ «Центр» 02.09.2020» → («МКУ «Центр»», «02.09.2020»)."""
    words = text.split(" ")
    for index in range(1, len(words)):
        rest = " ".join(words[index:])
        if len(rest) < 60 and like_deadline(rest) and (rest[0].isdigit() or rest[0].islower() or index > 1):
            return " ".join(words[:index]).rstrip(",;: "), rest
    return text, None
