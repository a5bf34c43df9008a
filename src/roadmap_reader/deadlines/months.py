"""Rules for months, their parts and the seasons."""

from __future__ import annotations

from roadmap_reader.deadlines.pieces import Found, Piece
from roadmap_reader.deadlines.tokens import Stream
from roadmap_reader.deadlines.units import SEASONS, Shape
from roadmap_reader.deadlines.years import with_years

EDGES = {"начало": 1, "середина": 2, "конец": 3, "окончание": 3}
_DECADES = {1: (1, 10), 2: (11, 20), 3: (21, -1)}
_HALVES = {1: (1, 15), 2: (16, -1)}


def week_days(first: int, last: int) -> tuple[int, int] | None:
    """First and last day of weeks `first` to `last` of a month; -1 is the last week, told by (-7, -1)."""
    if first == -1:
        return (-7, -1)
    if not (1 <= first <= 5 and (last == -1 or first <= last <= 5)):
        return None
    return (7 * first - 6, 7 * last if 0 < last < 4 else -1)


def part_days(unit: str, first: int, last: int) -> tuple[int, int] | None:
    """First and last day of numbered weeks, decades or halves of a month."""
    if unit == "week":
        return week_days(first, last)
    table = _DECADES if unit == "decade" else _HALVES
    first, last = (len(table) if n == -1 else n for n in (first, last))
    if first not in table or last not in table:
        return None
    return table[first][0], table[last][1]


def read_part(stream: Stream, i: int) -> tuple[list[tuple[int, int]], int] | None:
    """«начало», «3-4 неделя», «первая и третья декада», «вторая половина»: days within some month."""
    edge = EDGES.get(stream.key(i), 0)
    if edge:
        return [_DECADES[edge]], i + 1
    if stream.kind(i) == "ord" and stream.key(i + 1) == "число":
        return [_DECADES[1 if stream.number(i) == 1 else 3]], i + 2
    several = stream.number(i + 1) if stream.kind(i) == "ord" and stream.kind(i + 1) == "num" else 0
    if stream.number(i) in (1, -1) and 1 < several < 5 and stream.unit(i + 2) == "week":
        return [(1, 7 * several) if stream.number(i) == 1 else (-7 * several, -1)], i + 3
    numbers, after = read_numbers(stream, i)
    if not numbers:
        return None
    unit = stream.unit(after) if stream.unit(after) in ("week", "decade") else ""
    unit = unit or ("half" if stream.key(after) == "половина" else "")
    days = [part_days(unit, first, last) for first, last in numbers] if unit else []
    known = [pair for pair in days if pair]
    return (known, after + 1) if known else None


def read_numbers(stream: Stream, i: int) -> tuple[list[tuple[int, int]], int]:
    """Numbers of units: «I», «2-я и 4-я», «1, 2 и 3», «I - III», as (first, last)."""
    numbers: list[tuple[int, int]] = []
    while len(numbers) < 12:
        first = unit_number(stream, i)
        if not first:
            break
        last, i = first, i + 1
        if stream.is_punct(i, "-") and unit_number(stream, i + 1):
            last, i = unit_number(stream, i + 1), i + 2
        numbers.append((first, last))
        more = stream.is_punct(i, ",;/") or stream.key(i) in ("и", "или")
        if not (more and unit_number(stream, i + 1)):
            break
        i += 1
    return numbers, i


def unit_number(stream: Stream, i: int) -> int:
    """A number of a unit, also as badly typed Roman («П», «11»); 0 where there is none."""
    if stream.kind(i) in ("ord", "num"):
        number = stream.number(i)
        return {11: 2, 111: 3}.get(number, number if number <= 5 else 0)
    return {"п": 2, "ш": 3}.get(stream.at(i).text, 0) if stream.kind(i) == "word" else 0


def _shape(month: int, days: tuple[int, int]) -> Shape:
    return (month, days[0], month, days[1])


def read_month_part(stream: Stream, i: int) -> Found | None:
    """«первая неделя октября», «конец марта», «вторая половина мая 2024 г.»."""
    part = read_part(stream, i)
    if not part or stream.kind(part[1]) != "month":
        return None
    spans, after = part
    month, edge = stream.number(after), stream.key(i)
    pieces = tuple(Piece("range", _shape(month, days), edge=edge) for days in spans)
    return with_years(stream, after + 1, pieces)


def read_month(stream: Stream, i: int) -> Found | None:
    """A month by name or as «09.2023»; the word «месяц» around it changes nothing."""
    token = stream.at(i)
    if token.kind == "monthyear" and isinstance(token.value, tuple):
        month, year = token.value
        return (Piece("month", (month, 1, month, -1), (year,)),), i + 1
    if token.kind != "month":
        return None
    month = stream.number(i)
    after = i + 2 if stream.unit(i + 1) == "month" else i + 1
    return with_years(stream, after, (Piece("month", (month, 1, month, -1)),))


def holidays_end(stream: Stream, i: int) -> int:
    """Past «осенние, весенние каникулы»; 0 where no holidays are named."""
    start = i
    while stream.kind(i) in ("season", "ord") and i - start < 12:
        i += 1
        if stream.is_punct(i, ",-") or stream.key(i) == "и":
            i += stream.kind(i + 1) in ("season", "ord")
    return i + 1 if i > start and stream.key(i) == "каникулы" else 0


def read_named_part(stream: Stream, i: int) -> Found | None:
    """«октябрь (2 неделя)», «март, вторая половина», «май: последняя пятница»: the month before its part."""
    if stream.kind(i) != "month":
        return None
    month, (pieces, after) = stream.number(i), with_years(stream, i + 1, (Piece("month"),))
    after += stream.is_punct(after, ",(:-")
    part = read_part(stream, after)
    nth = stream.kind(after) == "ord" and stream.kind(after + 1) == "weekday"
    end = after + 2 if nth else part[1] if part else 0
    if not end or not (stream.kind(end) in ("end", "year") or stream.is_punct(end, ",;)")):
        return None
    if nth:
        which = (stream.number(after), stream.number(after + 1))
        found: tuple[Piece, ...] = (Piece("date", (month, 1, month, -1), pieces[0].years, nth=which),)
    else:
        spans = part[0] if part else []
        found = tuple(Piece("range", _shape(month, d), pieces[0].years, edge=stream.key(after)) for d in spans)
    end += stream.is_punct(end, ")")
    return (found, end) if pieces[0].years else with_years(stream, end, found)


def read_season(stream: Stream, i: int) -> Found | None:
    """«осень 2024», «в зимний период»; school holidays of a season are no season."""
    if stream.kind(i) != "season":
        return None
    after = i + 1
    after = stream.skip(after, "период", "время")
    after += stream.unit(after) == "month"
    if holidays_end(stream, i):
        return None
    return with_years(stream, after, (Piece("range", SEASONS[str(stream.at(i).value)]),))
