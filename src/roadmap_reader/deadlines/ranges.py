"""Rules for points, for ranges between two points, and for what a preposition makes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from roadmap_reader.deadlines.dates import is_day, read_days, read_nth_weekday
from roadmap_reader.deadlines.months import read_month, read_month_part, read_named_part, read_season
from roadmap_reader.deadlines.periods import read_edge, read_numbered, read_year_unit
from roadmap_reader.deadlines.pieces import Dated, Every, Found, Item, Match, Piece
from roadmap_reader.deadlines.tokens import Stream, Token
from roadmap_reader.deadlines.units import Stretch, stretch_of
from roadmap_reader.deadlines.years import read_year_piece, with_years

_POINTS: tuple[Callable[[Stream, int], Found | None], ...] = (
    read_month_part, read_nth_weekday, read_days, read_numbered, read_named_part, read_month, read_season, read_edge,
    read_year_piece,
)  # fmt: skip
_ENDS = ("по", "до")
_DAY = dt.timedelta(days=1)
_NEAR = 16


def read_point(stream: Stream, i: int) -> Found | None:
    """The piece or list of pieces that begins exactly here."""
    for rule in _POINTS:
        found = rule(stream, i)
        if found:
            return found
    return None


def _single(piece: Piece) -> Stretch | None:
    """The stretch of a piece whose year is known and the only one."""
    if len(piece.fixed) == 1:
        return piece.fixed[0]
    return stretch_of(piece.shape, piece.years[0]) if len(piece.years) == 1 else None


def _exclusive(piece: Piece) -> Piece:
    """A month or longer unit as the limit «до»: it ends on the day before it begins."""
    if piece.kind == "date" or piece.edge == "конец":
        return piece
    if piece.fixed:
        return replace(piece, fixed=tuple((start - _DAY, start - _DAY) for start, _ in piece.fixed))
    start = stretch_of(piece.shape, piece.years[0] if piece.years else 2023)[0]
    before = start - _DAY
    shift = before.year - (piece.years[0] if piece.years else before.year)
    shape = (
        before.month,
        before.day if before.month != 2 else -1,
        before.month,
        before.day if before.month != 2 else -1,
    )
    return replace(piece, shape=shape, years=tuple(year + shift for year in piece.years))


def _between(first: Piece, last: Piece) -> Piece:
    """The range from the beginning of one piece to the end of another."""
    start, end = _single(first), _single(last)
    both_years = bool(first.fixed or last.fixed) and first.edge == last.edge and {first.kind, last.kind} == {"period"}
    kind = "period" if both_years else "range"
    if start and end and start[0] <= end[1]:
        return Piece(kind, fixed=((start[0], end[1]),))
    shape = first.shape[:2] + last.shape[2:]
    piece = Piece("range", shape)
    if last.years:
        return piece.in_years(last.years)
    return piece.in_years(tuple(year + piece.wraps for year in first.years))


def _bare_day(stream: Stream, i: int) -> int:
    """Past a day of the month that waits for the month of the range's end: «с 1 (числа) по …»; 0 where none."""
    if not is_day(stream, i):
        return 0
    after = i + 2 if stream.key(i + 1) == "число" else i + 1
    return after if stream.key(after) in _ENDS or stream.is_punct(after, "-") else 0


def _range_end(stream: Stream, i: int) -> tuple[Piece, int] | None:
    """The second point of a range, behind «по», «до» or a dash."""
    exclusive = stream.key(i) == "до"
    dash = stream.is_punct(i, "-")
    if not (stream.key(i) in _ENDS or dash):
        return None
    i += 1
    if dash:
        exclusive = stream.key(i) == "до"
        i = stream.skip(i, "по", "до")
    i = stream.skip(i, "весь", "в")
    found = read_point(stream, i) or (None if dash else read_year_unit(stream, i)) or read_edge(stream, i)
    if not found or len(found[0]) != 1:
        return None
    piece, after = found[0][0], found[1]
    if stream.key(after) == "включительно":
        return piece, after + 1
    return (_exclusive(piece) if exclusive else piece), after


def _opening(stream: Stream, i: int) -> int:
    """Past «с», «начиная с», «от», «в период с»; the same position where there is none."""
    start = i + 1 if stream.key(i) == "начиная" else i
    return start + 1 if stream.key(start) in ("с", "от") else start


def _from_number(stream: Stream, start: int, joint: int) -> Match | None:
    """«с 1 по 15 апреля», «с I по III квартал», «с 1 по 10 и с 20 по 30 мая»: the first point lacks its own word."""
    end = _range_end(stream, joint)
    if end and end[0].kind == "date":
        return (Dated(_from_day(stream.number(start), end[0])),), end[1]
    ahead = stream.tokens[start : start + _NEAR]
    dash = Token("punct", "-")
    dashed = Stream((*ahead[: joint - start], dash, *ahead[joint - start + 1 :]), stream.context)
    found = read_point(dashed, 0)
    if found:
        return tuple(Dated(piece) for piece in found[0]), start + found[1]
    return _shared_month(stream, start, joint)


