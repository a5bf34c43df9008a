"""What charts have in common: a key of colours above, a sentence where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable

from charts.svg import SIZE, Ink, picture, tag
from charts.text import cut, width_of
from charts.values import Chart
from charts.words import NOTHING

_SWATCH = 16.0
_LINE = 20.0
_BETWEEN = 14.0

Point = tuple[float, float]


def empty(chart: Chart, ink: Ink, width: float) -> str:
    """A drawing that says that there is nothing yet."""
    return picture(width, 48.0, chart.title, NOTHING, ink.text(width / 2, 28.0, NOTHING, "soft", "middle"))


def legend(names: Iterable[tuple[str, str, int | None]], ink: Ink, width: float) -> tuple[str, float]:
    """Return the key of (name, role of the swatch, number of its mark) and the height it takes.

    A role of a line (`line-main`, `forecast-main`, `target`) gets a stroke instead of a square. Lines of the key are
    broken where they are full.
    """
    drawn: list[str] = []
    x, top = 0.0, 0.0
    for name, role, number in names:
        written = cut(name, width - _SWATCH - 6, SIZE)
        taken = _SWATCH + 6 + width_of(written, SIZE)
        if x and x + taken > width:
            x, top = 0.0, top + _LINE
        marked = "" if number is None else mark((x + _SWATCH / 2, top + 8), number, role.removeprefix("line-"), ink)
        drawn.append(_swatch(x, top, role, ink) + marked + ink.text(x + _SWATCH + 6, top + SIZE, written, "soft"))
        x += taken + _BETWEEN
    return "".join(drawn), top + _LINE + 4 if drawn else 0.0


def _swatch(x: float, top: float, role: str, ink: Ink) -> str:
    if role.startswith(("line-", "forecast-", "target")):
        return tag("line", x1=x, y1=top + 8, x2=x + _SWATCH, y2=top + 8, **ink.of(role))
    return tag("rect", x=x, y=top + 2, width=_SWATCH, height=_SWATCH - 2, rx=2, **ink.of(role))


def mark(point: Point, number: int, role: str, ink: Ink) -> str:
    """A circle, a square or a rhombus: lines are told apart by their points, too."""
    x, y = point
    match number % 3:
        case 0:
            return tag("circle", cx=x, cy=y, r=3.5, **ink.of(role))
        case 1:
            return tag("rect", x=x - 3.5, y=y - 3.5, width=7.0, height=7.0, **ink.of(role))
        case _:
            corners = ((x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y))
            return tag("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), **ink.of(role))
