"""The independent checker: believes nothing in an answer but its pairs and prices, and proves the rest anew.

It shares no code with the solvers. One pass over all allowed pairs re-computes every score and every dual bound; by
weak duality a bound equal to the value proves that no better answer exists, wherever the prices came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .answer import Answer, Ballots, Goal, Stage
from .problem import SCALE, Ints, Problem, Small
from .wishes import Wishes

CHUNK = 1_000_000
STAGES = {
    Goal.EVERYONE: (("filled", "weakest", "total"), ("filled", "total"), ("kept",)),
    Goal.TOTAL: (("total",), ("kept",)),
    Goal.STABLE: ((),),
}


@dataclass(frozen=True)
class Verdict:
    """Whether an answer stands; `sentences` say in Russian what is wrong, or what was proved."""

    ok: bool
    sentences: tuple[str, ...]


def check(problem: Problem, answer: Answer, ballots: Ballots | None = None) -> Verdict:
    """Re-prove an answer to a problem. Stable answers need the ballots they were made with."""
    wrong = _shape(problem, answer)
    if wrong:
        return Verdict(False, tuple(wrong))
    proof = _Proof(problem, answer, ballots)
    wrong = [*_people(problem, answer), *proof.examine()]
    return Verdict(not wrong, tuple(wrong) if wrong else proof.sentences())


def _shape(problem: Problem, answer: Answer) -> list[str]:
    """Look whether the numbers can be read at all."""
    mentees, mentors, scores = answer.pairs
    n, m = len(problem.wanted), len(problem.places)
    if not len(mentees) == len(mentors) == len(scores):
        return ["Списки пар разной длины"]
    if len(mentees) and (mentees.min() < 0 or mentees.max() >= n or mentors.min() < 0 or mentors.max() >= m):
        return ["Названы люди, которых нет в списках"]
    keys = mentees.astype(np.int64) * m + mentors
    if (np.diff(keys) <= 0).any():
        return ["Пары повторяются или стоят не по порядку"]
    for stage in answer.certificate.stages:
        if len(stage.mentee_prices) != n or len(stage.mentor_prices) != m:
            return [f"В доказательстве «{stage.name}» цены названы не для всех людей"]
        if (stage.mentee_prices < 0).any() or (stage.mentor_prices < 0).any():
            return [f"В доказательстве «{stage.name}» есть отрицательные цены"]
    return []


def _people(problem: Problem, answer: Answer) -> list[str]:
    """Look whether places, pins, bans and sums are kept."""
    mentees, mentors, scores = answer.pairs
    made = set(zip(mentees.tolist(), mentors.tolist(), strict=True))
    wrong = []
    if (np.bincount(mentees, minlength=len(problem.wanted)) > problem.wanted).any():
        wrong.append("Кому-то назначено больше наставников, чем нужно")
    if (np.bincount(mentors, minlength=len(problem.places)) > problem.places).any():
        wrong.append("Кому-то из наставников назначено больше людей, чем у него мест")
    if not set(problem.pins) <= made:
        wrong.append("Закреплённая пара не попала в ответ")
    if set(problem.bans) & made:
        wrong.append("Запрещённая пара попала в ответ")
    if set(answer.pins) != set(problem.pins):
        wrong.append("Закреплённые пары в ответе названы неверно")
    if answer.total != int(scores.sum()) or answer.matched != len(mentees):
        wrong.append("Итоги не сходятся с парами")
    if answer.wanted != int(problem.wanted.sum()):
        wrong.append("Число нужных мест названо неверно")
    return wrong


class _Proof:
    """One pass over all pairs: scores looked up, bounds of all stages summed."""

    def __init__(self, problem: Problem, answer: Answer, ballots: Ballots | None) -> None:
        self.problem, self.answer, self.ballots = problem, answer, ballots
        self.m = len(problem.places)
        self.keys = answer.pairs.mentees.astype(np.int64) * self.m + answer.pairs.mentors
        avoided = set(ballots.avoid) if ballots else set()
        self.pins = self._keys(problem.pins)
        self.free = ~np.isin(self.keys, self.pins)
        self.closed = np.union1d(self.pins, self._keys({*problem.bans, *avoided}))
        self.old = self._keys(answer.old)
        self.over = [0] * len(answer.certificate.stages)
        self.blocking: list[tuple[int, int]] = []

    def _keys(self, pairs: set[tuple[int, int]] | tuple[tuple[int, int], ...]) -> Ints:
        return np.array(sorted(mentee * self.m + mentor for mentee, mentor in pairs), np.int64)

    def examine(self) -> list[str]:
        """Do the pass and compare everything that the answer claims."""
        true_scores = np.full(len(self.keys), -1, np.int64)
        wishes = Wishes(self.problem, self.ballots or Ballots(), self.answer.pairs, self.free)
        for tails, heads, scores in _everything(self.problem):
            keys = tails * self.m + heads
            spots = np.minimum(np.searchsorted(self.keys, keys), max(0, len(self.keys) - 1))
            mine = self.keys[spots] == keys if len(self.keys) else np.zeros(len(keys), np.bool_)
            true_scores[spots[mine]] = scores[mine]
            open_pairs = ~np.isin(keys, self.closed) if len(self.closed) else np.ones(len(keys), np.bool_)
            self._sum(keys[open_pairs], tails[open_pairs], heads[open_pairs], scores[open_pairs])
            if self.answer.goal is Goal.STABLE:
                rest = open_pairs & ~mine
                self.blocking += wishes.blocking_pairs(tails[rest], heads[rest], scores[rest])
        return [*self._scores(true_scores), *self._claims()]

    def _sum(self, keys: Ints, tails: Ints, heads: Ints, scores: Ints) -> None:
        """Add what these pairs weigh above their prices to the bound of each stage."""
        for index, stage in enumerate(self.answer.certificate.stages):
            counted = scores >= stage.floor
            weights = scores[counted] * stage.unit + stage.bonus
            if stage.keep:
                weights += np.isin(keys[counted], self.old) * stage.keep
                weights += np.isin(tails[counted], stage.firsts) * (SCALE + 1)
            above = weights - stage.mentee_prices[tails[counted]] - stage.mentor_prices[heads[counted]]
            self.over[index] += _total(above[above > 0])

    def _scores(self, true_scores: Ints) -> list[str]:
        wrong = []
        if (true_scores[self.free] < 0).any():
            wrong.append("В ответе есть пара, которую не допускают правила")
        if (np.maximum(true_scores, 0) != self.answer.pairs.scores).any():
            wrong.append("Баллы пар названы неверно")
        weakest = true_scores[self.free].min(initial=SCALE + 1)
        if self.answer.weakest != (None if weakest > SCALE else int(weakest)):
            wrong.append("Балл самой слабой пары назван неверно")
        if np.isin(self.keys[self.free], self.closed).any():
            wrong.append("Пара, которой просили избежать, попала в ответ")
        return wrong

    def _claims(self) -> list[str]:
        proof = self.answer.certificate
        names = tuple(stage.name for stage in proof.stages)
        if names not in STAGES[self.answer.goal]:
            return ["Доказательство не подходит к цели подбора"]
        if self.answer.goal is Goal.STABLE:
            named = [f"({mentee}, {mentor})" for mentee, mentor in sorted(self.blocking)[:3]]
            claimed = ["Доказательство не подходит к цели подбора"] * (proof.kind != "stable" or bool(proof.blocking))
            return [*claimed, *(["Пары предпочли бы друг друга: " + ", ".join(named)] if named else [])]
        wrong = [] if proof.kind == "exact" else ["Ответ не назван точным"]
        if proof.gap != 0 or proof.upper_bound != self.answer.total:
            wrong.append("Верхняя граница не совпадает с итогом")
        for stage, over in zip(proof.stages, self.over, strict=True):
            bound = _dot(self._left(self.problem.wanted, 0), stage.mentee_prices)
            bound += _dot(self._left(self.problem.places, 1), stage.mentor_prices) + over
            wrong += self._stage(stage, bound)
        return wrong

    def _left(self, places: Small, side: int) -> Ints:
        """Return the places left when the pins are seated."""
        pinned = self.pins % self.m if side else self.pins // max(1, self.m)
        return places.astype(np.int64) - np.bincount(pinned, minlength=len(places))

    def _stage(self, stage: Stage, bound: int) -> list[str]:
        scores = self.answer.pairs.scores[self.free].astype(np.int64)
        count = len(scores)
        if stage.name == "weakest":
            fair = stage.unit == 0 and stage.bonus == 1 and stage.keep == 0
            fair = fair and stage.value == self.answer.weakest and stage.floor == stage.value + 1
            return (
                [] if fair and bound == stage.bound < count else ["Не доказано, что слабейшая пара не может быть лучше"]
            )
        kept = int(np.isin(self.keys[self.free], self.old).sum())
        firsts = int(np.isin(self.answer.pairs.mentees[self.free], stage.firsts).sum())
        value = stage.unit * int(scores.sum()) + stage.bonus * count + stage.keep * kept + (SCALE + 1) * firsts
        fair = self._fair(stage) and int(scores.min(initial=SCALE)) >= stage.floor
        if fair and value == stage.value == stage.bound == bound:
            return []
        return [f"Доказательство «{stage.name}» неверно: граница {bound}, заявлено {stage.bound}, в ответе {value}"]

    def _fair(self, stage: Stage) -> bool:
        """Say whether the weights of a stage are those that its name promises."""
        most = min(int(self._left(self.problem.wanted, 0).sum()), int(self._left(self.problem.places, 1).sum())) + 1
        if stage.name == "filled":
            return (stage.unit, stage.bonus, stage.floor, stage.keep) == (0, 1, 0, 0)
        if stage.name == "kept":
            heavy = stage.keep > 2 * SCALE * most and stage.bonus > (stage.keep + 2 * SCALE) * most
            return heavy and stage.unit == 1 and stage.floor == 0
        if self.answer.goal is Goal.TOTAL:
            return stage.unit >= most and (stage.bonus, stage.floor, stage.keep) == (1, 0, 0)
        floors = [before.value for before in self.answer.certificate.stages if before.name == "weakest"]
        return stage.unit == 1 and stage.keep == 0 and stage.bonus >= 0 and stage.floor == (floors or [0])[0]

    def sentences(self) -> tuple[str, ...]:
        """Return what has been proved of an answer in which nothing was found wrong, a Russian sentence each."""
        answer = self.answer
        counted = f"Занято мест: {answer.matched} из {answer.wanted}, сумма баллов {answer.total}"
        if answer.goal is Goal.STABLE:
            return (counted, "Проверены все допустимые пары: ни одна не предпочла бы друг друга своим парам")
        return (counted, "Проверены все допустимые пары: лучшего ответа не существует, это доказано")


def _everything(problem: Problem) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Go through all allowed pairs: mentees, mentors, scores."""
    start, step = 0, 64
    while start < len(problem.wanted):
        rows = np.arange(start, min(start + step, len(problem.wanted)))
        found = problem.scorer.candidates(rows)
        tails = np.repeat(rows, np.diff(found.indptr))
        yield tails, found.mentors.astype(np.int64), found.scores.astype(np.int64)
        start += len(rows)
        step = max(64, min(step * 8, CHUNK * len(rows) // max(1, len(tails))))


def _dot(counts: Ints, prices: Ints) -> int:
    """Multiply and add exactly, beyond 64 bits: high and low halves apart."""
    low = prices & (2**31 - 1)
    return (int(counts @ (prices >> 31)) << 31) + int(counts @ low)


def _total(numbers: NDArray[np.int64]) -> int:
    return (int((numbers >> 31).sum()) << 31) + int((numbers & (2**31 - 1)).sum())
