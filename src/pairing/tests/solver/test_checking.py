"""The checker must catch every forged answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pairing.answer import Certificate, Goal, Pairs
from pairing.checker import check
from pairing.solver import rematch, solve

from .dense import problem

TABLE = [[9, 5, -1], [8, 7, 2], [6, -1, 4], [3, 3, 3]]
GIVEN = problem(TABLE, wanted=[1, 2, 1, 1], places=[2, 1, 2], pins=[(3, 0)], bans=[(2, 0)])


def forged_pairs(answer, mentees, mentors, scores):
    pairs = Pairs(*(np.array(column, np.int32) for column in (mentees, mentors, scores)))
    free = [s for i, j, s in zip(mentees, mentors, scores, strict=True) if (i, j) not in answer.pins]
    changed = {"total": sum(scores), "matched": len(scores), "weakest": min(free, default=None)}
    return replace(answer, pairs=pairs, **changed)


def stage(answer, index, **changes):
    stages = list(answer.certificate.stages)
    stages[index] = replace(stages[index], **changes)
    return replace(answer, certificate=replace(answer.certificate, stages=tuple(stages)))


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
def test_an_honest_answer_stands(goal):
    verdict = check(GIVEN, solve(GIVEN, goal))
    assert verdict.ok
    assert verdict.sentences[-1] == "Проверены все допустимые пары: лучшего ответа не существует, это доказано"


@pytest.mark.parametrize(
    ("mentees", "mentors", "scores", "words"),
    [
        ([0, 3], [0, 0], [9, 3], "Доказательство «total» неверно"),
        ([0, 1, 3], [0, 0, 0], [9, 8, 3], "больше людей, чем у него мест"),
        ([0, 0, 3], [0, 1, 0], [9, 5, 3], "больше наставников, чем нужно"),
        ([0, 1], [0, 1], [9, 7], "Закреплённая пара не попала"),
        ([2, 3], [0, 0], [6, 3], "Запрещённая пара попала"),
        ([0, 3], [2, 0], [9, 3], "не допускают правила"),
        ([0, 3], [1, 0], [9, 3], "Баллы пар названы неверно"),
        ([3, 0], [0, 0], [3, 9], "стоят не по порядку"),
        ([0, 0, 3], [0, 0, 0], [9, 9, 3], "повторяются"),
        ([0, 9], [0, 0], [9, 3], "которых нет в списках"),
        ([0, -1], [0, 0], [9, 3], "которых нет в списках"),
    ],
)
def test_forged_pairs_are_caught(mentees, mentors, scores, words):
    forged = forged_pairs(solve(GIVEN, Goal.TOTAL), mentees, mentors, scores)
    assert any(words in sentence for sentence in check(GIVEN, forged).sentences)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"total": 99}, "Итоги не сходятся"),
        ({"matched": 9}, "Итоги не сходятся"),
        ({"wanted": 9}, "Число нужных мест"),
        ({"weakest": 9}, "самой слабой пары"),
        ({"pins": ()}, "Закреплённые пары в ответе"),
        ({"goal": Goal.EVERYONE}, "не подходит к цели"),
        ({"goal": Goal.STABLE}, "не подходит к цели"),
        ({"certificate": Certificate("exact", 0, 0)}, "не подходит к цели"),
    ],
)
def test_forged_claims_are_caught(change, words):
    forged = replace(solve(GIVEN, Goal.TOTAL), **change)
    assert any(words in sentence for sentence in check(GIVEN, forged).sentences)


@pytest.mark.parametrize("goal", [Goal.EVERYONE, Goal.TOTAL])
def test_every_part_of_a_proof_matters(goal):
    answer = solve(GIVEN, goal)
    for index, one in enumerate(answer.certificate.stages):
        up = np.where(np.arange(3) == 0, 50, 0)
        for change in (
            {"bound": one.bound - 1},
            {"value": one.value + 1},
            {"floor": one.floor + 5},
            {"unit": one.unit + 1},
            {"bonus": one.bonus + 1},
            {"keep": 7},
            {"mentor_prices": one.mentor_prices + up},
            {"mentor_prices": one.mentor_prices - 1},
            {"mentor_prices": one.mentor_prices[:2]},
            {"mentee_prices": one.mentee_prices * 0},
        ):
            assert not check(GIVEN, stage(answer, index, **change)).ok, (one.name, change)


@pytest.mark.parametrize("change", [{"kind": "heuristic"}, {"gap": 1}, {"upper_bound": 10**6}])
def test_a_forged_certificate_is_caught(change):
    answer = solve(GIVEN, Goal.TOTAL)
    assert not check(GIVEN, replace(answer, certificate=replace(answer.certificate, **change))).ok


def test_lists_of_different_length_are_caught():
    answer = solve(GIVEN, Goal.TOTAL)
    short = Pairs(answer.pairs.mentees[:1], answer.pairs.mentors, answer.pairs.scores)
    assert check(GIVEN, replace(answer, pairs=short)).sentences == ("Списки пар разной длины",)


def test_a_forged_rematch_is_caught():
    before = solve(GIVEN, Goal.EVERYONE)
    answer = rematch(GIVEN, before.pairs)
    assert check(GIVEN, answer).ok
    one = answer.certificate.stages[0]
    for change in ({"keep": 1}, {"bonus": 1}, {"firsts": np.array([0])}, {"value": one.value + 1}, {"floor": 1}):
        assert not check(GIVEN, stage(answer, 0, **change)).ok
    assert not check(GIVEN, replace(answer, old=())).ok


def test_a_forged_stable_certificate_is_caught():
    answer = solve(GIVEN, Goal.STABLE)
    assert check(GIVEN, answer).ok
    assert not check(GIVEN, replace(answer, certificate=Certificate("exact", answer.total, 0))).ok
    assert not check(GIVEN, replace(answer, certificate=Certificate("stable", answer.total, 0, (), ((0, 0),)))).ok
