"""The roadmap as a careful human would have typed it out, and the doubts he would have had."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from office_files.blocks import Doubt, Place


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline phrase as understood.

    `kind` is one of date, month, range, period, recurring, ongoing, event, relative, unspecified.
    `dates` are due days, ascending, without repeats; `start` and `end` are filled for month, range,
    period and ongoing only; `rrule` is an RFC 5545 rule without DTSTART, for recurring only;
    `conditional` says that it may never be due; `offset` (ISO 8601 duration) and `anchor` describe
    a relative deadline; `doubts` are sentences worth showing beside the phrase.
    """

    kind: str
    dates: tuple[dt.date, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    rrule: str | None = None
    conditional: bool = False
    offset: str | None = None
    anchor: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindGuess:
    """One kind of measure from the catalogue with how sure the reader is (0…1)."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Responsible:
    """One responsible as understood. `sort`: "person", "role" or "organisation"."""

    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class Reporting:
    """Whom to inform and when, as printed."""

    to: str
    when: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the plan. Texts are as printed, cleaned of layout only; None where nothing is printed."""

    number: str | None
    title: str
    items: tuple[str, ...] = ()
    children: tuple[Measure, ...] = ()
    group: str | None = None
    parent: str | None = None
    stage: int | None = None
    form: str | None = None
    deadline_text: str | None = None
    deadline: Deadline | None = None
    responsible: str | None = None
    responsible_list: tuple[Responsible, ...] = ()
    responsible_columns: tuple[tuple[str, str | None], ...] = ()
    result: str | None = None
    document: str | None = None
    reporting: tuple[Reporting, ...] = ()
    kinds: tuple[KindGuess, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()
    place: Place = Place()
    items_lead: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the plan; a plan without sections has one with number and title None."""

    number: str | None
    title: str | None
    stage: int | None = None
    deadline_text: str | None = None
    deadline: Deadline | None = None
    measures: tuple[Measure, ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Column:
    """A recognised column: its heading as printed and its meaning (None: not understood).

    `table` counts the tables of the file that hold plans, from 0; `guessed` means told by the cells,
    not by the heading; `parent` is the merged heading above a sub-heading.
    """

    index: int
    heading: str
    meaning: str | None
    table: int = 0
    confidence: float = 1.0
    guessed: bool = False
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """The «УТВЕРЖДАЮ» block as printed."""

    post: str | None = None
    name: str | None = None
    date: dt.date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """The order that the roadmap is an annex to or stands in."""

    kind: str
    number: str | None = None
    date: dt.date | None = None
    subject: str | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage from the preface or a stage column."""

    number: int
    title: str
    task: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Roadmap:
    """One roadmap of a file. `period` is the first and last day; `file_kind` the detected format."""

    title: str | None
    organisation: str | None
    period: tuple[dt.date, dt.date] | None
    sections: tuple[Section, ...]
    granularity: str = "measure"
    approved: Approval | None = None
    order: Order | None = None
    stages: tuple[Stage, ...] = ()
    columns: tuple[Column, ...] = ()
    file_kind: str = ""
    doubts: tuple[Doubt, ...] = ()
