from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_linter import RULES, Context, Measure, Plan, Section, lint
from roadmap_linter.model import CONTEXT, SEVERITIES, Place

CASES = [(rule, number, example) for rule in RULES for number, example in enumerate(rule.examples, 1)]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
MEASURES = st.builds(
    Measure,
    key=TEXT,
    number=TEXT | st.sampled_from(["1", "1.1", "1.3", "2"]),
    title=TEXT,
    deadline_text=TEXT,
    dues=st.lists(st.tuples(st.none(), st.dates() | st.none()), max_size=2).map(tuple),
    responsible=TEXT,
    result=TEXT,
    reporting=st.lists(TEXT, max_size=2).map(tuple),
)


@pytest.mark.parametrize(("rule", "number", "example"), CASES, ids=[f"{rule.code}-{n}" for rule, n, _ in CASES])
def test_rule_keeps_its_examples(rule, number, example):
    found = lint(example.plan, example.context or CONTEXT, only=frozenset({rule.code}))
    assert len(found) == example.finds, found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_has_both_sorts_of_examples_and_speaks_russian(rule):
    counts = [bool(example.finds) for example in rule.examples]
    assert True in counts
    assert False in counts
    assert rule.severity in SEVERITIES
    assert rule.reason.endswith(".")
    assert rule.__class__.__name__ == "Rule"


def test_codes_are_the_names_of_files():
    import pkgutil

    from roadmap_linter import rules

    assert [rule.code for rule in RULES] == sorted(info.name for info in pkgutil.iter_modules(rules.__path__))


@given(st.lists(MEASURES, max_size=6))
def test_any_plan_is_read_and_always_the_same(measures):
    plan = Plan("План", dt.date(2026, 9, 1), dt.date(2027, 5, 31), (Section("s", "1", "Раздел", tuple(measures)),))
    context = Context(dt.date(2026, 11, 21), people=("Петрова Анна Сергеевна",), others=("Лесная СОШ",))
    found = lint(plan, context)
    assert found == lint(plan, context)
    assert len({(row.rule, row.key) for row in found}) == len(found)
    assert all(row.sentence.endswith((".", "?")) for row in found)


@pytest.mark.parametrize(
    ("day", "finds"),
    [
        (dt.date(2026, 8, 31), 1),
        (dt.date(2026, 9, 1), 0),
        (dt.date(2027, 5, 31), 0),
        (dt.date(2027, 6, 1), 1),
    ],
)
def test_first_and_last_day_of_the_period_belong_to_it(day, finds):
    row = Measure("1", "1", "Собрать отчёты", dues=((None, day),))
    plan = Plan("План", dt.date(2026, 9, 1), dt.date(2027, 5, 31), (Section("s", "1", "Раздел", (row,)),))
    assert len(lint(plan, CONTEXT, only=frozenset({"date_outside_period"}))) == finds


def test_date_of_two_readings_and_one_that_no_year_saves_have_no_mend():
    texts = ("до 29.02.2025", "до 15.10.2024 и 15.10.2025", "в 2025 году")
    rows = tuple(Measure(str(n), str(n), "Собрать отчёты", deadline_text=text) for n, text in enumerate(texts))
    plan = Plan("План", dt.date(2026, 9, 1), dt.date(2027, 5, 31), (Section("s", "1", "Раздел", rows),))
    found = lint(plan, CONTEXT, only=frozenset({"date_outside_period"}))
    assert [finding.mend for finding in found] == [None, None, None]
    assert not lint(Plan("План", sections=plan.sections), CONTEXT, only=frozenset({"date_outside_period"}))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("plan", "", "", "title"), "карта в целом"),
        (Place("text", "order", "приказ", "text"), "приказ"),
        (Place("section", "s", "2", "title"), "раздел 2"),
        (Place("measure", "m", "1.3", "title"), "пункт 1.3"),
        (Place("measure", "m", "", "title"), "пункт без номера"),
    ],
)
def test_place_in_words(place, words):
    assert place.words == words
