"""Years for pieces that were printed without one: from their neighbours, else from the period of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap_reader.deadlines.context import Context
from roadmap_reader.deadlines.pieces import Dated, Item, Piece
from roadmap_reader.deadlines.units import Stretch, nth_weekday, stretch_of

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """One stretch with its due day; `role` as in Dated."""

    kind: str
    start: dt.date
    end: dt.date
    role: str

    @property
    def day(self) -> dt.date:
        """The last day on which it may still be done."""
        return self.start - _DAY if self.role == "before" else self.end


def stretch_in(piece: Piece, year: int) -> Stretch | None:
    """Where a piece lies when it ends in the given year; None for a fifth Friday that is not there."""
    if piece.nth is None:
        return stretch_of(piece.shape, year)
    day = nth_weekday(year, piece.shape[0], *piece.nth)
    return (day, day) if day else None


def _rank(stretch: Stretch, context: Context, *, whole_month: bool) -> tuple[int, int]:
    """How well a stretch fits the plan: inside, ends inside, begins inside, touches, lies apart."""
    start, end = stretch
    if start > context.end or end < context.start:
        return 4, (start - context.end).days if start > context.end else (context.start - end).days
    if whole_month or (start in context and end in context):
        return 0, 0
    return (1, 0) if end in context else (2, 0) if start in context else (3, 0)


def choose(piece: Piece, context: Context) -> Stretch | None:
    """The occurrence of a yearless piece in the plan: the first, or the nearest where there is none inside."""
    first, last = context.own_years
    found = [stretch_in(piece, year) for year in range(first - 1, last + 2)]
    stretches = [stretch for stretch in found if stretch]
    ranked = [(_rank(s, context, whole_month=piece.kind == "month"), s) for s in stretches]
    best = min(rank for rank, _ in ranked) if ranked else (0, 0)
    fitting = [stretch for rank, stretch in ranked if rank == best]
    return (fitting[-1] if best[0] == 4 else fitting[0]) if fitting else None


def stretches_of(piece: Piece, context: Context) -> tuple[Stretch, ...]:
    """All stretches that a piece names."""
    if piece.fixed:
        return piece.fixed
    if piece.years:
        found = (stretch_in(piece, year) for year in piece.years)
        return tuple(stretch for stretch in found if stretch)
    one = choose(piece, context)
    return (one,) if one else ()


def dues_of(items: Sequence[Dated], context: Context) -> tuple[Due, ...]:
    """Every due day that the dated items name."""
    return tuple(
        Due(item.piece.kind, start, end, item.role)
        for item in items
        for start, end in stretches_of(item.piece, context)
    )


def is_years(item: Item) -> bool:
    """Whether an item is nothing but printed years."""
    return isinstance(item, Dated) and bool(item.piece.fixed) and item.piece.edge in ("school", "calendar")


def _neighbour_year(piece: Piece, other: Piece, context: Context, *, behind: bool) -> Piece:
    """A piece in a list takes the year of its neighbour, or the one beside it where the list goes over New Year."""
    if len(other.years) != 1:
        return piece.in_years(other.years)
    year = other.years[0]
    over = piece.shape[2:] > other.shape[2:] if behind else piece.shape[2:] < other.shape[2:]
    if not over:
        return piece.in_years((year,))
    beside = stretch_in(piece, year - 1 if behind else year + 1)
    if beside and (beside[1] in context or beside[0] in context):
        return piece.in_years((beside[1].year,))
    return piece.in_years((year,))


def _wants_year(item: Item) -> bool:
    return isinstance(item, Dated) and not item.piece.has_years and item.role != "since"


def _with_printed(item: Dated, years: Dated, context: Context) -> Dated:
    """A yearless piece with years that stand apart from it in the phrase."""
    if years.piece.edge == "school":
        ends = []
        for start, end in years.piece.fixed:
            school = Context(start, dt.date(end.year, 8, 31))
            found = choose(item.piece, school)
            many = range(start.year, end.year + 1) if end.year - start.year > 1 else ()
            ends += [y for y in many if (s := stretch_in(item.piece, y)) and s[1] in school] or (
                [found[1].year] if found else []
            )
    else:
        ends = [y for start, end in years.piece.fixed for y in range(start.year, end.year + 1)]
        if item.piece.wraps and len(ends) > 1:
            ends = ends[1:]
    return replace(item, piece=item.piece.in_years(tuple(dict.fromkeys(ends))))


def _spread_apart(items: list[Item], context: Context) -> list[Item]:
    """«2023 год: сентябрь, май» and «сентябрь ежегодно 2021 – 2024 гг.»: years that stand apart find their pieces."""
    for k, years in enumerate(items):
        if not (is_years(years) and isinstance(years, Dated) and years.role == "at"):
            continue
        before = [n for n in range(k) if _wants_year(items[n])]
        after = [n for n in range(k + 1, len(items)) if _wants_year(items[n])]
        targets = before or ([] if any(isinstance(i, Dated) and not is_years(i) for i in items[:k]) else after)
        if targets:
            new = list(items)
            for n in targets:
                target = items[n]
                if isinstance(target, Dated):
                    new[n] = _with_printed(target, years, context)
            del new[k]
            return new
    return items


def settle_years(items: tuple[Item, ...], context: Context) -> tuple[Item, ...]:
    """The same items with every year that the phrase itself gives."""
    settled = _spread_apart(_carried(list(items), context), context)
    return tuple(settled)


def _carried(items: list[Item], context: Context) -> list[Item]:
    """Within a list: the year printed last counts for those before it, then the others go on from it."""
    for direction in (-1, 1):
        order = range(len(items) - 1, -1, -1) if direction < 0 else range(len(items))
        last: Piece | None = None
        for n in order:
            item = items[n]
            if not isinstance(item, Dated) or is_years(item) or item.piece.fixed:
                last = None if isinstance(item, Dated) else last
            elif item.piece.years:
                last = item.piece
            elif last and item.role != "since":
                piece = _neighbour_year(item.piece, last, context, behind=direction < 0)
                items[n] = replace(item, piece=piece)
                last = piece
    return items
