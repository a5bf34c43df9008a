"""Independent parts: people whom no allowed pair connects can be solved apart, elsewhere, at the same time.

Parts are the connected components of the scorer's blocks. Small ones are put together into batches so that the cost of
a call is paid once for many; batches depend on the problem alone, never on how many processes there are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pairing.problem import Ints

from .subproblem import Subproblem
from .task import Task

BATCH = 3_000
"""Parts are put together until a batch has about so many mentees."""


def components(count: int, left: Ints, right: Ints) -> Ints:
    """Return for each of `count` nodes the least node it is connected with by the edges left-right.

    Hooking and pointer jumping (Shiloach and Vishkin 1982), a few passes over all edges.
    """
    label = np.arange(count)
    while True:
        least = np.minimum(label[left], label[right])
        before = label.copy()
        np.minimum.at(label, label[left], least)
        np.minimum.at(label, label[right], least)
        while True:
            further = label[label]
            if (further == label).all():
                break
            label = further
        if (label == before).all():
            return label


def batches(task: Task, size_of_batch: int = 0) -> tuple[list[Subproblem], int]:
    """Return the fields to solve apart, and how many independent parts they hold.

    Who wants nobody, has no place or stands in no block belongs to no field.
    """
    blocks = _alive(task)
    if not blocks:
        return [], 0
    if len(blocks) == 1:
        return [Subproblem(task, *blocks[0])], 1
    label = _labels(blocks, len(task.wanted), task.mentors)
    rows = _grouped([block[0] for block in blocks], label)
    columns = _grouped([block[1] for block in blocks], label)
    fields: list[Subproblem] = []
    parts: list[int] = []
    size = 0
    for part in sorted(rows, key=lambda name: int(rows[name][0])):
        parts.append(part)
        size += len(rows[part])
        if size >= (size_of_batch or BATCH):
            fields.append(_field(task, parts, rows, columns))
            parts, size = [], 0
    if parts:
        fields.append(_field(task, parts, rows, columns))
    return fields, len(rows)


def _alive(task: Task) -> list[tuple[Ints, Ints]]:
    """Return the scorer's blocks without people who cannot be paired any more, ascending, empty ones left out."""
    found = []
    for mentees, mentors in task.problem.scorer.links():
        rows = np.unique(mentees[task.wanted[mentees] > 0]).astype(np.int64)
        columns = np.unique(mentors[task.places[mentors] > 0]).astype(np.int64)
        if len(rows) and len(columns):
            found.append((rows, columns))
    return found


def _labels(blocks: Sequence[tuple[Ints, Ints]], n: int, m: int) -> Ints:
    """Return the component of every block: blocks that share a person are connected."""
    people = np.concatenate([np.concatenate([rows, columns + n]) for rows, columns in blocks])
    sizes = [len(rows) + len(columns) for rows, columns in blocks]
    owner = np.repeat(np.arange(len(blocks)), sizes)
    order = np.argsort(people, kind="stable")
    same = people[order][1:] == people[order][:-1]
    return components(len(blocks), owner[order][1:][same], owner[order][:-1][same])


def _grouped(lists: Sequence[Ints], label: Ints) -> dict[int, Ints]:
    """Put lists of people of one label together, each person once, ascending."""
    gathered: dict[int, list[Ints]] = {}
    for name, people in zip(label.tolist(), lists, strict=True):
        gathered.setdefault(name, []).append(people)
    return {name: np.unique(np.concatenate(found)) for name, found in gathered.items()}


def _field(task: Task, parts: list[int], rows: dict[int, Ints], columns: dict[int, Ints]) -> Subproblem:
    return Subproblem(
        task,
        np.sort(np.concatenate([rows[part] for part in parts])),
        np.sort(np.concatenate([columns[part] for part in parts])),
    )
