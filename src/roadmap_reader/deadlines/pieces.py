"""What the rules find in a phrase, before anybody asks what it all means together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadmap_reader.deadlines.units import Shape, Stretch


@dataclass(frozen=True, slots=True)
class Piece:
    """A named stretch of days: `fixed` with its years, or a `shape` that still waits for them.

    `years` are the years in which the shape ends; `nth` is (which, weekday) within the shape's month;
    `middle` marks the middle of something, whose limit is the fifteenth.
    """

    kind: str
    shape: Shape = (1, 1, 12, -1)
    years: tuple[int, ...] = ()
    fixed: tuple[Stretch, ...] = ()
    nth: tuple[int, int] | None = None
    edge: str = ""
    listed: bool = False

    @property
    def has_years(self) -> bool:
        """Whether nothing is left to find out."""
        return bool(self.years or self.fixed)

    @property
    def wraps(self) -> bool:
        """Whether it goes over New Year."""
        first_month, first_day, last_month, last_day = self.shape
        return (first_month, first_day) > (last_month, last_day if last_day > 0 else 31)

    def in_years(self, years: tuple[int, ...]) -> Piece:
        """The same piece in the given years."""
        return replace(self, years=years)


@dataclass(frozen=True, slots=True)
class Dated:
    """A piece with what its preposition makes of it: at, by (its last day), before (the day before it), since."""

    piece: Piece
    role: str = "at"
    until: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence: `count` times in each `interval` units; `head` days from the start of the unit where said."""

    unit: str
    count: int = 1
    interval: int = 1
    head: int = 0


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week (0 is Monday), each week or the nth of a month."""

    days: tuple[int, ...]
    nth: tuple[int, ...] = ()
    interval: int = 1


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Days of no named month: «25 числа»."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """«… следующего за отчётным»: one date after each reporting unit."""

    unit: str


@dataclass(frozen=True, slots=True)
class Whole:
    """«в течение года», «в течение учебного года» (`unit` is year or schoolyear)."""

    unit: str


@dataclass(frozen=True, slots=True)
class Except:
    """Months in which nothing is due."""

    months: frozenset[int]


@dataclass(frozen=True, slots=True)
class Relative:
    """So many days, weeks or months before or after an event that has no date here."""

    offset: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that says one thing: ongoing, then, event, reference, period (of the plan)."""

    name: str


Item = Dated | Every | Weekdays | MonthDays | Following | Whole | Except | Relative | Mark
Found = tuple[tuple[Piece, ...], int]
Match = tuple[tuple[Item, ...], int]
