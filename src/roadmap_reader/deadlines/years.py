"""Rules for years: «2020-2024», «2023/24 уч. год», «2021, 2022 гг.», and what they do to a piece beside them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from roadmap_reader.deadlines.pieces import Found, Piece
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.units import SCHOOL_YEAR, Stretch, stretch_of

_MOST_YEARS = 60
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Years:
    """Printed years as (first, last) spans; `school` where they are school years."""

    spans: tuple[tuple[int, int], ...]
    school: bool = False

    def stretches(self) -> tuple[Stretch, ...]:
        """First and last day of each of the stretches that they cover, in order."""
        if self.school:
            return tuple(
                (stretch_of(SCHOOL_YEAR, first + 1)[0], stretch_of(SCHOOL_YEAR, max(last, first + 1))[1])
                for first, last in self.spans
            )
        return tuple((dt.date(first, 1, 1), dt.date(last, 12, 31)) for first, last in self.spans)

    def ends_of(self, piece: Piece) -> tuple[int, ...]:
        """The years in which a piece ends, when these years are printed beside it."""
        if self.school:
            return self._school_ends(piece)
        years: list[int] = []
        for first, last in self.spans:
            years += range(first + (piece.wraps and last > first), last + 1)
        return tuple(dict.fromkeys(years))

    def _school_ends(self, piece: Piece) -> tuple[int, ...]:
        late = piece.shape[2] >= 9
        years: list[int] = []
        for first, last in self.spans:
            years += range(first, max(last, first + 1)) if late else range(first + 1, max(last, first + 1) + 1)
        return tuple(dict.fromkeys(years))


def _second_year(stream: Stream, i: int, first: int) -> int:
    """The year after a dash or slash, also printed with two digits; 0 where there is none."""
    if stream.kind(i) == "year":
        following = stream.is_punct(i + 1, "-") and stream.kind(i + 2) in ("month", "date")
        return 0 if following else stream.number(i)
    number = stream.number(i)
    if stream.kind(i) in ("num", "ord") and len(stream.at(i).text) == 2 and 0 < number - first % 100 <= 10:
        return 0 if stream.kind(i + 1) == "month" else first - first % 100 + number
    return 0


def _span(stream: Stream, i: int) -> tuple[tuple[int, int], bool, int]:
    """One year or two with a dash or slash between; whether it can only be a school year; where it ends."""
    first = stream.number(i)
    i += 1
    if stream.is_punct(i, "-/") or (stream.key(i) == "по" and stream.kind(i + 1) == "year"):
        last = _second_year(stream, i + 1, first)
        if first <= last <= first + _WIDEST:
            slash = stream.is_punct(i, "/") and last == first + 1
            after = i + 2
            if stream.unit(after) == "year":
                after += 1
            return (first, last), slash, after
    return (first, first), False, i


def read_years(stream: Stream, i: int) -> tuple[Years, int] | None:
    """Years as printed, one after another."""
    school = stream.key(i - 1) == "учебный" or stream.unit(i - 1) == "schoolyear"
    if stream.kind(i) != "year":
        return None
    spans: list[tuple[int, int]] = []
    while stream.kind(i) == "year" and len(spans) < _MOST_YEARS:
        span, slash, i = _span(stream, i)
        school = school or slash
        spans.append(span)
        if stream.unit(i) == "schoolyear":
            school = True
            i += 1
        if (stream.is_punct(i, ",;") or stream.key(i) in ("и", "или")) and stream.kind(i + 1) == "year":
            i += 1
    context = stream.context
    own = context.is_school and tuple(spans) == (context.own_years,)
    return Years(tuple(spans), school or own), i


def with_years(stream: Stream, i: int, pieces: tuple[Piece, ...]) -> Found:
    """The pieces with the years printed right behind them, if any are."""
    start = i
    if (stream.is_punct(i, ",(")) and stream.kind(i + 1) == "year":
        start = i + 1
    found = read_years(stream, start)
    if not found:
        return pieces, i
    years, after = found
    if all(first == last for first, last in years.spans):
        years = Years(years.spans)
    return tuple(piece.in_years(years.ends_of(piece)) for piece in pieces), after


def read_year_piece(stream: Stream, i: int) -> Found | None:
    """Years that stand for themselves: a period."""
    start = stream.skip(i, "учебный", "новый", "календарный")
    start += stream.unit(start) == "schoolyear"
    bracket = 1 if stream.is_punct(start, "(") and start > i else 0
    found = read_years(stream, start + bracket)
    if not found:
        return None
    years, after = found
    return (Piece("period", fixed=years.stretches(), edge="school" if years.school else "calendar"),), after
