from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from norms import Catalogue, Norm, load

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1))


def codes(text: str) -> list[tuple[str, str]]:
    return [(mention.norm.code, mention.right) for mention in load().mentions(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("распоряжением от 25.12.2019 № Р-145", [("r145", "")]),
        ("распоряжением от 25.12.2019 № 145-р", [("r145", "№ Р-145")]),
        ("в соответствии со ст. 358.1 ТК РФ", [("tk351_8", "ст. 351.8")]),
        ("в соответствии со ст. 351.8 ТК РФ", [("tk351_8", "")]),
        ("от 7 мая 2018 года №\u00a0204 «О национальных целях»", [("decree204", "")]),
        ("Паспорта национального проекта «Образование»", [("project_education", "")]),
        ("школа № 204б и кабинет 145", []),
        ("письмо от 21.12.2021 № АЗ-1128/08", [("az1128", "")]),
    ],
)
def test_citations_are_found(text, found):
    assert codes(text) == found


@given(DAYS)
def test_what_is_offered_on_a_day_is_in_force_and_proven(day):
    for norm in load().in_force(day):
        assert norm.valid_from <= day
        assert norm.valid_to is None or day <= norm.valid_to
        assert norm.proven


@given(DAYS, st.sampled_from(["introduction", "regulation", "incentives"]))
def test_a_kindergarten_leans_only_on_what_is_for_it(day, topic):
    offered = load().in_force(day, topic=topic, subject="kindergarten")
    assert "r145" not in {norm.code for norm in offered}


@given(st.text(max_size=80))
def test_mentions_stand_where_they_say(text):
    flat = text.replace("\u00a0", " ")
    for mention in load().mentions(text):
        assert flat[mention.start : mention.end] == mention.text


def test_first_and_last_day_count():
    norm = Norm("x", "x", dt.date(2020, 1, 1), dt.date(2020, 12, 31))
    assert [
        norm.in_force(day) for day in (dt.date(2019, 12, 31), norm.valid_from, norm.valid_to, dt.date(2021, 1, 1))
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert Catalogue((norm,)).by_code("x") is norm
    with pytest.raises(KeyError):
        load().by_code("нет такого")


def test_broken_packs_are_refused(tmp_path):
    row = '[[norm]]\ncode = "a"\nname = "a"\nvalid_from = 2020-01-01\n'
    (tmp_path / "a.toml").write_text(row + row)
    with pytest.raises(ValueError, match="дважды: a"):
        load(tmp_path)
    (tmp_path / "a.toml").unlink()
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.toml").write_text(row + "valid_to = 2019-01-01\n")
    with pytest.raises(ValueError, match="раньше, чем началась"):
        load(other)
