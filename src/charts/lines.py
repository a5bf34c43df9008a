"""Lines over moments, with a forecast, a band of what is expected and a target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.frame import Point, empty, legend, mark
from charts.scale import Scale, ticks
from charts.svg import SIZE, Ink, picture, tag
from charts.text import cut, number, short, width_of
from charts.values import Curve, Lines, Value, known
from charts.words import describe

_HEIGHT = 170.0
_FOOT = 22.0
_INSET = 10.0


@dataclass(frozen=True, slots=True)
class _Field:
    """The rectangle of the lines: places of moments and the scale of values."""

    left: float
    right: float
    top: float
    bottom: float
    scale: Scale
    moments: int

    def x(self, place: int) -> float:
        """Where a moment stands; a single one in the middle."""
        if self.moments < 2:
            return (self.left + self.right) / 2
        return self.left + _INSET + (self.right - self.left - 2 * _INSET) * place / (self.moments - 1)

    def points(self, values: Sequence[Value]) -> list[Point | None]:
        """The places of the values, None where nothing is known."""
        return [None if value is None else (self.x(n), self.scale.at(value)) for n, value in enumerate(values)]


def draw_lines(chart: Lines, ink: Ink, width: float) -> str:
    """Draw the lines in a ruled field; every line has its own shape of points besides its colour."""
    values = known(value for curve in chart.curves for value in curve.values)
    if not values:
        return empty(chart, ink, width)
    values += [value for pair in chart.band if pair for value in pair]
    values += [chart.target.value] if chart.target else []
    key, top = legend(_names(chart), ink, width)
    round_ones = ticks(values)
    labels = [short(tick) for tick in round_ones]
    left = min(max(width_of(label, SIZE) for label in labels) + 6, width * 0.3)
    bottom = top + _HEIGHT - _FOOT
    scale = Scale(round_ones[0], round_ones[-1], bottom, top + _INSET)
    field = _Field(left, width, top, bottom, scale, len(chart.moments))
    parts = [key, _band(chart, field, ink)]
    for tick, label in zip(round_ones, labels, strict=True):
        y = scale.at(tick)
        parts.append(tag("line", x1=left, y1=y, x2=width, y2=y, **ink.of("axis" if tick == 0 else "grid")))
        parts.append(ink.text(left - 6, y + SIZE * 0.35, cut(label, left - 6, SIZE), "soft", "end"))
    parts += _feet(chart.moments, field, ink, top + _HEIGHT - 6)
    if chart.target:
        y = scale.at(chart.target.value)
        parts.append(tag("line", x1=left, y1=y, x2=width, y2=y, **ink.of("target")))
    parts += [_curve(curve, place, field, ink) for place, curve in enumerate(chart.curves)]
    return picture(width, top + _HEIGHT, chart.title, describe(chart), *parts)


def _names(chart: Lines) -> Iterator[tuple[str, str, int | None]]:
    many = len(chart.curves) > 1
    for place, curve in enumerate(chart.curves):
        if many or chart.target or curve.forecast_from is not None:
            yield curve.name, f"line-{curve.tone}", place
    if any(curve.forecast_from is not None for curve in chart.curves):
        yield "прогноз", f"forecast-{chart.curves[0].tone}", None
    if any(chart.band):
        yield "от и до", "band", None
    if chart.target:
        yield f"{chart.target.name} {number(chart.target.value, chart.unit)}", "target", None


def _feet(moments: Sequence[str], field: _Field, ink: Ink, baseline: float) -> Iterator[str]:
    """Names of moments under the field, as many as find room."""
    room = (field.right - field.left) / max(len(moments), 1)
    widest = max((width_of(moment, SIZE) for moment in moments), default=0.0)
    every = max(1, min(len(moments), round(widest / room + 0.5)))
    for place in range(0, len(moments), every):
        written = cut(moments[place], room * every, SIZE)
        half = width_of(written, SIZE) / 2
        centre = min(max(field.x(place), half), field.right - half)
        yield ink.text(centre, baseline, written, "soft", "middle")


def _curve(curve: Curve, place: int, field: _Field, ink: Ink) -> str:
    points = field.points(curve.values)
    turn = len(points) if curve.forecast_from is None else curve.forecast_from
    drawn = [_strokes(points[:turn], f"line-{curve.tone}", ink)]
    # The forecast goes on from the last fact.
    drawn.append(_strokes(points[max(turn - 1, 0) :], f"forecast-{curve.tone}", ink) if turn < len(points) else "")
    drawn += [mark(point, place, curve.tone, ink) for point in points[:turn] if point]
    return "".join(drawn)


def _strokes(points: Sequence[Point | None], role: str, ink: Ink) -> str:
    return "".join(
        tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in run), **ink.of(role))
        for run in _runs(points)
        if len(run) > 1
    )


def _runs(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    """Stretches without a gap."""
    run: list[Point] = []
    for point in [*points, None]:
        if point is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _band(chart: Lines, field: _Field, ink: Ink) -> str:
    ends = [(field.x(n), field.scale.at(pair[0]), field.scale.at(pair[1])) for n, pair in enumerate(chart.band) if pair]
    if len(ends) < 2:
        return ""
    outline = [(x, low) for x, low, _ in ends] + [(x, high) for x, _, high in reversed(ends)]
    return tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in outline), **ink.of("band"))
