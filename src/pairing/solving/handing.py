"""One part as a file: solved on another machine, its answer merged with its proof.

A file is a zip of plain numpy arrays without dates, so the same part is the same bytes everywhere. What the parts must
agree on (places filled and the floor of the weakest pair, goal EVERYONE) is settled before they are handed out.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from pairing.answer import Answer, Ballots, Goal, Refused, Stage
from pairing.problem import Candidates, Ints, Problem, Small

from .crew import Alone, Crew, crew
from .field import Field
from .pairs import Order, agree, assemble, plain_order, without_prices
from .parts import batches
from .steps import Batch, Solved
from .task import Task, prepare
from .weights import Weights

Arrays = dict[str, Any]  # arrays of several types of whole numbers
NO_DATE = (1980, 1, 1, 0, 0, 0)
COLUMNS = ("rows", "columns", "mentees", "mentors", "scores", "mentee_prices", "mentor_prices")


@dataclass(frozen=True)
class Split:
    """A problem taken apart: fields to hand out, what they agreed on, and the proof of that."""

    task: Task
    goal: Goal
    fields: tuple[Field, ...]
    parts: int
    order: Order
    stages: tuple[Stage, ...]
    ballots: Ballots | None = None


class _Stored:
    """A scorer that reads pairs from a file."""

    def __init__(self, rows: Ints, indptr: Ints, mentors: Small, scores: Small) -> None:
        self.rows, self.indptr, self.mentors, self.scores = rows, indptr, mentors, scores

    def candidates(self, mentees: Ints) -> Candidates:
        """Return the stored pairs of these mentees."""
        spots = np.searchsorted(self.rows, mentees)
        spans = [slice(self.indptr[spot], self.indptr[spot + 1]) for spot in spots]
        counts = [span.stop - span.start for span in spans]
        return Candidates(
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            np.concatenate([self.mentors[span] for span in spans]),
            np.concatenate([self.scores[span] for span in spans]),
        )

    def links(self) -> list[tuple[Ints, Ints]]:
        """Return everybody as one block."""
        return [(self.rows, np.unique(self.mentors).astype(np.int64))]


def split(problem: Problem, goal: Goal, *, seed: int = 0, processes: int = 1, ballots: Ballots | None = None) -> Split:
    """Take a problem apart; `fields` of the result are counted 0, 1 … by `hand_out`."""
    task = prepare(problem, ballots)
    fields, parts = batches(task)
    if goal is Goal.STABLE:
        order = Order(Weights(0, 0), seed, full=False)
        return Split(task, goal, tuple(fields), parts, order, (), ballots or Ballots())
    if goal is Goal.TOTAL:
        return Split(task, goal, tuple(fields), parts, plain_order(task, seed), ())
    workers: Crew = crew(fields, processes)
    try:
        order, stages = agree(task, fields, workers, seed)
    finally:
        workers.close()
    return Split(task, goal, tuple(fields), parts, order, stages)


def hand_out(work: Split, index: int) -> bytes:
    """Return one part as the bytes of a file."""
    field, order = work.fields[index], work.order
    blocks = list(field.blocks())
    counts = np.concatenate([np.diff(block.indptr) for block in blocks])
    words = [len(work.task.wanted), work.task.mentors, order.weights.unit, order.weights.bonus, order.weights.floor]
    return _packed(
        {
            "words": np.array([*words, order.seed, int(order.full)], np.int64),
            "rows": field.rows,
            "columns": field.columns,
            "wanted": field.wanted,
            "places": field.places,
            "indptr": np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            "mentors": field.columns[np.concatenate([block.mentors for block in blocks])].astype(np.int32),
            "scores": np.concatenate([block.scores for block in blocks]).astype(np.int32),
            **_written(work.ballots, field),
        }
    )


def solve_part(part: bytes) -> bytes:
    """Solve a handed-out part; return the bytes of its answer with its prices."""
    given = _unpacked(part)
    n, m, unit, bonus, floor, seed, full = given["words"].tolist()
    wanted, places = np.zeros(n, np.int32), np.zeros(m, np.int32)
    wanted[given["rows"]], places[given["columns"]] = given["wanted"], given["places"]
    scorer = _Stored(given["rows"], given["indptr"], given["mentors"], given["scores"])
    task = prepare(Problem(wanted, places, scorer))
    batch = Batch(Field(task, given["rows"], given["columns"]))
    if (ballots := _read_ballots(given)) is None:
        solved = batch.last(Weights(unit, bonus, floor), seed, full=bool(full))
    else:
        solved = batch.agree(ballots, seed)
    found = {name: getattr(solved, name) for name in COLUMNS}
    digest = np.frombuffer(hashlib.sha256(part).digest(), np.uint8)
    return _packed({**found, "part": digest})


def take_back(work: Split, answers: Mapping[int, bytes]) -> Answer:
    """Put answers together; parts without one are solved here. Raises `Refused` when an answer is not to this part.

    The whole is as good as `pairing.checking.check` finds it: run it on what comes from elsewhere.
    """
    started = perf_counter()
    here = Alone([field for index, field in enumerate(work.fields) if index not in answers])
    own = iter(here.each(_last, [(work.order, work.ballots)] * len(here.batches)))
    solved = [
        _read(work, index, answers[index]) if index in answers else next(own) for index in range(len(work.fields))
    ]
    seconds = perf_counter() - started
    answer = assemble(work.task, work.goal, work.order, solved, work.stages, parts=work.parts, seconds=seconds)
    return answer if work.ballots is None else without_prices(answer)


def _last(batch: Batch, word: tuple[Order, Ballots | None]) -> Solved:
    order, ballots = word
    if ballots is not None:
        return batch.agree(ballots, order.seed)
    return batch.last(order.weights, order.seed, full=order.full)


def _written(ballots: Ballots | None, field: Field) -> Arrays:
    """Return what the people of a field say of each other, as rows of (person, class, other)."""
    if ballots is None:
        return {}
    rows, columns = set(field.rows.tolist()), set(field.columns.tolist())
    sides = ("mentee_ballots", ballots.mentees, rows, columns), ("mentor_ballots", ballots.mentors, columns, rows)
    return {
        name: np.array(
            [
                (person, place, other)
                for person in sorted(said.keys() & people)
                for place, tied in enumerate(said[person])
                for other in tied
                if other in others
            ],
            np.int64,
        ).reshape(-1, 3)
        for name, said, people, others in sides
    }


def _read_ballots(given: Arrays) -> Ballots | None:
    """Read ballots back; None for a part of another goal than STABLE."""
    if "mentee_ballots" not in given:
        return None
    sides: list[dict[int, list[list[int]]]] = [{}, {}]
    for side, name in zip(sides, ("mentee_ballots", "mentor_ballots"), strict=True):
        for person, place, other in given[name].tolist():
            classes = side.setdefault(person, [])
            classes.extend([] for _ in range(place + 1 - len(classes)))
            classes[place].append(other)
    return Ballots(sides[0], sides[1])


def _read(work: Split, index: int, answer: bytes) -> Solved:
    found = _unpacked(answer)
    digest = hashlib.sha256(hand_out(work, index)).digest()
    if set(found) != {*COLUMNS, "part"} or found["part"].tobytes() != digest:
        raise Refused(
            f"Файл с ответом не подходит к части № {index + 1}: она с тех пор изменилась или это другая часть"
        )
    return Solved(**{name: found[name] for name in COLUMNS}, stats={})


def _packed(arrays: Arrays) -> bytes:
    """Write arrays into a zip, in order of names, without dates."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in sorted(arrays):
            entry = io.BytesIO()
            np.lib.format.write_array(entry, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            information = zipfile.ZipInfo(f"{name}.npy", NO_DATE)
            information.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(information, entry.getvalue(), compresslevel=1)
    return file.getvalue()


def _unpacked(content: bytes) -> Arrays:
    """Read arrays back; raise `Refused` for anything else."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except (ValueError, OSError, zipfile.BadZipFile, AttributeError) as error:
        raise Refused("Файл части подбора не читается") from error
