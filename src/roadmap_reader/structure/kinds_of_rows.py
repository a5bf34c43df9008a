"""Is a row a section, a lead-in line, a measure, or the rest of the row above?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from roadmap_reader.structure.drafts import DraftMeasure, DraftSection
from roadmap_reader.structure.looks import like_deadline
from roadmap_reader.structure.numbering import depth, is_child, is_roman
from roadmap_reader.structure.rows import RowView, like_point
from roadmap_reader.structure.text import flat, hangs, is_upper, starts_low
from roadmap_reader.structure.vocabulary import DEADLINE, MONTH_HEADING, SECTION_WORD

LONGEST_SECTION = 400


class RowKind(Enum):
    """What a row of a plan's table is; LEAD opens a list whose points are the measures."""

    SECTION = "section"
    LEAD = "lead"
    MEASURE = "measure"
    CONTINUATION = "continuation"


@dataclass(frozen=True, slots=True)
class Manner:
    """How the plan is printed: are its measures numbered, are its rows mostly bold, has it more than titles."""

    numbered: bool
    bold: bool
    rich: bool


@dataclass(slots=True)
class Around:
    """What stands around a row: its section, the measure above, the row below, and how the plan is printed."""

    section: DraftSection | None
    last: DraftMeasure | None
    following: RowView | None
    manner: Manner

    @property
    def last_title(self) -> str:
        """The last line of the title of the measure above; empty where there is none."""
        return self.last.title[-1] if self.last else ""


def manner_of(views: list[RowView], rich: bool) -> Manner:
    """The manner of a plan, from its rows with data."""
    data = [v for v in views if not v.wide and v.title and (v.values or v.has_people or not rich)]
    numbered = sum(1 for v in data if v.number) * 2 >= max(1, len(data)) and any(v.number for v in data)
    bold = sum(1 for v in data if v.row.bold) * 2 > len(data) if data else False
    return Manner(numbered, bold, rich)


def kind_of(view: RowView, around: Around) -> RowKind:
    """The kind of a row, told by what it holds and by what stands around it."""
    if view.wide:
        return _kind_of_wide(view, around)
    if view.same_title and around.last is not None:
        return RowKind.CONTINUATION
    if not view.title:
        return RowKind.CONTINUATION if around.last is not None and not view.number else RowKind.MEASURE
    if view.number:
        return _kind_of_numbered(view, around)
    return _kind_of_bare(view, around) if view.bare else _kind_of_unnumbered(view, around)


def _kind_of_wide(view: RowView, around: Around) -> RowKind:
    text = flat(view.wide)
    may_go_on = around.last is not None and not view.number and not view.row.bold
    goes_on = like_point(text) or (starts_low(text) and (hangs(around.last_title) or view.broken))
    return RowKind.CONTINUATION if may_go_on and goes_on else RowKind.SECTION


def _kind_of_numbered(view: RowView, around: Around) -> RowKind:
    if not (view.bare or view.only_deadline) or not around.manner.rich:
        return _numbered_with_data(view, around)
    below = around.following
    if below is not None and is_child(below.number, view.number):
        return _over_children(view, around)
    if is_roman(view.number) or (view.inner_number and view.bare):
        return RowKind.SECTION
    if view.only_deadline and not view.bare:
        return RowKind.MEASURE
    if below is not None and not below.number and like_point(below.title) and below.values:
        return RowKind.LEAD
    return RowKind.SECTION if _bare_section(view, around) else RowKind.MEASURE


def _numbered_with_data(view: RowView, around: Around) -> RowKind:
    """Rows with data are measures, unless bold or roman over children; in a list of titles numbers decide."""
    below = around.following
    child = below is not None and is_child(below.number, view.number)
    if child and depth(view.number) == 1 and (view.row.bold and not around.manner.bold):
        return RowKind.SECTION
    if not around.manner.rich and (child or is_roman(view.number)):
        return _over_children(view, around)
    return RowKind.MEASURE


def _over_children(view: RowView, around: Around) -> RowKind:
    """Over its children a row is a section; inside a section it only leads in."""
    inside = around.section is not None and is_child(view.number, around.section.number)
    if inside or (depth(view.number) > 1 and around.section is not None and around.section.title):
        return RowKind.LEAD
    return RowKind.SECTION


def _bare_section(view: RowView, around: Around) -> bool:
    """A numbered title with nothing beside it: does what follows start anew under it?"""
    below, level = around.following, depth(view.number)
    if below is None:
        return False
    if view.row.bold and not around.manner.bold:
        return True
    if below.wide:
        return False
    if around.last is not None and around.last.number and depth(around.last.number) > level:
        return True
    if below.number is None:
        return bool(below.title) and not below.bare and not starts_low(below.title)
    if depth(below.number) > level:
        return True
    return (below.number == "1" and view.number != "1") or (is_upper(flat(view.title)) and not below.bare)


def _kind_of_bare(view: RowView, around: Around) -> RowKind:
    """A title alone, without a number."""
    text = flat(view.title)
    if around.last is not None and _goes_on(view, text, around):
        return RowKind.CONTINUATION
    if _titled_like_section(view, text, around):
        return RowKind.SECTION
    if not around.manner.rich:
        return RowKind.MEASURE
    below = around.following
    if below is None or (below.bare and not below.number):
        return RowKind.MEASURE if below is None and not around.manner.numbered else _unsure(around)
    return RowKind.SECTION


def _unsure(around: Around) -> RowKind:
    return RowKind.SECTION if around.manner.numbered and around.last is None else RowKind.MEASURE


def _titled_like_section(view: RowView, text: str, around: Around) -> bool:
    if view.row.bold and not around.manner.bold:
        return True
    return bool(SECTION_WORD.match(text) or MONTH_HEADING.match(text) or is_upper(text))


def _goes_on(view: RowView, text: str, around: Around) -> bool:
    """Does the text continue the title above?"""
    if view.row.bold and not around.manner.bold:
        return False
    if starts_low(text) or like_point(view.title):
        return True
    before = around.last_title
    if hangs(before) and view.broken:
        return True
    below = around.following
    led = below is not None and not below.number and below.title and like_point(below.title)
    return bool(around.manner.numbered and view.broken and led)


def _kind_of_unnumbered(view: RowView, around: Around) -> RowKind:
    """A row with data and without a number: a measure whose number is missing, or the rest of a torn row."""
    if around.last is None:
        return RowKind.MEASURE
    text = flat(view.title)
    if like_point(view.title):
        return RowKind.MEASURE if DEADLINE in view.values else RowKind.CONTINUATION
    if not starts_low(text):
        torn = view.broken and hangs(around.last_title) and not _stands_alone(view)
        return RowKind.CONTINUATION if torn else RowKind.MEASURE
    if not around.manner.numbered and not view.broken and not hangs(around.last_title):
        return RowKind.MEASURE
    if _stands_alone(view) and not view.broken:
        return RowKind.MEASURE
    return RowKind.CONTINUATION


def _stands_alone(view: RowView) -> bool:
    """Has the row a whole deadline of its own?"""
    text = view.values.get(DEADLINE, "")
    return bool(text) and like_deadline(text) and any(c.isdigit() for c in text)
