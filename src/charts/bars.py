"""Lying bars, simple and stacked: labels at the left, numbers at the right, bars between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from charts.frame import empty, legend
from charts.scale import Scale, ticks
from charts.svg import SIZE, Ink, picture, tag
from charts.text import cut, number, width_of
from charts.values import Bar, Bars, Row, Stacked, known
from charts.words import describe

_ROW = 26.0
_BAR = 14.0
_GAP = 8.0
_HEAD = 20.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the label ends, where bars begin and end, where the number ends."""

    ink: Ink
    label: float
    begin: float
    end: float
    right: float

    def label_at(self, baseline: float, text: str) -> str:
        """The label of a row."""
        return self.ink.text(0.0, baseline, cut(text, self.label, SIZE))

    def number_at(self, baseline: float, text: str) -> str:
        """What is written at the end of a row."""
        return self.ink.text(self.right, baseline, cut(text, self.right - self.end, SIZE), "soft", "end")


def _columns(labels: Iterable[str], ends: Iterable[str], ink: Ink, width: float) -> _Columns:
    label = min(max((width_of(text, SIZE) for text in labels), default=0.0), width * 0.42)
    words = min(max((width_of(text, SIZE) for text in ends), default=0.0), width * 0.3)
    return _Columns(ink, label, label + _GAP, width - words - _GAP, width)


def draw_bars(chart: Bars, ink: Ink, width: float) -> str:
    """Draw bars from zero, to the left where they are negative."""
    if not known(bar.value for bar in chart.bars):
        return empty(chart, ink, width)
    ends = [bar.words or number(bar.value, chart.unit) for bar in chart.bars]
    columns = _columns((bar.label for bar in chart.bars), ends, ink, width)
    scale = _scale(chart, columns)
    head = _HEAD if chart.target else 0.0
    height = head + _ROW * len(chart.bars)
    parts = [_axis(scale, ink, head, height)] if scale.low < 0 else []
    for place, (bar, words) in enumerate(zip(chart.bars, ends, strict=True)):
        parts.append(_bar(bar, words, head + place * _ROW, columns, scale))
    parts.append(_target(chart, scale, ink, width, height))
    return picture(width, height, chart.title, describe(chart), *parts)


def _scale(chart: Bars, columns: _Columns) -> Scale:
    values = known(bar.value for bar in chart.bars) + ([chart.target.value] if chart.target else [])
    round_ones = ticks(values)
    high = round_ones[-1] if chart.ceiling is None else max(chart.ceiling, *values)
    return Scale(round_ones[0], high, columns.begin, columns.end)


def _bar(bar: Bar, words: str, top: float, columns: _Columns, scale: Scale) -> str:
    baseline = top + _ROW / 2 + SIZE * 0.35
    shape = ""
    if bar.value is not None:
        zero, end = scale.at(0), scale.at(bar.value)
        place = {"x": min(zero, end), "y": top + (_ROW - _BAR) / 2, "width": abs(end - zero), "height": _BAR, "rx": 2}
        shape = tag("rect", **place, **columns.ink.of(bar.tone))
    return columns.label_at(baseline, bar.label) + shape + columns.number_at(baseline, words)


def _axis(scale: Scale, ink: Ink, top: float, bottom: float) -> str:
    zero = scale.at(0)
    return tag("line", x1=zero, y1=top, x2=zero, y2=bottom, **ink.of("axis"))


def _target(chart: Bars, scale: Scale, ink: Ink, width: float, height: float) -> str:
    if chart.target is None:
        return ""
    x = scale.at(chart.target.value)
    words = cut(f"{chart.target.name} {number(chart.target.value, chart.unit)}", width, SIZE)
    half = width_of(words, SIZE) / 2
    centre = min(max(x, half), width - half)
    line = tag("line", x1=x, y1=_HEAD - 4, x2=x, y2=height, **ink.of("target"))
    return line + ink.text(centre, SIZE, words, "soft", "middle")


def draw_stacked(chart: Stacked, ink: Ink, width: float) -> str:
    """Draw rows of parts with a legend above; the number of a part stands in it where it fits."""
    totals = [sum(known(row.values)) for row in chart.rows]
    if not any(totals):
        return empty(chart, ink, width)
    ends = [number(total) for total in totals]
    columns = _columns((row.label for row in chart.rows), ends, ink, width)
    names = [(part.name, part.tone.value, None) for part in chart.parts]
    key, top = legend(names, ink, width)
    rows = []
    for place, (row, total) in enumerate(zip(chart.rows, totals, strict=True)):
        scale = Scale(0, total if chart.whole else max(totals), columns.begin, columns.end)
        rows.append(_stack(chart, row, top + place * _ROW, columns, scale))
    return picture(width, top + _ROW * len(rows), chart.title, describe(chart), key, *rows)


def _stack(chart: Stacked, row: Row, top: float, columns: _Columns, scale: Scale) -> str:
    baseline = top + _ROW / 2 + SIZE * 0.35
    drawn = [columns.label_at(baseline, row.label)]
    for (begin, end), part, value in zip(_edges(row.values, scale), chart.parts, row.values, strict=True):
        if end - begin < 0.01:
            continue
        # A hair of air keeps neighbours apart where colour cannot.
        room = max(end - begin - 1, 0.5)
        shape = tag("rect", x=begin, y=top + 4, width=room, height=_ROW - 8, **columns.ink.of(part.tone))
        written = number(value)
        fits = width_of(written, SIZE) + 4 <= room
        label = columns.ink.text(begin + room / 2, baseline, written, "on", "middle") if fits else ""
        drawn.append(shape + label)
    return "".join([*drawn, columns.number_at(baseline, number(sum(known(row.values))))])


def _edges(values: Sequence[float | None], scale: Scale) -> list[tuple[float, float]]:
    edges, total = [], 0.0
    for value in values:
        begin = scale.at(total)
        total += value or 0.0
        edges.append((begin, scale.at(total)))
    return edges
