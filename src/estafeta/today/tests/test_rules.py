"""The rules of «Сегодня» over plain duties: no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from estafeta.today.queries import (
    SOON,
    decision_words,
    folded,
    following_words,
    place_of,
    shown,
    without_hidden,
)
from estafeta.workbench.duties import Answer, Duty, DutyKind, Holder

TODAY = dt.date(2026, 12, 1)
ALONE = DutyKind("test.alone")
MANY = DutyKind("test.silent", "Пары молчат")
SIGN = DutyKind("test.sign", "Подписать", decides="подписать")
AGREE = DutyKind("test.agree", "Согласовать", decides="согласовать")
ANN = Holder("u7", "Ан К.", 7)


def duty(key: str, kind: DutyKind = ALONE, due: int | None = None, **more: object) -> Duty:
    day = None if due is None else TODAY + dt.timedelta(days=due)
    return Duty(kind=kind, key=key, title=f"Дело {key}", verb="Открыть", url="/", due=day, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "place"), [(-1, "late"), (0, "week"), (SOON.days, "week"), (SOON.days + 1, ""), (None, "waiting")]
)
def test_the_day_decides_the_group(due, place):
    assert place_of(duty("a", due=due), TODAY) == place


def test_a_decision_is_a_decision_whatever_its_day():
    assert [place_of(duty("a", SIGN, due), TODAY) for due in (-3, 0, 30, None)] == ["decide"] * 4


def test_one_kind_folds_at_the_place_of_its_first():
    lines = folded([duty("a", MANY, 5), duty("b", due=2), duty("c", MANY, 1, count=4), duty("d", due=3)])
    assert [[row.key for row in line.duties] for line in lines] == [["c", "a"], ["b"], ["d"]]
    assert [(line.is_folded, line.count) for line in lines] == [(True, 5), (False, 1), (False, 1)]


def test_a_single_one_of_a_kind_does_not_fold():
    assert [line.is_folded for line in folded([duty("a", MANY)])] == [False]


def test_terms_of_law_come_first_then_the_earliest():
    lines = folded([duty("b", due=-9), duty("a", due=-1), duty("law", due=3, lawful=True), duty("c")])
    assert [line.duty.key for line in lines] == ["law", "b", "a", "c"]


@pytest.mark.parametrize(
    ("sizes", "seen"),
    [
        ((9, 0, 0, 0), (5,)),
        ((5, 5, 5, 5), (3, 3, 3, 3)),
        ((1, 20, 20, 1), (1, 5, 5, 1)),
        ((2, 9, 9, 9), (2, 4, 3, 3)),
        ((0, 3, 3, 3), (3, 3, 3)),
    ],
)
def test_five_lines_a_group_and_twelve_in_all(sizes, seen):
    keys = ("decide", "late", "week", "waiting")
    placed = {key: [duty(f"{key}{n}") for n in range(size)] for key, size in zip(keys, sizes, strict=True)}
    groups = list(shown(placed))
    assert tuple(len(group.lines) for group in groups) == seen
    assert [group.count for group in groups] == [size for size in sizes if size]


def test_a_measure_swallows_the_fact_that_proves_it_and_wears_its_button():
    button = Answer("Закрыть по факту", "/close/")
    measure = duty("due:1", due=2, why="Отвечаете вы", hides=frozenset({"due:1", "kind:base"}))
    fact = duty("fact", why="В базе 41 из 45", about=frozenset({"due:1"}), answers=(button,), proves=True)
    rows = list(without_hidden([fact, measure], TODAY))
    assert [row.key for row in rows] == ["due:1"]
    assert (rows[0].why, rows[0].answers) == ("В базе 41 из 45", (button,))


def test_a_fact_stands_alone_while_its_measure_is_far_or_a_colleagues():
    fact = duty("fact", about=frozenset({"due:1"}), proves=True)
    far = duty("due:1", due=30, hides=frozenset({"due:1"}))
    for measure in (far, replace(far, due=TODAY, holders=(ANN,))):
        assert {row.key for row in without_hidden([fact, measure], TODAY)} == {"fact", "due:1"}


def test_a_decision_is_never_hidden():
    measure = duty("due:1", due=0, hides=frozenset({"kind:order"}))
    paper = duty("paper", SIGN, about=frozenset({"kind:order"}), proves=True)
    assert [row.key for row in without_hidden([measure, paper], TODAY)] == ["due:1", "paper"]


def test_a_map_that_is_over_hides_its_dues_and_keeps_its_own_words():
    over = duty("past:1", due=-800, why="Остались открытыми 2 срока", hides=frozenset({"roadmap:1"}))
    dues = [duty(f"due:{n}", due=-800, about=frozenset({"roadmap:1"}), why="Отвечаете вы") for n in range(2)]
    rows = list(without_hidden([*dues, over, duty("due:9", due=-1, about=frozenset({"roadmap:2"}))], TODAY))
    assert [(row.key, row.why) for row in rows] == [("past:1", "Остались открытыми 2 срока"), ("due:9", "")]


def test_decisions_are_counted_by_their_verb():
    duties = [duty("a", SIGN), duty("b", AGREE, count=4), duty("c", SIGN, count=2)]
    assert decision_words(duties) == "Подписать 3, согласовать 4"
    assert decision_words([]) == ""


def test_what_comes_next_is_said_in_words():
    assert following_words(None, TODAY) == "Впереди дат нет."
    assert following_words(duty("a", due=11), TODAY).replace("\N{NO-BREAK SPACE}", " ") == (
        "Следующее — 12 декабря: Дело a"
    )
