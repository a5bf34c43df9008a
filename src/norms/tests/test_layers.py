"""Layers of packs, their TOML there and back, and what a person reads when the TOML is wrong."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from norms.layers import Layer, blocks, difference, merged, parse, stack
from norms.writing import to_toml

PACKS = Path(__file__).resolve().parents[3] / "packs"
CODES = st.sampled_from("abcd")
LAYERS = st.lists(st.dictionaries(CODES, st.none() | st.text(max_size=5)), max_size=5)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.recursive(
    TEXT | st.booleans() | st.integers(-(10**9), 10**9) | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


def layers(rows) -> list[Layer]:
    return [Layer((number,), f"слой {number}", row) for number, row in enumerate(rows)]


@given(LAYERS)
def test_upper_layer_wins_and_none_hides(rows):
    expected: dict[str, str | None] = {}
    for row in rows:
        expected |= row
    assert merged(layers(rows)) == {code: text for code, text in expected.items() if text is not None}


@given(LAYERS)
def test_every_layer_that_speaks_of_an_entry_is_kept(rows):
    for code, one in stack(layers(rows)).items():
        spoken = [(number, row[code]) for number, row in enumerate(rows) if code in row]
        assert [(one.layer, one.text), *one.beneath] == spoken[::-1]
        assert one.former == ((spoken[-2][1] or "") if len(spoken) > 1 else "")


def test_layers_are_the_same_by_their_key():
    assert Layer((1, 2), "а", {}) == Layer((1, 2), "б", {"x": "y"})
    assert len({Layer((1,), "", {}), Layer((1,), "", {}), Layer((2,), "", {})}) == 2
    assert Layer((1,), "", {}) != (1,)


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_toml_reads_back_as_the_same(table):
    assert tomllib.loads(to_toml(table)) == table


def test_shipped_packs_read_back_as_the_same():
    for path in PACKS.glob("*/*.toml"):
        table = tomllib.loads(path.read_text("utf-8"))
        assert tomllib.loads(to_toml(table)) == table, path


def test_long_text_is_written_as_it_stands_in_the_packs():
    assert to_toml({"text": "+ Назначить\n+ Возложить", "row": [{"a": 1}]}) == (
        'text = """\n+ Назначить\n+ Возложить"""\n\n[[row]]\na = 1\n'
    )
    with pytest.raises(TypeError, match="no TOML"):
        to_toml({"a": None})


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('a = "раз"\nb = два', "Строка 2: значение не понято"),
        ("a = 1\na = 2", "Строка 2: ключ написан дважды."),
        ("[a]\n[a]", "Строка 2: раздел написан дважды."),
        ('a = ["раз"', "Строка 1: список не закрыт"),
        ('a = "раз\n', "Строка 1: "),
        ('a = """раз', "Строка 1: кавычки не закрыты."),
        ("a", "Строка 1: после ключа нужен знак «=»."),
        ("a = 2026-02-31", "Строка 1: такого дня нет."),
        ("= 1", "Строка 1: запись не разобрать."),
    ],
)
def test_wrong_toml_is_told_in_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=r"^Строка") as caught:
        parse(text)
    assert str(caught.value).startswith(sentence)


def test_blocks_of_a_file_are_its_entries():
    text = (PACKS / "norms" / "federal.toml").read_text("utf-8")
    rows = {row["code"]: row for row in tomllib.loads(text)["norm"]}
    cut = blocks(text, "norm")
    assert list(cut) == list(rows)
    assert {code: parse(block) for code, block in cut.items()} == rows


@given(st.lists(st.sampled_from("абв")), st.lists(st.sampled_from("абв")))
def test_difference_holds_both_texts(old, new):
    lines = difference("\n".join(old), "\n".join(new), around=99)
    if old == new:
        assert lines == ()
        return
    assert [line.text for line in lines if line.sort in ("same", "removed")] == old
    assert [line.text for line in lines if line.sort in ("same", "added")] == new


def test_lines_far_from_a_change_are_left_out():
    old = "\n".join("абвгдежз")
    lines = difference(old, old.replace("з", "я"), around=1)
    assert [(line.sort, line.text) for line in lines] == [
        ("gap", ""), ("same", "ж"), ("removed", "з"), ("added", "я"),
    ]  # fmt: skip
