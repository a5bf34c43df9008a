"""Every pair that may be made among some mentees and mentors: kept in memory while it fits, asked again when not.

Inside a field people are counted from 0 again (`rows` and `columns` lead back to the numbers of the problem).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pairing.problem import Candidates, Ints, Small

from .prices import spread
from .task import Task

KEPT_PAIRS = 100_000_000
"""So many pairs of one process stay in memory (6 bytes each); above it a field asks the scorer again for each pass."""

CHUNK_PAIRS = 500_000
"""About so many pairs are looked at in one go, so that temporary arrays stay near the processor."""

Scores = NDArray[np.signedinteger[Any]]
"""Scores as they are kept: 16 bits suffice for 0 … SCALE."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs of consecutive mentees `first`, `first` + 1 … in CSR form; mentors ascend within a mentee."""

    first: int
    indptr: Ints
    mentors: Small
    scores: Scores

    def owners(self) -> Small:
        """Return the mentee of every pair."""
        counts = np.diff(self.indptr)
        return np.repeat(np.arange(self.first, self.first + len(counts), dtype=np.int32), counts)


@dataclass
class Subproblem:
    """The allowed pairs among `rows` (mentees who want somebody) and `columns` (mentors with places).

    `hands` is in how many threads blocks are looked at; it changes no result.
    """

    task: Task
    rows: Ints
    columns: Ints
    memory: int = KEPT_PAIRS
    hands: int = 1
    _kept: dict[int, Block] = field(default_factory=dict, repr=False)
    _sizes: dict[int, int] = field(default_factory=dict, repr=False)
    _starts: Ints | None = field(default=None, repr=False)
    _mean: int | None = field(default=None, repr=False)
    _local: Small | None = field(default=None, repr=False)
    _lock: Any = field(default_factory=Lock, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the lock behind on the way to another process."""
        return {name: value for name, value in self.__dict__.items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take a lock of its own."""
        self.__dict__.update(state, _lock=Lock())

    @property
    def wanted(self) -> Ints:
        """Return how many mentors each mentee of the field still wants."""
        return self.task.wanted[self.rows]

    @property
    def places(self) -> Ints:
        """Return how many places each mentor of the field still has."""
        return self.task.places[self.columns]

    @property
    def pairs(self) -> int:
        """Return how many pairs have been seen."""
        return sum(self._sizes.values())

    def each(self, look: Callable[[Block], T]) -> list[T]:
        """Look at every pair once, block by block; the results come in order of mentees."""
        starts = self._spans()

        def visit(index: int) -> T:
            return look(self._block(index))

        if self.hands <= 1 or len(starts) <= 2:
            return [visit(index) for index in range(len(starts) - 1)]
        with ThreadPoolExecutor(self.hands) as pool:
            return list(pool.map(visit, range(len(starts) - 1)))

    def blocks(self) -> Iterator[Block]:
        """Go through every pair once, in order of mentees."""
        for index in range(len(self._spans()) - 1):
            yield self._block(index)

    def some(self, rows: Ints) -> Iterator[tuple[Ints, Candidates]]:
        """Return these mentees (ascending) a few at a time, with about CHUNK_PAIRS pairs of theirs."""
        step = self._step()
        for start in range(0, len(rows), step):
            yield rows[start : start + step], self.rows_of(rows[start : start + step])

    def rows_of(self, rows: Ints) -> Candidates:
        """Return the pairs of these mentees (ascending) in CSR form, in the numbers of the field."""
        index = np.searchsorted(self._spans(), rows, "right") - 1
        if not self._kept.keys() >= set(index.tolist()):
            block = self._ask(rows)
            return Candidates(block.indptr, block.mentors, block.scores.astype(np.int32))
        counts, mentors, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for place in np.unique(index).tolist():
            block = self._kept[place]
            spots, sizes = spread(block.indptr, rows[index == place] - block.first)
            counts.append(sizes)
            mentors.append(block.mentors[spots])
            scores.append(block.scores[spots].astype(np.int32))
        indptr = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
        return Candidates(indptr, np.concatenate(mentors), np.concatenate(scores))

    def release(self) -> None:
        """Forget kept pairs; a later pass asks again."""
        self._kept = {}

    def estimate(self) -> int:
        """Return about how many pairs there are, judged by those of a few mentees."""
        count = len(self.rows)
        if count * len(self.columns) <= CHUNK_PAIRS:
            return count * len(self.columns)
        if self._mean is None:
            few = np.unique(np.arange(64) * count // 64)
            self._mean = len(self._ask(few).mentors) // len(few)
        return self._mean * count

    def _spans(self) -> Ints:
        """Return where blocks of rows begin, and the end."""
        if self._starts is None:
            count = len(self.rows)
            self._starts = np.append(np.arange(0, count, self._step()), count)
        return self._starts

    def _step(self) -> int:
        """Return how many mentees have about CHUNK_PAIRS pairs."""
        return max(1, CHUNK_PAIRS * len(self.rows) // max(1, self.estimate()))

    def _block(self, index: int) -> Block:
        """Return a block, kept or asked; it is kept while there is room."""
        if index in self._kept:
            return self._kept[index]
        assert self._starts is not None
        block = self._ask(np.arange(self._starts[index], self._starts[index + 1]))
        with self._lock:
            self._sizes[index] = len(block.mentors)
            if self.pairs <= self.memory:
                self._kept[index] = block
        return block

    def _ask(self, rows: Ints) -> Block:
        """Ask the scorer for some mentees, leave out barred pairs and mentors without places, count from 0."""
        found = self.task.problem.scorer.candidates(self.rows[rows])
        indptr, local, scores = np.asarray(found.indptr, np.int64), found.mentors, found.scores
        if len(self.columns) < self.task.mentors or len(self.task.barred):
            local = self._numbers()[found.mentors]
            good = local >= 0
            if len(self.task.barred):
                owners = np.repeat(self.rows[rows], np.diff(found.indptr))
                good &= ~self.task.is_barred(owners, found.mentors)
            if not good.all():
                indptr = np.concatenate([[0], np.cumsum(good)])[indptr]
                local, scores = local[good], scores[good]
        return Block(int(rows[0]), indptr, local.astype(np.int32, copy=False), scores.astype(np.int16))

    def _numbers(self) -> Small:
        """Return the number inside the field of every mentor of the problem, -1 for others."""
        if self._local is None:
            self._local = np.full(self.task.mentors, -1, np.int32)
            self._local[self.columns] = np.arange(len(self.columns), dtype=np.int32)
        return self._local


def whole(task: Task) -> Subproblem:
    """Return the field of everybody who still wants somebody and everybody with places."""
    return Subproblem(task, np.flatnonzero(task.wanted > 0), np.flatnonzero(task.places > 0))
