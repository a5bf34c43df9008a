"""Charts of every kind with anything in them, and what is looked at in a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from xml.etree import ElementTree

from hypothesis import strategies as st

from charts import Bar, Bars, Curve, Heat, Lines, Part, Ring, Row, Spark, Stacked, Target, Tone
from charts.text import width_of

TEXTS = st.text(max_size=40)
NUMBERS = st.one_of(
    st.floats(-9e14, 9e14, allow_nan=False), st.integers(-1000, 1000).map(float), st.sampled_from([0.0, 1e-9, -1e14])
)
VALUES = st.one_of(st.none(), NUMBERS)
AMOUNTS = st.one_of(st.none(), NUMBERS.map(abs))
TONES = st.sampled_from(Tone)
TARGETS = st.one_of(st.none(), st.builds(Target, NUMBERS, TEXTS))


def rows(values: st.SearchStrategy, width: int) -> st.SearchStrategy:
    return st.lists(st.builds(Row, TEXTS, st.lists(values, min_size=width, max_size=width).map(tuple)), max_size=8).map(
        tuple
    )


@st.composite
def charts(draw):
    width = draw(st.integers(1, 14))
    names = tuple(draw(st.lists(TEXTS, min_size=width, max_size=width)))
    kind = draw(st.sampled_from(["bars", "stacked", "lines", "heat", "spark", "ring"]))
    match kind:
        case "bars":
            bars = st.lists(st.builds(Bar, TEXTS, VALUES, TEXTS, TONES), max_size=8).map(tuple)
            ceiling = draw(st.one_of(st.none(), NUMBERS))
            return Bars(draw(TEXTS), draw(bars), draw(TEXTS), ceiling, draw(TARGETS))
        case "stacked":
            parts = tuple(Part(name, draw(TONES)) for name in names)
            return Stacked(draw(TEXTS), parts, draw(rows(AMOUNTS, width)), draw(st.booleans()))
        case "lines":
            forecast = st.one_of(st.none(), st.integers(0, width))
            curves = tuple(Curve(row.label, row.values, draw(forecast)) for row in draw(rows(VALUES, width))[:4])
            pairs = st.one_of(st.none(), st.tuples(NUMBERS, NUMBERS))
            band = tuple(draw(st.lists(pairs, min_size=width, max_size=width))) if draw(st.booleans()) else ()
            return Lines(draw(TEXTS), names, curves, draw(TARGETS), band)
        case "heat":
            return Heat(draw(TEXTS), names, draw(rows(VALUES, width)))
        case "spark":
            return Spark(draw(TEXTS), tuple(draw(st.lists(VALUES, max_size=30))))
        case _:
            return Ring(draw(TEXTS), abs(draw(NUMBERS)), abs(draw(NUMBERS)), draw(TEXTS))


def outside(drawing: str) -> list[str]:
    """The elements that reach beyond the view box, by the estimated width of texts."""
    root = ElementTree.fromstring(drawing)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return [
        f"{tag(node)} {node.attrib} {node.text or ''}"
        for node in root.iter()
        for x, y in corners(node)
        if not (-0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1)
    ]


def tag(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def corners(node: ElementTree.Element) -> Iterator[tuple[float, float]]:
    at = {key: float(value) for key, value in node.attrib.items() if _is_number(value)}
    match tag(node):
        case "rect":
            yield from ((at["x"], at["y"]), (at["x"] + at["width"], at["y"] + at["height"]))
        case "circle":
            yield from ((at["cx"] - at["r"], at["cy"] - at["r"]), (at["cx"] + at["r"], at["cy"] + at["r"]))
        case "line":
            yield from ((at["x1"], at["y1"]), (at["x2"], at["y2"]))
        case "polyline" | "polygon":
            for pair in node.attrib["points"].split():
                x, y = map(float, pair.split(","))
                yield x, y
        case "text":
            wide, size = width_of(node.text or "", at["font-size"]), at["font-size"]
            begin = at["x"] - {"middle": wide / 2, "end": wide}.get(node.attrib.get("text-anchor", ""), 0)
            yield from ((begin, at["y"] - 0.8 * size), (begin + wide, at["y"] + 0.25 * size))


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False
