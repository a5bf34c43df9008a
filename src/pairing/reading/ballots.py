"""Wishes after a meeting of the group: a row a person, columns «1-й выбор», «2-й выбор», …, «Точно не»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pairing.answer import Ballots
from pairing.people import Person
from pairing.reading.cells import items, silent
from pairing.reading.headers import plain
from pairing.reading.present import by_word, only
from pairing.reading.rows import Remark
from pairing.reading.tables import BadTable, Row, load

WHO = re.compile(r"^(кто|фио|участник|код|наставляемый|наставник)\b")
RANK = re.compile(r"^(\d) ?(й|ый|ой)? (выбор|место)|^выбор (\d)")
AVOID = re.compile(r"точно не|не хо|кроме")


@dataclass(frozen=True, slots=True)
class Wishes:
    """Ballots by the numbers of people, and remarks on what was not understood."""

    ballots: Ballots
    remarks: tuple[Remark, ...]


@dataclass
class _Count:
    """Ballots while the rows are read."""

    mentees: dict[int, list[list[int]]] = field(default_factory=dict)
    mentors: dict[int, list[list[int]]] = field(default_factory=dict)
    avoid: set[tuple[int, int]] = field(default_factory=set)
    remarks: list[Remark] = field(default_factory=list)


def read_ballots(path: Path, mentees: Sequence[Person], mentors: Sequence[Person]) -> Wishes:
    """Read a table of wishes; several names in one cell are wished for alike. Raises BadTable."""
    for sheet in load(path):
        for number, row in enumerate(sheet.rows[:10]):
            heads = [plain(cell) for cell in row.cells]
            who = next((place for place, head in enumerate(heads) if WHO.search(head)), None)
            ranks = sorted((_rank(head), place) for place, head in enumerate(heads) if RANK.search(head))
            avoids = [place for place, head in enumerate(heads) if AVOID.search(head)]
            if who is not None and (ranks or avoids):
                reader = _Reader(who, [place for _, place in ranks], avoids, mentees, mentors)
                return reader.read(sheet.rows[number + 1 :])
    raise BadTable(f"Файл «{path.name}»: нужны столбцы «Кто» и «1-й выбор» или «Точно не».")


def _rank(head: str) -> int:
    """Return the number of the choice."""
    return int(re.findall(r"\d", head)[0])


class _Reader:
    """Reads rows: who wishes decides on which side the named people are looked for."""

    def __init__(
        self, who: int, ranks: list[int], avoids: list[int], mentees: Sequence[Person], mentors: Sequence[Person]
    ) -> None:
        self._places = who, ranks, avoids
        self._sides = ((by_word(mentees), mentees), (by_word(mentors), mentors))
        self._count = _Count()

    def read(self, rows: Sequence[Row]) -> Wishes:
        """Return all wishes."""
        for row in rows:
            self._row(row)
        found = self._count
        ballots = Ballots(found.mentees, found.mentors, frozenset(found.avoid))
        return Wishes(ballots, tuple(found.remarks))

    def _row(self, row: Row) -> None:
        """Read the wishes of one person."""
        who, ranks, avoids = self._places
        for side in (0, 1):
            person = only(row.cells[who] if who < len(row.cells) else "", "", *self._sides[side])
            if isinstance(person, int):
                break
        else:
            self._count.remarks.append(Remark(row.line, "", f"бюллетень пропущен: {person}.", dropped=True))
            return
        named = self._finder(row, 1 - side)
        table = self._count.mentors if side else self._count.mentees
        table[person] = [found for place in ranks if (found := named(place))]
        for other in (other for place in avoids for other in named(place)):
            self._count.avoid.add((other, person) if side else (person, other))

    def _finder(self, row: Row, side: int) -> Callable[[int], list[int]]:
        """Return what finds the people of the other side whom a cell names, with remarks on those it does not."""

        def named(place: int) -> list[int]:
            text = row.cells[place] if place < len(row.cells) else ""
            found = []
            for word in [] if silent(text) else items(text):
                other = only(word, "", *self._sides[side])
                if isinstance(other, int):
                    found.append(other)
                else:
                    self._count.remarks.append(Remark(row.line, "", f"не понято, о ком речь: {other}."))
            return found

        return named
