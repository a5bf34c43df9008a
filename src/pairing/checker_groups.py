"""The independent checker of groups: sizes, requests, ages, sums, and the bounds that say how far from the best."""

from __future__ import annotations

import numpy as np

from .answer import COUNTED, GroupAnswer, GroupProblem
from .checker import Verdict
from .problem import Ints


def check_groups(given: GroupProblem, answer: GroupAnswer) -> Verdict:
    """Re-prove groups: each one fits its rules, and no grouping can exceed the bounds."""
    table = _table(given)
    wrong = [sentence for mentor in range(table.shape[1]) for sentence in _group(given, answer, mentor, table)]
    placed = np.flatnonzero(answer.leader >= 0)
    total = int(table[placed, answer.leader[placed]].sum())
    if (answer.matched, answer.total) != (len(placed), total):
        wrong.append("Итоги не сходятся с группами")
    if (answer.prices_matched < 0).any() or (answer.prices_total < 0).any():
        wrong.append("В доказательстве есть отрицательные цены")
    elif answer.bound_matched * COUNTED < _bound(given, table, answer.prices_matched, 0, COUNTED) - COUNTED + 1:
        wrong.append("Не доказано, что больше людей в группы не поместить")
    elif answer.bound_total < _bound(given, table, answer.prices_total, 1, 0):
        wrong.append("Не доказана верхняя граница суммы баллов")
    if wrong:
        return Verdict(False, tuple(wrong))
    said = f"В группах {answer.matched} человек, больше {answer.bound_matched} не поместить"
    return Verdict(True, (said, f"Сумма баллов {answer.total}, граница {answer.bound_total}"))


def _table(given: GroupProblem) -> Ints:
    """Return scores of all allowed pairs, -1 elsewhere."""
    n, m = len(given.problem.wanted), len(given.problem.places)
    table = np.full((n, m), -1, np.int64)
    found = given.problem.scorer.candidates(np.arange(n))
    table[np.repeat(np.arange(n), np.diff(found.indptr)), found.mentors] = found.scores
    for mentee, mentor in given.problem.bans:
        table[mentee, mentor] = -1
    table[np.asarray(given.problem.wanted) <= 0] = -1
    return table


def _group(given: GroupProblem, answer: GroupAnswer, mentor: int, table: Ints) -> list[str]:
    members = np.flatnonzero(answer.leader == mentor)
    if not len(members):
        return []
    wrong = []
    if not max(1, int(given.least[mentor])) <= len(members) <= int(given.problem.places[mentor]):
        wrong.append(f"Группа наставника № {mentor + 1} не того размера")
    if (table[members, mentor] < 0).any():
        wrong.append(f"В группе наставника № {mentor + 1} есть человек, которого не допускают правила")
    if given.requests is not None and not _shared(given, members, mentor, int(answer.request[mentor])):
        wrong.append(f"У группы наставника № {mentor + 1} нет общего запроса")
    if given.ages is not None:
        ages = given.ages[members][given.ages[members] >= 0]
        if len(ages) and int(ages.max()) - int(ages.min()) > given.span:
            wrong.append(f"В группе наставника № {mentor + 1} слишком разный возраст")
    return wrong


def _shared(given: GroupProblem, members: Ints, mentor: int, request: int) -> bool:
    if given.requests is None or not 0 <= request < given.requests.shape[1]:
        return False
    offered = given.offers is None or bool(given.offers[mentor, request])
    return offered and bool(given.requests[members, request].all())


def _bound(given: GroupProblem, table: Ints, prices: Ints, unit: int, bonus: int) -> int:
    """Sum prices and, for every mentor, the best that any group could be worth above them."""
    return int(prices.sum()) + sum(
        _richest(given, mentor, np.flatnonzero(table[:, mentor] >= 0), table[:, mentor] * unit + bonus - prices)
        for mentor in range(table.shape[1])
    )


def _richest(given: GroupProblem, mentor: int, people: Ints, gains: Ints) -> int:
    least, most = max(1, int(given.least[mentor])), int(given.problem.places[mentor])
    richest = 0
    requests: list[Ints] = [people]
    if given.requests is not None:
        offered = range(given.requests.shape[1])
        requests = [
            people[given.requests[people, request]]
            for request in offered
            if given.offers is None or given.offers[mentor, request]
        ]
    for asked in requests:
        ages = given.ages[asked] if given.ages is not None else np.full(len(asked), -1)
        for first in {-1, *ages[ages >= 0].tolist()}:
            near = asked[(ages < 0) | ((ages >= first) & (ages <= first + given.span) & (first >= 0))]
            worth = np.sort(gains[near])[::-1][:most]
            if len(worth) >= least:
                richest = max(richest, int(worth.cumsum()[least - 1 :].max()))
    return richest
