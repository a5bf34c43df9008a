"""From a problem to an answer with its proof, for the goals EVERYONE and TOTAL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from pairing.answer import Answer, Ballots, Certificate, Goal, Pairs, Stage
from pairing.problem import SCALE, Ints

from .covers import Cover
from .crew import Crew, crew
from .parts import batches
from .steps import Batch, FillStep, Floor, Solution
from .subproblem import Subproblem
from .task import Task
from .totals import enough
from .weights import Weights


@dataclass(frozen=True)
class Order:
    """What the last step is told: how to choose in a batch."""

    weights: Weights
    seed: int
    full: bool


def solve_total(task: Task, seed: int, processes: int) -> Answer:
    """Find the best total of scores, and the most pairs where totals are equal."""
    fields, parts = batches(task)
    started = perf_counter()
    workers = crew(fields, processes)
    try:
        order = plain_order(task, seed)
        solved = workers.each(choose, [order] * len(fields))
    finally:
        workers.close()
    return assemble(task, Goal.TOTAL, order, solved, (), parts=parts, seconds=perf_counter() - started)


def plain_order(task: Task, seed: int) -> Order:
    """Return the order of the goal TOTAL: a unit above twice any number of pairs, so that both come apart again."""
    most = min(int(task.wanted.sum()), int(task.places.sum()))
    return Order(Weights(2 * most + 4, 1), seed, full=False)


def solve_everyone(task: Task, seed: int, processes: int) -> Answer:
    """Fill most places, then make the weakest pair as good as possible, then the total."""
    fields, parts = batches(task)
    started = perf_counter()
    workers = crew(fields, processes)
    try:
        order, stages = agree(task, fields, workers, seed)
        solved = workers.each(choose, [order] * len(fields))
    finally:
        workers.close()
    return assemble(task, Goal.EVERYONE, order, solved, stages, parts=parts, seconds=perf_counter() - started)


def solve_stable(task: Task, seed: int, processes: int, ballots: Ballots) -> Answer:
    """Pair people so that no two would both rather leave; pinned pairs stay out of the game."""
    fields, parts = batches(task)
    started = perf_counter()
    workers = crew(fields, processes)
    try:
        solved = workers.each(settle_batch, [(ballots, seed)] * len(fields))
    finally:
        workers.close()
    order = Order(Weights(0, 0), seed, full=False)
    return without_prices(assemble(task, Goal.STABLE, order, solved, (), parts=parts, seconds=perf_counter() - started))


def without_prices(answer: Answer) -> Answer:
    """Return a stable answer: prices prove nothing there, the checker looks at every pair."""
    return replace(answer, certificate=Certificate("stable", answer.total, 0))


def agree(task: Task, fields: Sequence[Subproblem], workers: Crew, seed: int) -> tuple[Order, tuple[Stage, ...]]:
    """Find the two numbers that all batches share: how many places are filled, and the floor of the weakest pair."""
    filled: list[FillStep] = workers.each(count_places, [None] * len(fields))
    total = sum(found.cover.bound for found in filled)
    first = _stage(task, fields, "filled", [found.cover for found in filled], total)
    if not total:
        return Order(Weights(1, enough(0)), seed, full=True), (first,)
    top = min(found.ceiling for found in filled)
    floors: list[Floor] = workers.each(find_floor, [(found, top) for found in filled])
    floor = min(found.floor for found in floors)
    covers = [found.cover for found in filled]
    worst = next(index for index, found in enumerate(floors) if found.floor == floor and _proves(found, filled[index]))
    covers[worst] = floors[worst].proof
    second = _stage(task, fields, "weakest", covers, floor, floor=floors[worst].proof.floor)
    return Order(Weights(1, enough(total), floor), seed, full=True), (first, second)


def _proves(found: Floor, filled: FillStep) -> bool:
    """Say whether this batch is the reason why the floor is no higher."""
    return found.proof.floor == found.floor + 1 and found.proof.bound < filled.cover.bound


def count_places(batch: Batch, word: None) -> FillStep:
    """Count the places that a batch can fill, with the cover that proves it (first step)."""
    return batch.first()


def find_floor(batch: Batch, word: tuple[FillStep, int]) -> Floor:
    """Find how good the weakest pair of a batch can be, below the ceiling of all batches (second step)."""
    return batch.second(*word)


def settle_batch(batch: Batch, word: tuple[Ballots, int]) -> Solution:
    """The only step of a batch for the goal STABLE."""
    return batch.agree(*word)


def choose(batch: Batch, word: Order) -> Solution:
    """Choose the pairs of a batch once all batches agree on count and floor (last step)."""
    return batch.last(word.weights, word.seed, full=word.full)


def _stage(
    task: Task, fields: Sequence[Subproblem], name: str, covers: Sequence[Cover], value: int, *, floor: int = 0
) -> Stage:
    mentees, mentors = idle_prices(task, 1)
    for field, cover in zip(fields, covers, strict=True):
        mentees[field.rows], mentors[field.columns] = cover.mentees, cover.mentors
    return Stage(name, value, sum(cover.bound for cover in covers), floor, 0, 1, mentees, mentors)


def assemble(
    task: Task,
    goal: Goal,
    order: Order,
    solved: Sequence[Solution],
    stages: tuple[Stage, ...],
    *,
    parts: int,
    seconds: float,
) -> Answer:
    """Put the answers of batches and the pins together, with one proof for the whole."""
    weights = order.weights
    mentees, mentors = idle_prices(task, weights.unit * SCALE + weights.bonus)
    for part in solved:
        mentees[part.rows], mentors[part.columns] = part.mentee_prices, part.mentor_prices
    value = sum(weights.unit * int(part.scores.sum()) + weights.bonus * len(part.scores) for part in solved)
    # each batch has proved its own bound to equal its value, and bounds of independent parts add up
    stages = (*stages, Stage("total", value, value, weights.floor, weights.unit, weights.bonus, mentees, mentors))
    free = [pairs_of(part) for part in solved]
    pairs = join([*free, task.pinned])
    total = int(pairs.scores.sum())
    weak = [int(found.scores.min()) for found in free if len(found.scores)]
    stats: dict[str, float] = {"solving": seconds}
    for part in solved:
        for name, number in part.stats.items():
            stats[name] = stats.get(name, 0) + number
    return Answer(
        goal=goal,
        pairs=pairs,
        total=total,
        matched=len(pairs.mentees),
        wanted=int(np.asarray(task.problem.wanted, np.int64).sum()),
        weakest=min(weak, default=None),
        certificate=Certificate("exact", total, 0, stages),
        parts=parts,
        seed=order.seed,
        pins=pins_of(task),
        stats=stats,
    )


def pins_of(task: Task) -> tuple[tuple[int, int], ...]:
    """Return the pairs that a person has pinned, as (mentee, mentor)."""
    return tuple(zip(task.pinned.mentees.tolist(), task.pinned.mentors.tolist(), strict=True))


def pairs_of(part: Solution) -> Pairs:
    """Return the pairs of a solved batch."""
    return Pairs(part.mentees, part.mentors, part.scores)


def join(lists: Sequence[Pairs]) -> Pairs:
    """Put pairs together, ascending by mentee, then mentor."""
    mentees, mentors, scores = (np.concatenate(column) for column in zip(*lists, strict=True))
    order = np.lexsort((mentors, mentees))
    return Pairs(mentees[order].astype(np.int32), mentors[order].astype(np.int32), scores[order].astype(np.int32))


def idle_prices(task: Task, most: int) -> tuple[Ints, Ints]:
    """Return prices before any batch: 0, and `most` for whoever has no place left, which costs a bound nothing."""
    return np.where(task.wanted > 0, 0, most).astype(np.int64), np.where(task.places > 0, 0, most).astype(np.int64)
