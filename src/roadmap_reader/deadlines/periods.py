"""Rules for quarters, halves and terms, and for the beginning and end of longer units."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from roadmap_reader.deadlines.months import EDGES, read_month_part, read_numbers
from roadmap_reader.deadlines.pieces import Found, Piece
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.units import SCHOOL_YEAR, Shape, Stretch, Window, shapes_of, stretch_of
from roadmap_reader.deadlines.years import Years, read_year_piece, read_years

_NUMBERED = ("quarter", "half", "term", "trimester")
_TEN = dt.timedelta(days=9)


def _unit_at(stream: Stream, i: int) -> str:
    unit = stream.unit(i)
    if unit in _NUMBERED:
        return unit
    halved = stream.key(i) == "половина" and (
        stream.unit(i + 1) in ("year", "schoolyear") or stream.kind(i + 1) == "year"
    )
    return "half" if halved else ""


def _pieces(numbers: list[tuple[int, int]], shapes: tuple[Shape, ...]) -> tuple[Piece, ...]:
    """Numbered units as pieces: «I - III» is a range from the first to the last."""
    count = len(shapes)
    pieces = []
    for pair in numbers:
        first, last = (count if n == -1 else n for n in pair)
        if first <= count and last <= count:
            shape = shapes[first - 1][:2] + shapes[last - 1][2:]
            pieces.append(Piece("period" if first == last else "range", shape))
    return tuple(pieces)


def _touches(pieces: tuple[Piece, ...], years: Years, window: Window) -> bool:
    spans = [stretch_of(piece.shape, year) for piece in pieces for year in years.ends_of(piece)]
    return any(start <= window.end and end >= window.start for start, end in spans)


def _half_shapes(
    stream: Stream, numbers: list[tuple[int, int]], years: Years | None, of_school: bool
) -> tuple[Shape, ...]:
    """Halves of the school year or of the calendar year, whichever the plan and the printed year mean."""
    context = stream.context
    school = context.is_school or of_school or bool(years and years.school)
    if school and years and not years.school and not of_school:
        window = Window(context.start, context.end)
        by_school = _touches(_pieces(numbers, shapes_of("half", school=True)), years, window)
        by_calendar = _touches(_pieces(numbers, shapes_of("half", school=False)), years, window)
        school = by_school or not by_calendar
    return shapes_of("half", school=school)


def _trailing_years(stream: Stream, i: int) -> tuple[Years | None, bool, int]:
    """Years behind a unit, and whether the unit is said to be one of a school year."""
    of_school = False
    i = stream.skip(i, "учебный", "календарный", "текущий", "новый")
    if stream.unit(i) in ("year", "schoolyear"):
        of_school = stream.unit(i) == "schoolyear"
        i += 1
    found = read_years(stream, i + 1 if stream.is_punct(i, ",(") else i)
    return (found[0], of_school or found[0].school, found[1]) if found else (None, of_school, i)


def read_numbered(stream: Stream, i: int) -> Found | None:
    """«IV квартал», «1 и 3 четверти 2023/24 уч. года», «первая половина учебного года»."""
    numbers, after = read_numbers(stream, i)
    unit = _unit_at(stream, after) if numbers else ""
    if not unit:
        return None
    years, of_school, end = _trailing_years(stream, after + 1)
    shapes = _half_shapes(stream, numbers, years, of_school) if unit == "half" else shapes_of(unit, school=True)
    pieces = _pieces(numbers, shapes)
    if not pieces:
        return None
    if years:
        pieces = tuple(piece.in_years(years.ends_of(piece)) for piece in pieces)
    return pieces, end


def read_year_unit(stream: Stream, i: int) -> Found | None:
    """A year that is not printed, as the limit of something: «(до конца) учебного года»."""
    i = stream.skip(i, "весь", "новый", "текущий")
    calendar = stream.key(i) == "календарный"
    unit = stream.unit(i + calendar)
    if unit not in ("year", "schoolyear"):
        return None
    school = unit == "schoolyear" or (stream.context.is_school and not calendar)
    return (Piece("period", SCHOOL_YEAR if school else (1, 1, 12, -1)),), i + calendar + 1


def _edge_of_stretch(stretch: Stretch, edge: int) -> Stretch:
    """The first ten days, the last ones from the 21st, or the middle ten days."""
    start, end = stretch
    if edge == 1:
        return start, start + _TEN
    if edge == 3:
        return end.replace(day=21), end
    middle = start + (end - start) / 2
    return middle - _TEN / 2, middle + _TEN / 2


def _edge_of(piece: Piece, edge: int) -> Piece:
    """The beginning, middle or end of a longer unit."""
    name = {1: "начало", 2: "середина", 3: "конец"}[edge]
    if piece.fixed:
        return replace(piece, kind="range", fixed=tuple(_edge_of_stretch(s, edge) for s in piece.fixed), edge=name)
    first_month, first_day, last_month, last_day = piece.shape
    if edge == 1:
        return replace(piece, kind="range", shape=(first_month, first_day, first_month, first_day + 9), edge=name)
    if edge == 3:
        start = 21 if last_day < 0 else max(last_day - 9, 1)
        return replace(piece, kind="range", shape=(last_month, start, last_month, last_day), edge=name)
    middle = _edge_of_stretch(stretch_of(piece.shape, 2023), 2)
    shape = (middle[0].month, middle[0].day, middle[1].month, middle[1].day)
    return replace(piece, kind="range", shape=shape, edge=name)


def read_edge(stream: Stream, i: int) -> Found | None:
    """«конец учебного года», «начало II четверти», «начало и конец 2024 года»."""
    edges: list[int] = []
    while stream.key(i) in EDGES and len(edges) < 3:
        edges.append(EDGES[stream.key(i)])
        i += 1
        if (stream.is_punct(i, ",-") or stream.key(i) in ("и", "в")) and edges:
            ahead = stream.skip(i + 1, "в")
            i = ahead if stream.key(ahead) in EDGES else i
    if not edges:
        return None
    i = stream.skip(i, "весь", "текущий", "каждый")
    part = read_month_part(stream, i)
    if part:
        return tuple(replace(piece, edge=stream.key(i - 1)) for piece in part[0]), part[1]
    found = read_year_piece(stream, i) or read_numbered(stream, i) or read_year_unit(stream, i)
    if not found:
        return None
    return tuple(_edge_of(piece, edge) for edge in edges for piece in found[0]), found[1]
