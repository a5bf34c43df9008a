"""Free time that overlaps for at least one whole meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np

from pairing.criterion import UNIT, Bags, Criterion, Numeric, Rows, Table
from pairing.people import Mentee, Mentor, Window
from pairing.russian import at_time

Windows = tuple[Window, ...]
STEP = 15
"""A meeting may begin at any quarter of an hour."""
FIRST, MORE = 700, 50
"""The first possible beginning of a meeting is worth FIRST, each further one MORE, up to UNIT in all."""


@lru_cache(maxsize=100_000)
def starts(windows: Windows, minutes: int) -> frozenset[int]:
    """Return when a meeting of so many minutes may begin, in minutes from Monday's midnight."""
    day = 24 * 60
    return frozenset(
        window.day * day + start
        for window in windows
        for start in range(-(-window.start // STEP) * STEP, window.end - minutes + 1, STEP)
    )


def worth(count: int) -> int:
    """Return the value of so many possible beginnings."""
    return min(UNIT, FIRST + MORE * (count - 1)) if count else 0


@dataclass(frozen=True)
class Kind(Criterion):
    """Nothing without a common meeting time of `minutes`; the more room to choose, the better."""

    code: ClassVar[str] = "windows"
    title: ClassVar[str] = "общее свободное время"
    weight: ClassVar[int] = 4
    minutes: int = 45

    def asked(self, mentee: Mentee) -> Windows | None:
        """Return the mentee's free time."""
        return tuple(sorted(set(mentee.windows))) or None

    def offered(self, mentor: Mentor) -> Windows | None:
        """Return the mentor's free time."""
        return tuple(sorted(set(mentor.windows))) or None

    def compare(self, asked: Windows, offered: Windows) -> int:
        """Return the worth of the common beginnings."""
        return worth(len(starts(asked, self.minutes) & starts(offered, self.minutes)))

    def numeric(self, asked: Sequence[Windows], offered: Sequence[Windows]) -> Numeric:
        """One feature is a beginning."""
        left = [sorted(starts(one, self.minutes)) for one in asked]
        return Overlap(Bags(left, [dict.fromkeys(sorted(starts(one, self.minutes)), 1) for one in offered]))

    def beware(self, mentee: Mentee, mentor: Mentor) -> str:
        """Say that they never have time together."""
        return "нет общего свободного времени"

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «вместе свободны во вторник с 15:00 до 16:30»: the longest common time, the earliest of equals."""
        common = [
            Window(one.day, max(one.start, other.start), min(one.end, other.end))
            for one in mentee.windows
            for other in mentor.windows
            if one.day == other.day
        ]
        fit = [window for window in common if starts((window,), self.minutes)]
        return f"вместе свободны {at_time(min(fit, key=_rank))}" if fit else ""


def _rank(window: Window) -> tuple[int, int, int]:
    """Order windows: the longest, then the earliest in the week."""
    return (window.start - window.end, window.day, window.start)


class Overlap:
    """Counts of common beginnings, turned into worth."""

    def __init__(self, bags: Bags) -> None:
        self._bags = bags

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return `worth` of each count."""
        counts = self._bags.sums(rows, columns)
        some = counts > 0
        counts *= MORE
        counts += FIRST - MORE
        counts *= some
        return np.minimum(counts, UNIT, out=counts)
