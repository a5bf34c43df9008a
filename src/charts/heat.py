"""A table whose cells are the darker, the bigger their number."""

from __future__ import annotations

from dataclasses import dataclass

from charts.frame import empty
from charts.svg import SIZE, Ink, picture, tag, words
from charts.text import cut, number, width_of
from charts.values import Heat, Value, known
from charts.words import describe

_CELL = 26.0
_HEAD = 20.0
STEPS = 5
_DARK = 3


def draw_heat(chart: Heat, ink: Ink, width: float) -> str:
    """Draw the cells; a number stands in its cell where it fits, and always in its title."""
    values = known(value for row in chart.rows for value in row.values)
    if not values:
        return empty(chart, ink, width)
    label = min(max(width_of(row.label, SIZE) for row in chart.rows) + 8, width * 0.36)
    cell = (width - label) / len(chart.columns)
    heads = [
        ink.text(label + cell * (place + 0.5), SIZE, cut(name, cell - 2, SIZE), "soft", "middle")
        for place, name in enumerate(chart.columns)
    ]
    rows = []
    for place, row in enumerate(chart.rows):
        top = _HEAD + place * _CELL
        rows.append(ink.text(0.0, top + _CELL / 2 + SIZE * 0.35, cut(row.label, label - 8, SIZE)))
        for column, value in enumerate(row.values):
            name = f"{row.label}, {chart.columns[column]}: {number(value, chart.unit)}"
            shape = _Shape(label + cell * column, top, cell, step_of(value, min(values), max(values)))
            rows.append(shape.draw(number(value), name, ink))
    height = _HEAD + _CELL * len(chart.rows)
    return picture(width, height, chart.title, describe(chart), *heads, *rows)


def step_of(value: Value, low: float, high: float) -> int | None:
    """Return the shade of a value from 0 to 4; None where it is not known. Equal values are all of the middle shade."""
    if value is None:
        return None
    if high <= low:
        return STEPS // 2
    return min(STEPS - 1, int((value - low) / (high - low) * STEPS))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A cell: where it begins, how wide it is, its shade."""

    x: float
    top: float
    width: float
    step: int | None

    def draw(self, written: str, name: str, ink: Ink) -> str:
        """The cell with its name on hovering, and with its number where that fits."""
        role = "track" if self.step is None else f"heat-{self.step}"
        place = {"x": self.x, "y": self.top + 1, "width": max(self.width - 2, 0.5), "height": _CELL - 2}
        shape = tag("rect", tag("title", words(name)), **place, **ink.of(role))
        if width_of(written, SIZE) > self.width - 4:
            return shape
        face = "on" if self.step is not None and self.step >= _DARK else "text"
        middle = self.x + self.width / 2 - 1
        return shape + ink.text(middle, self.top + _CELL / 2 + SIZE * 0.35, written, face, "middle")
