"""Rows of a plan's table, one after another, become sections and measures."""

from __future__ import annotations

import re

from office_files.blocks import Place
from roadmap_reader.structure.columns import Layout
from roadmap_reader.structure.drafts import DraftMeasure, DraftPlan, DraftSection
from roadmap_reader.structure.grid import Grid, GridRow
from roadmap_reader.structure.kinds_of_rows import Around, Manner, RowKind, kind_of, manner_of
from roadmap_reader.structure.looks import like_deadline
from roadmap_reader.structure.numbering import is_child, split_section_number
from roadmap_reader.structure.rows import RowReader, RowView, like_point, skip_reason
from roadmap_reader.structure.text import flat, hangs, starts_low
from roadmap_reader.structure.vocabulary import (
    BOTH,
    DEADLINE,
    DOCUMENT,
    END,
    FORM,
    GROUP,
    MONTH_HEADING,
    REPORT_TO,
    REPORT_WHEN,
    RESPONSIBLE,
    RESULT,
    SECTION,
    STAGE,
    START,
)

_STAGE = re.compile(r"\(\s*(?:этап\s*(\d)|(\d)\s*этап)\s*\)|^\s*(?:этап\s*(\d)\b|(\d)\s*-?(?:й|ый)?\s*этап\b)", re.I)
_SPILLED = (DOCUMENT, REPORT_TO, REPORT_WHEN)


def stage_in(text: str | None) -> int | None:
    """«(этап 2)», «Этап 3.»: the number of the stage."""
    found = _STAGE.search(text) if text else None
    return int(next(group for group in found.groups() if group)) if found else None


def reader_places(reader: RowReader | None, view: RowView) -> dict[str, Place]:
    """Where each value of a row stands in the file."""
    places = view.row.places
    if reader is None or not places:
        return {}
    return {name: places[column] for name, column in reader.where if column in places and view.row.texts[column]}


