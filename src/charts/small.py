"""Charts as small as a word: a line, a ring."""

from __future__ import annotations

import math

from charts.scale import Scale
from charts.svg import SIZE, Ink, picture, tag
from charts.text import cut
from charts.values import Ring, Spark, known
from charts.words import describe, share
from russian.spaces import DASH

_WIDE, _HIGH, _EDGE = 96.0, 24.0, 4.0
_SIDE, _RADIUS = 64.0, 28.0


def draw_spark(chart: Spark, ink: Ink, width: float = _WIDE) -> str:
    """Draw the line of the values from the least to the greatest, its last known one with a dot."""
    values = known(chart.values)
    if not values:
        nothing = ink.text(width / 2, _HIGH / 2 + 4, DASH, "soft", "middle")
        return picture(width, _HIGH, chart.title, describe(chart), nothing)
    scale = Scale(min(values), max(values), _HIGH - _EDGE, _EDGE)
    step = (width - 2 * _EDGE) / max(len(chart.values) - 1, 1)
    flat = min(values) == max(values)
    points = [
        (_EDGE + step * place, _HIGH / 2 if flat else scale.at(value))
        for place, value in enumerate(chart.values)
        if value is not None
    ]
    line = tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), **ink.of("line-main"))
    dot = tag("circle", cx=points[-1][0], cy=points[-1][1], r=2.5, **ink.of("main"))
    return picture(width, _HIGH, chart.title, describe(chart), line if len(points) > 1 else "", dot)


def draw_ring(chart: Ring, ink: Ink, width: float = _SIDE) -> str:
    """Draw the ring from the top clockwise; full only when nothing is lacking."""
    middle, around = _SIDE / 2, 2 * math.pi * _RADIUS
    filled = around * min(chart.part / chart.whole, 1.0) if chart.whole else 0.0
    place = {"cx": middle, "cy": middle, "r": _RADIUS}
    track = tag("circle", **place, **ink.of("ring-track"))
    turned = {"stroke_dasharray": f"{filled:.2f} {around:.2f}", "transform": f"rotate(-90 {middle:g} {middle:g})"}
    fill = tag("circle", **place, **turned, **ink.of(f"ring-{chart.tone}")) if filled else ""
    written = cut(chart.words or share(chart.part, chart.whole), 2 * _RADIUS - 6, SIZE)
    words = ink.text(middle, middle + SIZE * 0.35, written, "text", "middle")
    return picture(_SIDE, _SIDE, chart.title, describe(chart), track, fill, words)
