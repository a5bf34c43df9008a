"""Rules for days: «15 октября», «10, 15 и 20 мая», «10-13.10.2024», «вторая пятница марта»."""

from __future__ import annotations

from roadmap_reader.deadlines.pieces import Found, Piece
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.years import with_years

_MOST_DAYS = 16
_DAY_NAMES = ("число",)


def is_day(stream: Stream, i: int) -> bool:
    """Whether a number that can be a day of a month stands here."""
    return stream.kind(i) in ("num", "ord") and 1 <= stream.number(i) <= 31


def day_spans(stream: Stream, i: int) -> tuple[list[tuple[int, int]], int]:
    """«10, 15-20 и 25»: days and stretches of days as (first, last); the last one may still want its end."""
    spans: list[tuple[int, int]] = []
    open_dash = False
    last = i + 2 * _MOST_DAYS
    while is_day(stream, i) and i < last:
        day = stream.number(i)
        if open_dash:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
        i += 1
        open_dash = stream.is_punct(i, "-")
        if not (stream.is_punct(i, "-,;/") or stream.key(i) in ("и", "или")):
            return spans, i
        if not (is_day(stream, i + 1) or stream.kind(i + 1) == "date"):
            return spans, i
        i += 1
    if open_dash and spans:
        spans[-1] = (spans[-1][0], 0)
    return spans, i


def _day_pieces(spans: list[tuple[int, int]], month: int) -> tuple[Piece, ...]:
    pieces = []
    for first, last in spans:
        kind = "date" if first == last else "range"
        start_month = month if first <= last else (month - 2) % 12 + 1
        pieces.append(Piece(kind, (start_month, first, month, last)))
    return tuple(pieces)


def read_days(stream: Stream, i: int) -> Found | None:
    """Days of one month with or without a year."""
    spans, after = day_spans(stream, i)
    token = stream.at(after)
    if token.kind == "date" and isinstance(token.value, tuple):
        day, month, year = token.value
        if spans and spans[-1][1] == 0:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
        return _dated(stream, after + 1, _day_pieces(spans, month), year)
    after = stream.skip(after, *_DAY_NAMES)
    if spans and spans[-1][1] and stream.kind(after) == "month":
        return with_years(stream, _month_word(stream, after + 1), _day_pieces(spans, stream.number(after)))
    return None


def _month_word(stream: Stream, i: int) -> int:
    """Past the word «месяца» after the name of a month."""
    return i + 1 if stream.unit(i) == "month" else i


def _dated(stream: Stream, i: int, pieces: tuple[Piece, ...], year: int) -> Found:
    if not year:
        return with_years(stream, i, pieces)
    years: tuple[int, ...] = (year,)
    if stream.is_punct(i, "-") and stream.kind(i + 1) == "year" and stream.kind(i + 2) not in ("month", "date"):
        years = tuple(range(year, min(stream.number(i + 1), year + 60) + 1)) or years
        i += 2
    return tuple(piece.in_years(years) for piece in pieces), i


def read_nth_weekday(stream: Stream, i: int) -> Found | None:
    """«последняя пятница марта (, июня) …»: that weekday of a named month."""
    if stream.kind(i) not in ("ord", "num") or stream.number(i) > 5 or stream.kind(i + 1) != "weekday":
        return None
    after = i + 2
    months: list[int] = []
    while stream.kind(after) == "month" and len(months) < 12:
        months.append(stream.number(after))
        after += 1
        if (stream.is_punct(after, ",") or stream.key(after) == "и") and stream.kind(after + 1) == "month":
            after += 1
    if not months:
        return None
    nth = (stream.number(i), stream.number(i + 1))
    return with_years(stream, after, tuple(Piece("date", (m, 1, m, -1), nth=nth) for m in months))
