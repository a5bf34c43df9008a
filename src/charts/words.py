"""A chart in words: one sentence about it, and the table that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from charts.text import clean, number
from charts.values import Bars, Chart, Heat, Lines, Ring, Row, Spark, Stacked, Value, known
from russian.figures import percent
from russian.spaces import DASH

NOTHING = "Данных пока нет"


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart, written out; the first cell of a row is its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def share(part: float, whole: float) -> str:
    """Write a share; 100 % means all, and more than a hundred times the whole is «больше 9 999 %»."""
    return f"больше {percent(9999, 100)}" if whole and part / whole > 100 else percent(part, whole)


def describe(chart: Chart) -> str:
    """Say in a sentence what the chart shows: its note, else its range."""
    match chart:
        case Ring():
            return f"{number(chart.part)} из {number(chart.whole)}"
        case Spark():
            return _range([Row("", (value,)) for value in chart.values], "")
        case Bars():
            return clean(chart.note) or _range([Row(bar.label, (bar.value,)) for bar in chart.bars], chart.unit)
        case Stacked():
            return clean(chart.note) or _range([Row(r.label, (sum(known(r.values)),)) for r in chart.rows], "")
        case Lines():
            return clean(chart.note) or _range([Row(c.name, c.values) for c in chart.curves], chart.unit)
        case Heat():
            return clean(chart.note) or _range(list(chart.rows), chart.unit)


def _range(rows: list[Row], unit: str) -> str:
    pairs = [(value, row.label) for row in rows for value in known(row.values)]
    if not pairs:
        return NOTHING
    low, high = min(pairs), max(pairs)
    if low[0] == high[0]:
        return f"Везде {number(low[0], unit)}" if len(pairs) > 1 else f"{number(low[0], unit)}"
    return f"От {_named(low, unit)} до {_named(high, unit)}"


def _named(pair: tuple[float, str], unit: str) -> str:
    value, label = pair
    return f"{number(value, unit)} ({clean(label)})" if label else number(value, unit)


def table(chart: Chart) -> Table:
    """Return the numbers of the chart for a reader of tables."""
    match chart:
        case Bars():
            return _bars(chart)
        case Stacked():
            names = tuple(clean(part.name) for part in chart.parts)
            rows = tuple((*_cells(row.label, row.values), number(sum(known(row.values)))) for row in chart.rows)
            return Table(("", *names, "всего"), rows)
        case Lines():
            return _lines(chart)
        case Heat():
            return Table(
                ("", *map(clean, chart.columns)),
                tuple(_cells(row.label, row.values, chart.unit) for row in chart.rows),
            )
        case Spark():
            return Table(("", clean(chart.title)), tuple((str(n), number(v)) for n, v in enumerate(chart.values, 1)))
        case Ring():
            return Table(("", ""), ((clean(chart.title), describe(chart)),))


def _bars(chart: Bars) -> Table:
    rows = [(clean(bar.label), clean(bar.words) or number(bar.value, chart.unit)) for bar in chart.bars]
    if chart.target:
        rows.append((clean(chart.target.name), number(chart.target.value, chart.unit)))
    return Table(("", clean(chart.title)), tuple(rows))


def _lines(chart: Lines) -> Table:
    heads = [clean(curve.name) for curve in chart.curves]
    columns = [
        [_moment(curve.values[n], curve.forecast_from, n) for n in range(len(chart.moments))] for curve in chart.curves
    ]
    if chart.band:
        heads.append("от и до")
        columns.append([f"{number(pair[0])}{DASH}{number(pair[1])}" if pair else DASH for pair in chart.band])
    if chart.target:
        heads.append(clean(chart.target.name))
        columns.append([number(chart.target.value)] * len(chart.moments))
    rows = tuple((clean(moment), *(column[n] for column in columns)) for n, moment in enumerate(chart.moments))
    return Table(("", *heads), rows)


def _moment(value: Value, forecast_from: int | None, place: int) -> str:
    guessed = value is not None and forecast_from is not None and place >= forecast_from
    return f"{number(value)} (прогноз)" if guessed else number(value)


def _cells(label: str, values: tuple[Value, ...], unit: str = "") -> tuple[str, ...]:
    return (clean(label), *(number(value, unit) for value in values))
