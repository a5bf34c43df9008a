"""The batches in this process or in several: same steps, same answers, whoever does them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, Protocol

from .steps import Batch
from .subproblem import KEPT_PAIRS, Subproblem

WORTH_A_PROCESS = 12_000
"""Below so many mentees a process costs more than it saves."""

Step = Callable[[Batch, Any], Any]


class Crew(Protocol):
    """Somebody who does a step on every batch."""

    def each(self, step: Step, words: Sequence[Any]) -> list[Any]:
        """Do `step(batch, word)` on every batch and return the results in order of batches."""

    def close(self) -> None:
        """End the processes, also after a step has failed; nothing can be done after it."""


class Alone:
    """All batches one after another in this process."""

    def __init__(self, fields: Sequence[Subproblem]) -> None:
        self.batches = [Batch(field) for field in fields]

    def each(self, step: Step, words: Sequence[Any]) -> list[Any]:
        """Do the step on each batch in turn."""
        return [step(batch, word) for batch, word in zip(self.batches, words, strict=True)]

    def close(self) -> None:
        """Do nothing: there are no processes."""


class Several:
    """Batches dealt out to processes, the largest first to whoever has least; each keeps its own between steps."""

    def __init__(self, fields: Sequence[Subproblem], processes: int) -> None:
        self.shares = deal([len(field.rows) for field in fields], processes)
        context: Any = multiprocessing.get_context(start_method())
        self.workers: list[Any] = []
        self.lines: list[Connection] = []
        for share in self.shares:
            ours, theirs = context.Pipe()
            mine = [fields[index] for index in share]
            for field in mine:
                field.memory = KEPT_PAIRS // len(self.shares)
            worker = context.Process(target=_serve, args=(theirs, mine), daemon=True)
            with warnings.catch_warnings():  # idle threads of the linear algebra library hold no locks of ours
                warnings.simplefilter("ignore", DeprecationWarning)
                worker.start()
            theirs.close()
            self.workers.append(worker)
            self.lines.append(ours)

    def each(self, step: Step, words: Sequence[Any]) -> list[Any]:
        """Send the step to all, then gather in order."""
        results: list[Any] = [None] * len(words)
        for line, share in zip(self.lines, self.shares, strict=True):
            line.send((step, [words[index] for index in share]))
        for line, share in zip(self.lines, self.shares, strict=True):
            try:
                failure, found = line.recv()
            except EOFError as error:
                raise RuntimeError(
                    "a process of the matching ended before its answer, perhaps out of memory"
                ) from error
            if failure is not None:
                raise failure
            for index, result in zip(share, found, strict=True):
                results[index] = result
        return results

    def close(self) -> None:
        """Let the processes end; one that does not within a moment is ended."""
        for line in self.lines:
            with contextlib.suppress(OSError):  # it may have ended on its own
                line.send(None)
            line.close()
        for worker in self.workers:
            worker.join(timeout=5)
            worker.terminate()


def crew(fields: Sequence[Subproblem], processes: int) -> Crew:
    """Return who will do the work: `processes` of them, 0 for as many as there are cores and work for."""
    mentees = sum(len(field.rows) for field in fields)
    hands = processes or cores()
    if processes <= 0:
        processes = 1 if mentees < WORTH_A_PROCESS else cores()
    if multiprocessing.current_process().daemon:  # such a process may have no children
        processes = 1
    processes = min(processes, len(fields))
    if processes > 1:
        return Several(fields, processes)
    for field in fields:
        field.hands = hands
    return Alone(fields)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def deal(sizes: Sequence[int], hands: int) -> list[list[int]]:
    """Deal out numbers of batches so that sums of sizes are near each other (longest processing time first)."""
    shares: list[list[int]] = [[] for _ in range(hands)]
    load = [0] * hands
    for index in sorted(range(len(sizes)), key=lambda index: (-sizes[index], index)):
        hand = load.index(min(load))
        shares[hand].append(index)
        load[hand] += sizes[index]
    return [sorted(share) for share in shares]


def start_method() -> str:
    """Return how to start processes: a copy of this one where that is safe, otherwise a fresh one."""
    copies = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if copies and threading.active_count() == 1 else "spawn"


def _serve(line: Connection, fields: Sequence[Subproblem]) -> None:
    """Do steps on these batches until the other end hangs up."""
    batches = [Batch(field) for field in fields]
    while True:
        try:
            message = line.recv()
        except EOFError:
            return
        if message is None:
            return
        step, words = message
        try:
            line.send((None, [step(batch, word) for batch, word in zip(batches, words, strict=True)]))
        except (ArithmeticError, LookupError, MemoryError, RuntimeError, TypeError, ValueError) as error:
            line.send((error, None))
