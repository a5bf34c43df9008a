"""Every pair that may be made among some mentees and mentors: kept in memory while it fits, asked again when not.

Inside a field people are counted from 0 again (`rows` and `columns` lead back to the numbers of the problem).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairing.problem import Ints, Small

from .task import Task

KEPT_PAIRS = 100_000_000
"""So many pairs of one process stay in memory (6 bytes each); above it a field asks the scorer again for each pass."""

CHUNK_PAIRS = 2_000_000
"""About so many pairs are looked at in one go, which bounds the memory of temporary arrays."""


Scores = NDArray[np.signedinteger[Any]]
"""Scores as they are kept: 16 bits suffice for 0 … SCALE."""


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
class Field:
    """The allowed pairs among `rows` (mentees who want somebody) and `columns` (mentors with places)."""

    task: Task
    rows: Ints
    columns: Ints
    memory: int = KEPT_PAIRS
    pairs: int = 0
    _kept: list[Block] | None = field(default=None, repr=False)
    _local: Small | None = field(default=None, repr=False)

    @property
    def wanted(self) -> Ints:
        """Return how many mentors each mentee of the field still wants."""
        return self.task.wanted[self.rows]

    @property
    def places(self) -> Ints:
        """Return how many places each mentor of the field still has."""
        return self.task.places[self.columns]

    def blocks(self) -> Iterator[Block]:
        """Go through every pair once, in order of mentees; the first pass decides whether pairs are kept."""
        if self._kept is not None:
            yield from self._kept
            return
        kept: list[Block] = []
        self.pairs = 0
        start, step = 0, 256
        while start < len(self.rows):
            block = self._ask(np.arange(start, min(start + step, len(self.rows))))
            self.pairs += len(block.mentors)
            if self.pairs <= self.memory:
                kept.append(block)
            yield block
            rows = len(block.indptr) - 1
            start += rows
            mean = max(1, len(block.mentors) // max(1, rows))
            step = max(64, min(step * 8, CHUNK_PAIRS // mean))
        if self.pairs <= self.memory:
            self._kept = kept

    def some(self, rows: Ints) -> Iterator[Block]:
        """Return the pairs of these mentees (ascending), each a block of its own or all in one."""
        if self._kept is None:
            yield self._ask(rows)
            return
        firsts = np.array([block.first for block in self._kept])
        for row, index in zip(rows.tolist(), (np.searchsorted(firsts, rows, "right") - 1).tolist(), strict=True):
            block = self._kept[index]
            span = slice(block.indptr[row - block.first], block.indptr[row - block.first + 1])
            yield Block(row, np.array([0, span.stop - span.start]), block.mentors[span], block.scores[span])

    def release(self) -> None:
        """Forget kept pairs; a later pass asks again."""
        self._kept = None

    def _ask(self, rows: Ints) -> Block:
        """Ask the scorer for some mentees, leave out barred pairs and mentors without places, count from 0."""
        found = self.task.problem.scorer.candidates(self.rows[rows])
        local = self._numbers()[found.mentors]
        good = local >= 0
        if len(self.task.barred):
            owners = np.repeat(self.rows[rows], np.diff(found.indptr))
            good &= ~self.task.is_barred(owners, found.mentors)
        indptr, scores = np.asarray(found.indptr, np.int64), found.scores
        if not good.all():
            indptr = np.concatenate([[0], np.cumsum(good)])[indptr]
            local, scores = local[good], scores[good]
        return Block(int(rows[0]), indptr, local, scores.astype(np.int16))

    def _numbers(self) -> Small:
        """Return the number inside the field of every mentor of the problem, -1 for others."""
        if self._local is None:
            self._local = np.full(self.task.mentors, -1, np.int32)
            self._local[self.columns] = np.arange(len(self.columns), dtype=np.int32)
        return self._local


def whole(task: Task) -> Field:
    """Return the field of everybody who still wants somebody and everybody with places."""
    return Field(task, np.flatnonzero(task.wanted > 0), np.flatnonzero(task.places > 0))