def _from_day(day: int, end: Piece) -> Piece:
    month = end.shape[2] if day <= end.shape[3] else (end.shape[2] - 2) % 12 + 1
    return replace(end, kind="range", shape=(month, day, *end.shape[2:]))


def _shared_month(stream: Stream, start: int, joint: int) -> Match | None:
    """A stretch of days whose month stands only behind the next stretch."""
    after = stream.skip(joint + 2, "число")
    joined = stream.key(after) == "и" or stream.is_punct(after, ",")
    if not (is_day(stream, joint + 1) and joined and stream.key(after + 1) == "с"):
        return None
    rest = read_range(stream, after + 1) if after - start < _NEAR // 2 else None
    if not rest or not isinstance(rest[0][0], Dated):
        return None
    piece = rest[0][0].piece
    shape = (piece.shape[0], stream.number(start), piece.shape[0], stream.number(joint + 1))
    return (Dated(replace(piece, kind="range", shape=shape)), *rest[0]), rest[1]


def read_range(stream: Stream, i: int) -> Match | None:
    """«с 1 по 15 апреля», «октябрь 2021-ноябрь 2024», «сентябрь - декабрь», «с октября до конца учебного года»."""
    start = _opening(stream, i)
    after_day = _bare_day(stream, start)
    if after_day and start > i:
        return _from_number(stream, start, after_day)
    found = read_point(stream, start) or (read_edge(stream, start) if start > i else None)
    if not found:
        return None
    end = _range_end(stream, found[1])
    if not end or (stream.key(found[1]) in _ENDS and start == i):
        return None
    *before, first = found[0]
    joined = _between(first, end[0])
    if joined.has_years:
        end = (end[0], end[1])
        after = end[1]
    else:
        (joined,), after = with_years(stream, end[1], (joined,))
    return (*(Dated(piece) for piece in before), Dated(joined)), after


def _role(stream: Stream, i: int) -> tuple[str, int]:
    """What the words before a point make of it, and where the point begins."""
    key = stream.key(i)
    if key in ("до", "к"):
        return "before", stream.skip(i + 1, "не", "позднее")
    if key == "не" and stream.key(i + 1) in ("позднее", "ранее"):
        role = "by" if stream.key(i + 1) == "позднее" else "since"
        return role, stream.skip(i + 2, "чем", "с", "до")
    if key == "по":
        return "by", i + 1
    if key in ("после", "начиная") or (key == "с" and stream.key(i - 1) != "начиная"):
        return "since", stream.skip(i + 1, "с")
    return "at", i


def _limited(piece: Piece, role: str, inclusive: bool) -> Dated:
    """A point under its preposition; «до» is inclusive for days and for the end of anything."""
    if role == "at":
        return Dated(piece, "by" if inclusive else "at", until=inclusive)
    if role == "since":
        return Dated(piece, "since")
    if piece.edge == "середина" and not piece.fixed and piece.shape[0] == piece.shape[2]:
        piece = replace(piece, shape=(piece.shape[0], 15, piece.shape[2], 15))
        return Dated(piece, "by", until=True)
    whole = piece.kind != "date" and piece.edge not in ("конец", "окончание")
    return Dated(piece, "before" if role == "before" and whole and not inclusive else "by", until=True)


def _start_of_school_year(stream: Stream, i: int) -> Match | None:
    """«до начала учебного года», «к новому учебному году»: the 31st of August."""
    opened = stream.key(i) in ("начало", "новый")
    i = stream.skip(i, "начало", "новый", "весь", "текущий")
    if not opened or stream.unit(i) != "schoolyear" or stream.kind(i + 1) == "year":
        return None
    return (Dated(Piece("date", (8, 31, 8, 31)), "by", until=True),), i + 1


def read_dated(stream: Stream, i: int) -> Match | None:
    """A point with the preposition that says what it bounds: «до 1 мая», «не позднее сентября»."""
    if (
        stream.key(i) == "по"
        and stream.key(i + 1) == "окончание"
        and stream.at(i + 1).text.endswith(("ии", "ию", "иям"))
    ):
        return None
    role, start = _role(stream, i)
    if stream.key(i) == "перед" and stream.key(i + 1) in ("начало", "новый"):
        role, start = "before", i + 1
    if role in ("before", "by"):
        school = _start_of_school_year(stream, start)
        if school:
            return school
    start = stream.skip(start, "новый", "весь") if role != "at" else start
    found = read_point(stream, start)
    if not found and role in ("before", "by"):
        found = read_edge(stream, start)
    if not found:
        return None
    pieces, after = found
    if role == "since" and any(stream.key(k) == "по" for k in range(start, after)):
        role = "at"
    inclusive = stream.key(after) == "включительно"
    limited = tuple(_limited(piece, role, inclusive) for piece in pieces)
    return (*limited, *_each_year(stream, start, after)), after + inclusive


def _each_year(stream: Stream, start: int, end: int) -> tuple[Item, ...]:
    """«в начале каждого учебного года», «до конца текущего года»: the point comes back every year."""
    keys = {stream.key(i) for i in range(start, end)}
    current = "текущий" in keys and stream.unit(end - 1) == "year"
    return (Every("year"),) if "каждый" in keys or current else ()
