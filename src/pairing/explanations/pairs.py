"""Why these two: a sentence, the points of each criterion, and what other mentors would cost the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from pairing.answer import Goal
from pairing.criterion import NO_DATA, UNIT
from pairing.people import Mentee, Mentor
from pairing.phrases import spaced
from pairing.problem import SCALE
from pairing.runs import Run
from pairing.scoring.points import most_of, score_of, shares_of, values_of
from pairing.settings import Settings
from pairing.solver import alternatives
from russian.phrases import capital

STRONG = 3 * UNIT // 10
"""From this value on a criterion speaks for a pair."""
TOLD = 4
"""So many reasons make a sentence, those of the greatest weight; the points of all criteria stand beside it."""
AT_ONCE = 10_000
"""So many pairs are compared at once."""


class Share(NamedTuple):
    """A criterion of a pair: its value 0…UNIT and its points of the score out of `most`, None for «нет данных»."""

    code: str
    title: str
    weight: int
    value: int | None
    points: int | None
    most: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class PairReason:
    """Why two people fit: the score 0…SCALE is the sum of the points of `shares`."""

    score: int
    sentence: str
    shares: tuple[Share, ...]
    beware: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Return the reason, what to beware of and what was not said, as one paragraph."""
        parts = [self.sentence]
        if self.beware:
            parts.append(f"Учтите: {'; '.join(self.beware)}.")
        if self.silent:
            parts.append(f"Нет данных: {self.unknown}.")
        return " ".join(parts)

    @property
    def unknown(self) -> str:
        """Return `silent` by who has not answered: «не ответили оба — опыт, расстояние; не ответил наставник — …»."""
        by_whom: dict[str, list[str]] = {}
        for one in self.silent:
            title, _, who = one.rstrip(")").rpartition(" (")
            by_whom.setdefault(who, []).append(title)
        return "; ".join(f"{who} — {', '.join(titles)}" for who, titles in by_whom.items())


@dataclass(frozen=True, slots=True)
class Other:
    """Another mentor for a mentee and the price of the change."""

    mentor: int
    score: int
    cost: str


def explain_pair(
    settings: Settings, mentee: Mentee, mentor: Mentor, values: Sequence[int | None] | None = None
) -> PairReason:
    """Return why these two fit; `values` are those of the criteria where they are known already."""
    values = values_of(settings, mentee, mentor) if values is None else values
    points = shares_of(values, settings.weights)
    most = most_of(tuple([value is not None for value in values]), settings.weights)
    shares: list[Share] = []
    told: list[tuple[int, str, str]] = []
    beware: list[str] = []
    silent: list[str] = []
    for c, weight, value, own, top in zip(settings.criteria, settings.weights, values, points, most, strict=True):
        said = c.sentence(mentee, mentor) if value and value >= STRONG else ""
        shares.append(Share(c.code, c.title, weight, value, own, top, said))
        if said and weight:
            told.append((-weight, c.code, said))
        elif weight and not value:
            (silent if value is None else beware).append((c.silence if value is None else c.beware)(mentee, mentor))
    sentence = _joined([said for *_, said in sorted(told)[:TOLD]]) if told else _plain_sentence(values, settings)
    known = [own for own in points if own is not None]
    score = sum(known) if known else score_of(values, settings.weights)
    return PairReason(score, sentence, tuple(shares), tuple(filter(None, beware)), tuple(silent))


def explain_all(run: Run) -> Iterator[PairReason]:
    """Yield why each pair of the answer was made, in order; the criteria are asked about many pairs at once."""
    pairs = run.answer.pairs
    for start in range(0, len(pairs.mentees), AT_ONCE):
        mentees, mentors = (side[start : start + AT_ONCE].astype(np.int64) for side in (pairs.mentees, pairs.mentors))
        values = run.case.scorer.values(mentees, mentors).T.tolist()
        for i, j, row in zip(mentees.tolist(), mentors.tolist(), values, strict=True):
            yield explain_match(run, i, j, [None if value == NO_DATA else value for value in row])


def explain_match(run: Run, mentee: int, mentor: int, values: Sequence[int | None] | None = None) -> PairReason:
    """Return why a pair of the answer was made; of a pinned one, that a person pinned it and which rules it breaks."""
    settings, one, other = run.case.settings, run.case.mentees[mentee], run.case.mentors[mentor]
    reason = explain_pair(settings, one, other, values)
    if (mentee, mentor) not in run.answer.pins:
        return reason
    broken = tuple(f"вопреки правилу: {why}" for rule in settings.rules if (why := rule.reason(one, other)))
    return replace(reason, sentence=f"Пара закреплена вами. {reason.sentence}", beware=(*broken, *reason.beware))


def _joined(reasons: Sequence[str]) -> str:
    """Return reasons as one sentence; those that end in a list go last, and semicolons part two lists."""
    ordered = [*(one for one in reasons if ": " not in one), *(one for one in reasons if ": " in one)]
    mark = "; " if any(": " in one for one in ordered[:-1]) else ", "
    return f"{capital(mark.join(ordered))}."


def _plain_sentence(values: Sequence[int | None], settings: Settings) -> str:
    """Return what to say of a pair for which nothing speaks."""
    if all(value is None for value, weight in zip(values, settings.weights, strict=True) if weight):
        return "Ответов не хватает, чтобы сравнить: правила пару разрешают, решать вам."
    return "Явных совпадений нет: правила пару разрешают, лучшего свободного места не нашлось."


def others(run: Run, mentees: Sequence[int], count: int = 2) -> dict[int, list[Other]]:
    """Return the next-best mentors of these mentees with what each would cost the whole."""
    if run.answer.goal is Goal.STABLE:
        return {number: _unpriced(run, number, count) for number in sorted(mentees)}
    found = alternatives(run.case.problem, run.answer, sorted(mentees), count, run.case.ballots)
    return {
        mentee: [Other(one.mentor, one.score, cost_words(one.filled, one.total, exact=one.exact)) for one in rows]
        for mentee, rows in found.items()
    }


def _unpriced(run: Run, number: int, count: int) -> list[Other]:
    """Return the next-best mentors by score: stable pairs have no prices."""
    table = run.case.scorer.candidates(np.array([number]))
    own = {j for j, _ in run.by_mentee.get(number, ())} | run.banned.get(number, frozenset())
    rows = sorted(
        (-int(score), int(j)) for j, score in zip(table.mentors, table.scores, strict=True) if int(j) not in own
    )
    return [Other(j, -score, "для устойчивых пар цена замены не считается") for score, j in rows[:count]]


def cost_words(filled: int, total: int, *, exact: bool = True) -> str:
    """Return what the whole would lose, in words; scores are said on a scale of 100."""
    least = "" if exact else "хотя бы "
    lost = []
    if filled > 0:
        lost.append(f"пар станет меньше {least}на {spaced(filled)}")
    if total > 0:
        lost.append(f"сумма оценок всех пар уменьшится {least}на {score_words(total)}")
    if lost:
        return ", ".join(lost)
    return "итог для всех не изменится" if exact else "во что это обойдётся всем, точно не подсчитано"


def score_words(score: int) -> str:
    """Return a score on the scale of 100, with one digit where it is below one."""
    whole, rest = divmod(score * 100, SCALE)
    if whole == 0 and rest:
        return f"0,{max(1, rest * 10 // SCALE)}"
    return str(whole + (2 * rest >= SCALE))
