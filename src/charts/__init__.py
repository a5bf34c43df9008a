"""Charts as SVG, the same on a page and in a paper: values in, a picture and its table out. Pure, without Django.

`draw` gives the picture in the colours of the page (classes of its style sheet) or of a paper (literal ones);
`table` the numbers beside it, `describe` one sentence. Every text is escaped; everything lies inside the view box.
"""

from __future__ import annotations

from charts.bars import draw_bars, draw_stacked
from charts.heat import draw_heat
from charts.lines import draw_lines
from charts.small import draw_ring, draw_spark
from charts.svg import PAGE, PAPER, Ink
from charts.values import (
    Bar,
    Bars,
    Chart,
    Curve,
    Heat,
    Lines,
    Part,
    Ring,
    Row,
    Spark,
    Stacked,
    Target,
    Tone,
)
from charts.words import Table, describe, table

__all__ = [
    "PAGE",
    "PAPER",
    "Bar",
    "Bars",
    "Chart",
    "Curve",
    "Heat",
    "Ink",
    "Lines",
    "Part",
    "Ring",
    "Row",
    "Spark",
    "Stacked",
    "Table",
    "Target",
    "Tone",
    "describe",
    "draw",
    "table",
]

WIDTH = 360.0
"""Fits a phone at its natural size; pages let the picture grow by a third."""


def draw(chart: Chart, ink: Ink = PAGE, width: float = WIDTH) -> str:
    """Return the chart as an SVG element; small ones (`Spark`, `Ring`) have a width of their own.

    Raises ValueError for a width below 120, where nothing could be read.
    """
    if width < 120:
        raise ValueError("a chart needs at least 120 units of width")
    match chart:
        case Bars():
            return draw_bars(chart, ink, width)
        case Stacked():
            return draw_stacked(chart, ink, width)
        case Lines():
            return draw_lines(chart, ink, width)
        case Heat():
            return draw_heat(chart, ink, width)
        case Spark():
            return draw_spark(chart, ink)
        case Ring():
            return draw_ring(chart, ink)
