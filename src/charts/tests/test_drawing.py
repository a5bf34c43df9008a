"""Every drawing is well-formed, lies inside its view box, and says what its table says."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import PAGE, PAPER, Bar, Bars, Curve, Heat, Lines, Part, Ring, Row, Spark, Stacked, Target, draw, table
from charts.scale import Scale, ticks
from charts.tests.drawings import NUMBERS, charts, outside, tag
from charts.text import cut, short, width_of
from charts.words import NOTHING


@given(charts(), st.sampled_from([PAGE, PAPER]), st.sampled_from([120.0, 360.0, 720.0]))
def test_any_chart_is_well_formed_and_inside_its_box(chart, ink, width):
    assert outside(draw(chart, ink, width)) == []


@given(charts())
def test_equal_charts_give_equal_drawings_and_a_full_table(chart):
    assert draw(chart) == draw(chart)
    grid = table(chart)
    assert {len(row) for row in grid.rows} <= {len(grid.head)}


@given(charts())
def test_a_paper_has_colours_of_its_own_and_a_page_only_classes(chart):
    page, paper = draw(chart, PAGE), draw(chart, PAPER)
    assert "fill=" not in page.replace('fill="none"', "")
    assert "stroke=" not in page
    shapes = [node for node in ElementTree.fromstring(paper).iter() if tag(node) in ("rect", "text", "polyline")]
    assert all("fill" in node.attrib for node in shapes)


@pytest.mark.parametrize("trap", ["<script>alert(1)</script>", '" onload="x', "a & b", "\x00\x0b\ud800￾"])
def test_no_text_becomes_markup(trap):
    drawing = draw(Bars(trap, (Bar(trap, 1.0, trap),), trap, target=Target(1, trap)))
    root = ElementTree.fromstring(drawing)
    assert {tag(node) for node in root.iter()} == {"svg", "title", "desc", "rect", "line", "text"}
    assert "onload" not in root.attrib


def texts(chart, width=360.0):
    return [node.text for node in ElementTree.fromstring(draw(chart, width=width)).iter() if tag(node) == "text"]


def test_bars_grow_with_their_values_and_negative_ones_to_the_left():
    chart = Bars("Пары", (Bar("7А", 10.0), Bar("8А", 5.0), Bar("8Б", -5.0), Bar("9А", None)))
    bars = [dict(node.attrib) for node in ElementTree.fromstring(draw(chart)).iter() if tag(node) == "rect"]
    widths = [float(bar["width"]) for bar in bars]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.02)
    assert widths[1] == pytest.approx(widths[2], abs=0.02)
    assert float(bars[2]["x"]) + widths[2] == pytest.approx(float(bars[0]["x"]), abs=0.02)
    assert texts(chart) == ["7А", "10", "8А", "5", "8Б", "−5", "9А", "–"]


def test_a_full_bar_is_the_ceiling():
    bar = next(
        node
        for node in ElementTree.fromstring(draw(Bars("Доля", (Bar("7А", 50.0),), "%", ceiling=100.0))).iter()
        if tag(node) == "rect"
    )
    full = next(
        node
        for node in ElementTree.fromstring(draw(Bars("Доля", (Bar("7А", 100.0, "50 %"),), "%", ceiling=100.0))).iter()
        if tag(node) == "rect"
    )
    assert float(full.attrib["width"]) == pytest.approx(2 * float(bar.attrib["width"]), rel=0.05)


def test_parts_of_a_row_fill_it_and_their_numbers_stand_inside():
    parts = (Part("готовы"), Part("просрочены"))
    chart = Stacked("Меры", parts, (Row("Школа", (30.0, 10.0)), Row("Сад", (4.0, 0.0))), whole=True)
    rects = [dict(node.attrib) for node in ElementTree.fromstring(draw(chart)).iter() if tag(node) == "rect"][2:]
    widths = [float(rect["width"]) + 1 for rect in rects]
    assert len(widths) == 3, "nothing is drawn for a zero"
    assert widths[0] == pytest.approx(3 * widths[1], abs=0.05)
    assert widths[2] == pytest.approx(widths[0] + widths[1], abs=0.05)
    assert texts(chart) == ["готовы", "просрочены", "Школа", "30", "10", "40", "Сад", "4", "4"]


def test_a_gap_breaks_a_line_and_the_forecast_goes_on_from_the_last_fact():
    curve = Curve("вошли", (1.0, 2.0, None, 4.0, 5.0, 6.0), forecast_from=5)
    chart = Lines("Вошли", ("сен", "окт", "ноя", "дек", "янв", "фев"), (curve,), Target(35.0))
    nodes = [node for node in ElementTree.fromstring(draw(chart)).iter() if tag(node) == "polyline"]
    roles = [(node.attrib["class"], len(node.attrib["points"].split())) for node in nodes]
    assert roles == [("chart__line-main", 2), ("chart__line-main", 2), ("chart__forecast-main", 2)]
    dots = [node for node in ElementTree.fromstring(draw(chart)).iter() if tag(node) == "circle"]
    assert len(dots) == 4 + 1, "a forecast has no points: they are facts; one is in the key"
    assert table(chart).rows[-1] == ("фев", "6 (прогноз)", "35")


def test_the_darkest_cell_is_the_greatest():
    chart = Heat("Ответили", ("окт", "ноя"), (Row("7А", (1.0, 5.0)), Row("8А", (None, 3.0))))
    roles = [node.attrib["class"] for node in ElementTree.fromstring(draw(chart)).iter() if tag(node) == "rect"]
    assert roles == ["chart__heat-0", "chart__heat-4", "chart__track", "chart__heat-2"]


def test_a_lone_line_needs_no_key_and_a_lone_moment_stands_in_the_middle():
    alone = Lines("Вошли", ("сен",), (Curve("вошли", (3.0,)),))
    assert "вошли" not in texts(alone)
    assert texts(Lines("Вошли", ("сен",), (Curve("вошли", (3.0,)), Curve("вышли", (1.0,)))))[:2] == ["вошли", "вышли"]
    root = ElementTree.fromstring(draw(alone, width=360.0))
    [dot] = [node for node in root.iter() if tag(node) == "circle"]
    [left] = {float(node.attrib["x1"]) for node in root.iter() if tag(node) == "line"}
    assert float(dot.attrib["cx"]) == pytest.approx((left + 360.0) / 2, abs=0.02)


@pytest.mark.parametrize(("room", "line"), [(100.0, "абвгд"), (3 * 6.0 + 10.5, "абв…"), (10.6, ""), (0.0, "")])
def test_a_line_is_cut_where_its_room_ends(room, line):
    assert cut("абвгд" if room == 100.0 else "абв гдежз", room, 10.0) == line


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(41.0, 45.0, "91 %"), (999.0, 1000.0, "99 %"), (0.0, 0.0, "–"), (5.0, 5.0, "100 %")]
)
def test_a_ring_is_full_only_when_nothing_lacks(part, whole, words):
    assert texts(Ring("База", part, whole)) == [words]


@pytest.mark.parametrize(
    "chart",
    [
        Bars("Пусто", ()),
        Bars("Пусто", (Bar("7А", None),)),
        Stacked("Пусто", (Part("а"),), ()),
        Lines("Пусто", (), ()),
        Heat("Пусто", ("окт",), (Row("7А", (None,)),)),
    ],
)
def test_a_chart_of_nothing_says_so(chart):
    assert texts(chart) == [NOTHING]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), 1e15, -1e15])
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError, match="finite"):
        Bars("Пары", (Bar("7А", wrong),))
    with pytest.raises(ValueError, match="finite"):
        Spark("Пары", (wrong,))


def test_rows_of_another_length_and_negative_parts_are_refused():
    with pytest.raises(ValueError, match="2 values, not 1"):
        Heat("Ответили", ("окт",), (Row("7А", (1.0, 2.0)),))
    with pytest.raises(ValueError, match="negative"):
        Stacked("Меры", (Part("а"),), (Row("7А", (-1.0,)),))
    with pytest.raises(ValueError, match="negative"):
        Ring("База", -1.0, 5.0)
    with pytest.raises(ValueError, match="each moment"):
        Lines("Вошли", ("сен",), (), band=(None, None))
    with pytest.raises(ValueError, match="120"):
        draw(Bars("Пары", (Bar("7А", 1.0),)), width=100)


@given(st.lists(NUMBERS, max_size=10))
def test_ticks_hold_all_values_and_are_few(values):
    found = ticks(values)
    assert 2 <= len(found) <= 8
    hair = 1e-8 * (found[-1] - found[0])
    assert found[0] <= min([0.0, *values]) + hair
    assert found[-1] >= max([0.0, *values]) - hair


def test_a_scale_keeps_to_its_ends():
    scale = Scale(0, 10, 100, 0)
    assert [scale.at(value) for value in (-5, 0, 5, 10, 20)] == [100, 100, 50, 0, 0]


@given(st.text(), st.floats(0, 300), st.sampled_from([8.0, 12.0]))
def test_a_cut_text_has_room(text, room, size):
    assert width_of(cut(text, room, size), size) <= room


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (0.5, "0,5"),
        (35, "35"),
        (9999, "9 999"),
        (12_000, "12 тыс."),
        (1_250_000, "1,2 млн"),
        (-3e12, "−3 трлн"),
    ],
)
def test_numbers_of_an_axis_are_short(value, written):
    assert short(value).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == written
