"""The rows of a section in printing order: measures with their parts, and above a group of them its name.

A plan whose rows were never numbered gets numbers on paper, so that people can speak of «пункт 2.3». A printed number
is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from estafeta.roadmaps.exports.sheet import MeasureSheet, RoadmapSheet, SectionSheet


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a measure, or only the name of the group that the next ones belong to."""

    number: str
    measure: MeasureSheet | None = None
    group: str = ""


def lines_of(sheet: RoadmapSheet) -> tuple[tuple[SectionSheet, tuple[Line, ...]], ...]:
    """List the rows of every section, with their own numbers where there are any."""
    rows = chain.from_iterable(section.rows() for section in sheet.sections)
    if any(measure.number for measure in rows):
        return tuple((section, tuple(_printed(section))) for section in sheet.sections)
    return tuple(_counted(sheet.sections))


def _counted(sections: Iterable[SectionSheet]) -> Iterator[tuple[SectionSheet, tuple[Line, ...]]]:
    """Rows counted within a section that has a number, through the plan in those that have none."""
    running = 0
    for section in sections:
        if section.number:
            yield section, tuple(_numbered(section.measures, f"{section.number.rstrip('.)')}.", 0))
        else:
            lines = tuple(_numbered(section.measures, "", running))
            running += sum(1 for line in lines if "." not in line.number)
            yield section, lines


def _printed(section: SectionSheet) -> Iterator[Line]:
    """Rows with the numbers they have; a group that comes from a row above them gets that row back."""
    for group, members in _grouped(section.rows()):
        if group:
            yield Line(_number_above(members[0].number, section), group=group)
        yield from (Line(measure.number, measure) for measure in members)


def _number_above(number: str, section: SectionSheet) -> str:
    above = number.rstrip(".)").rpartition(".")[0]
    return "" if above == section.number.rstrip(".)") else above


def _numbered(measures: Iterable[MeasureSheet], prefix: str, start: int) -> Iterator[Line]:
    place = start
    for group, members in _grouped(measures):
        if group:
            place += 1
            yield Line(f"{prefix}{place}", group=group)
            yield from _numbered_plainly(members, f"{prefix}{place}.", 0)
        else:
            yield from _numbered_plainly(members, prefix, place)
            place += len(members)


def _numbered_plainly(measures: Sequence[MeasureSheet], prefix: str, start: int) -> Iterator[Line]:
    for place, measure in enumerate(measures, start + 1):
        yield Line(f"{prefix}{place}", measure)
        yield from _numbered_plainly(measure.children, f"{prefix}{place}.", 0)


def _grouped(measures: Iterable[MeasureSheet]) -> Iterator[tuple[str, list[MeasureSheet]]]:
    for group, members in groupby(measures, key=lambda measure: measure.group):
        yield group, list(members)