class PlanBuilder:
    """Reads the parts of one plan's table into a `DraftPlan`."""

    def __init__(self, plan: DraftPlan) -> None:
        self.plan = plan
        self.lead: tuple[str, str] | None = None
        self.beside: dict[str, str] = {}
        self.reader: RowReader | None = None
        self.undated = False

    def read(self, grid: Grid, layout: Layout, rows: list[GridRow], keys: frozenset[str], later_part: bool) -> None:
        """All rows of one part. `later_part`: the table was broken before it."""
        reader = self.reader = RowReader(grid, layout)
        views: list[RowView] = []
        opens = later_part
        for row in rows:
            view = reader.view(row)
            why = skip_reason(view, keys)
            if why is None:
                view.opens_part = opens
                opens = False
                views.append(view)
            elif why in ("heading", "blank"):
                opens = opens or bool(views)
            else:
                self._skip(view, why)
        rich = layout.has(DEADLINE, START, END, BOTH, RESPONSIBLE, RESULT, DOCUMENT)
        self.undated = not layout.has(DEADLINE, START, END, BOTH)
        manner = manner_of(views, rich)
        for index, view in enumerate(views):
            self._take(view, views[index + 1] if index + 1 < len(views) else None, manner)

    def _skip(self, view: RowView, why: str) -> None:
        words = {"total": "итоговая строка", "note": "примечание", "signature": "подпись"}[why]
        self.plan.doubt(view.row.place, f"Строка не прочитана как мероприятие: {words}.", "low")

    def _take(self, view: RowView, following: RowView | None, manner: Manner) -> None:
        if not view.wide and not view.number and view.number_text:
            self._take_torn(view, following)
            return
        section = self.plan.sections[-1] if self.plan.sections else None
        kind = kind_of(view, Around(section, self.plan.last, following, manner))
        if kind is RowKind.SECTION:
            self._open(view.number, flat(view.title), view, view.values.get(DEADLINE))
        elif kind is RowKind.LEAD:
            self.lead = (view.number or "", flat(view.title))
        elif kind is RowKind.CONTINUATION:
            self._continue(view, following)
        else:
            self._measure(view)

    def _open(self, number: str | None, title: str, view: RowView, deadline: str | None = None) -> None:
        self.lead, self.beside = None, {}
        self.plan.open(DraftSection(number, title, stage_in(title), deadline, view.row.place))

    def _take_torn(self, view: RowView, following: RowView | None) -> None:
        """A row whose number cell holds words: the rest of the row above, with perhaps a section beside it."""
        text, last = flat(view.number_text), self.plan.last
        odd = [flat(t) for m, t in view.values.items() if m == DEADLINE and not like_deadline(t)]
        if last is not None and (starts_low(text) or hangs(last.title[-1])):
            last.title.append(text)
            self.plan.doubt(view.row.place, "Начало строки присоединено к предыдущему мероприятию по смыслу.")
        elif not odd and not view.title:
            self._open(*split_section_number(text), view)
            return
        else:
            view.title = f"{view.number_text} {view.title}".strip()
            self._measure(view)
            return
        if view.title and not starts_low(view.title):
            odd.append(flat(view.title))
        if odd:
            self._open(*split_section_number(odd[0]), view)
            self.plan.doubt(view.row.place, "Название раздела стояло в разорванной строке.", "high")

    def _continue(self, view: RowView, following: RowView | None) -> None:
        last = self.plan.last
        if last is None:
            return
        self._spill(view, following, last)
        title = view.wide or view.title
        if title and not view.same_title:
            last.title.append(title)
        for meaning, text in view.values.items():
            last.add(meaning, text)
        for heading, text in view.people:
            if text:
                last.add_responsible(heading, text)
        if not view.same_title:
            self.plan.doubt(view.row.place, "Строка без номера присоединена к предыдущему мероприятию.", "low")

    def _spill(self, view: RowView, following: RowView | None, last: DraftMeasure) -> None:
        """Cells that slid up: whole values of the next measure that stand in the rest of this one."""
        here = [m for m in _SPILLED if m in view.values]
        if following is None or not following.number or len(here) < 2 or not view.has_people or not view.broken:
            return
        if not all(m in last.fields for m in here) or all(m in following.values for m in here):
            return
        for meaning in here:
            following.values[meaning] = view.values.pop(meaning)
        following.people, view.people = view.people, []
        self.plan.doubt(view.row.place, "Ячейки строки сдвинуты: значения отнесены к следующему мероприятию.", "high")

    def _measure(self, view: RowView) -> None:
        self._beside(view)
        title = view.title or next(iter(view.values.values()), "")
        if not title:
            self.plan.doubt(view.row.place, "Строка без названия мероприятия пропущена.", "medium")
            return
        place = view.row.place
        draft = DraftMeasure(view.number, [title], place=place, places=reader_places(self.reader, view))
        draft.form = view.beside.get(FORM)
        draft.group = flat(view.beside[GROUP]) if GROUP in view.beside else None
        draft.stage = self._stage(view, title)
        self._under_lead(draft)
        for meaning, text in view.values.items():
            draft.add(meaning, text)
        for heading, text in view.people:
            draft.add_responsible(heading, text)
        if self.undated and MONTH_HEADING.match(self.plan.section.title or ""):
            draft.add(DEADLINE, self.plan.section.title or "")
        if not view.number and like_point(title) and self.plan.last is not None and draft.parent is None:
            draft.parent = self.plan.last.parent or self.plan.last.number
        self.plan.section.measures.append(draft)

    def _stage(self, view: RowView, title: str) -> int | None:
        printed = view.beside.get(STAGE) or view.beside.get(SECTION)
        return stage_in(title) or stage_in(printed) or self.plan.section.stage

    def _under_lead(self, draft: DraftMeasure) -> None:
        pointed = draft.number is None and like_point(draft.title[0])
        if self.lead and (pointed or is_child(draft.number, self.lead[0])):
            draft.parent, draft.group = self.lead[0], draft.group or self.lead[1]
        elif self.lead and draft.number:
            self.lead = None

    def _beside(self, view: RowView) -> None:
        """A column of sections: a new value opens a new section; an empty cell means the one above."""
        text = view.beside.get(SECTION)
        if not text:
            return
        name = flat(text)
        if self.beside.get(SECTION) != name:
            number, title = split_section_number(name)
            self._open(number, title, view)
            self.beside[SECTION] = name


def settle_numbers(plan: DraftPlan, activities: bool) -> None:
    """Where only the first measure of each section has a number, the number is the section's own."""
    sections = [s for s in plan.sections if s.measures and s.title]
    if len(sections) < 2 or any(s.number for s in sections):
        return
    rest = [m for s in sections for m in s.measures[1:]]
    if not (rest or activities) or any(m.number for m in rest) or not all(s.measures[0].number for s in sections):
        return
    for section in sections:
        section.number, section.measures[0].number = section.measures[0].number, None
