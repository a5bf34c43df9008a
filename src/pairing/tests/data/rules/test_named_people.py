"""Superiors, relatives, past partners, oneself: rules over people whom somebody names."""

from __future__ import annotations

import pytest

from pairing.rules.oneself import Kind as Oneself
from pairing.rules.past import Kind as Past
from pairing.rules.relatives import Kind as Relatives
from pairing.rules.superiors import Kind as Superiors
from pairing.tests.data.people import guide, pupil

CASES = [
    (Superiors(), "superiors", "один из них — руководитель другого"),
    (Relatives(), "relatives", "они родственники"),
    (Past(), "past", "они уже были в паре"),
]


@pytest.mark.parametrize(("rule", "field", "said"), CASES)
def test_either_side_may_name_the_other_by_key_or_name(rule, field, said):
    assert rule.reason(pupil(**{field: ("горин  ПЁТР",)}), guide()) == said
    assert rule.reason(pupil(), guide(**{field: ("м",)})) == said
    assert rule.reason(pupil(**{field: ("Горин Павел",)}), guide()) is None


@pytest.mark.parametrize(("rule", "field", "said"), CASES)
def test_all_barred_pairs_at_once(rule, field, said):
    mentees = [pupil(key="1", name="А"), pupil(key="2", name="Б", **{field: ("Г", "4", "нет такого")})]
    mentors = [guide(key="3", name="В", **{field: ("А",)}), guide(key="4", name="Г")]
    assert rule.barred_pairs(mentees, mentors) == [(0, 0), (1, 1)]


def test_one_person_on_both_sides():
    assert Oneself().reason(pupil(key="7"), guide(key="7")) == "это один и тот же человек"
    assert Oneself().reason(pupil(key="7", name="Лесова Анна"), guide(key="8", name="Лесова Анна")) is None
    assert Oneself().references(pupil(key="7")) == ()
    assert Oneself().barred_pairs([pupil(key="7")], [guide(key="8"), guide(key="7")]) == [(0, 1)]
