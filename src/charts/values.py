"""What a chart shows: frozen values, checked when they are made.

A value is a finite number smaller than `LIMIT`, or None: nothing is known, or too few people to show. A chart that
gets anything else raises ValueError; so does a row whose length differs from the heads above it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LIMIT = 1e15

Value = float | None


class Tone(StrEnum):
    """What a colour means: as usual, soon, late, not counted."""

    MAIN = "main"
    SOON = "soon"
    LATE = "late"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `words` are written at its end instead of the number («10 из 11»)."""

    label: str
    value: Value
    words: str = ""
    tone: Tone = Tone.MAIN


@dataclass(frozen=True, slots=True)
class Target:
    """A line that the values are compared with."""

    value: float
    name: str = "план"


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, one a row. `ceiling` is what a full bar means (100 for per cents); `unit` follows each number."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    ceiling: float | None = None
    target: Target | None = None
    note: str = ""

    def __post_init__(self) -> None:
        _demand(bar.value for bar in self.bars)
        _demand((self.ceiling, self.target.value if self.target else None))


@dataclass(frozen=True, slots=True)
class Part:
    """What one colour of a stacked chart counts."""

    name: str
    tone: Tone = Tone.MAIN


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row, as many as there are parts or columns."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """Lying bars made of parts; `whole` draws every bar to the full width, so that shares are compared.

    Values are not negative.
    """

    title: str
    parts: tuple[Part, ...]
    rows: tuple[Row, ...]
    whole: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        _rows(self.rows, len(self.parts))
        if any((value or 0) < 0 for row in self.rows for value in row.values):
            raise ValueError("a part of a whole cannot be negative")


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: a value for each moment; from `forecast_from` on (an index) the values are a forecast."""

    name: str
    values: tuple[Value, ...]
    forecast_from: int | None = None
    tone: Tone = Tone.MAIN


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over moments; `band` gives the lowest and the highest expected value of a moment, or None."""

    title: str
    moments: tuple[str, ...]
    curves: tuple[Curve, ...]
    target: Target | None = None
    band: tuple[tuple[float, float] | None, ...] = ()
    unit: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _rows([Row(curve.name, curve.values) for curve in self.curves], len(self.moments))
        if self.band and len(self.band) != len(self.moments):
            raise ValueError("the band needs an entry for each moment")
        _demand(value for pair in self.band if pair for value in pair)
        _demand((self.target.value if self.target else None,))


@dataclass(frozen=True, slots=True)
class Heat:
    """A table whose cells are the darker, the bigger their number."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _rows(self.rows, len(self.columns))


@dataclass(frozen=True, slots=True)
class Spark:
    """A line as small as a word; the last value has a dot."""

    title: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        _demand(self.values)


@dataclass(frozen=True, slots=True)
class Ring:
    """A part of a whole as a ring that fills; `words` stand inside it (up to six signs), else the per cent."""

    title: str
    part: float
    whole: float
    words: str = ""
    tone: Tone = Tone.MAIN

    def __post_init__(self) -> None:
        _demand((self.part, self.whole))
        if self.part < 0 or self.whole < 0:
            raise ValueError("a part of a whole cannot be negative")


Chart = Bars | Stacked | Lines | Heat | Spark | Ring


def known(values: Iterable[Value]) -> list[float]:
    """Leave out what is not known."""
    return [value for value in values if value is not None]


def _rows(rows: Iterable[Row], wanted: int) -> None:
    for row in rows:
        if len(row.values) != wanted:
            raise ValueError(f"«{row.label}» has {len(row.values)} values, not {wanted}")
        _demand(row.values)


def _demand(values: Iterable[Value]) -> None:
    if any(not math.isfinite(value) or abs(value) >= LIMIT for value in values if value is not None):
        raise ValueError("a chart shows finite numbers below 10 to the 15th")
