"""Free time that overlaps for at least one whole meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pairing.criterion import UNIT, Criterion, Numeric, Rows, once
from pairing.people import Mentee, Mentor, Window
from pairing.phrases import at_time
from pairing.sums import Lists, Sums, Whole

Windows = tuple[Window, ...]
STEP = 15
"""A meeting may begin at any quarter of an hour."""
DAY = 24 * 60
WEEK = 7 * DAY
SPAN = 48
"""So many beginnings, half a day of them, are bits of one number."""
FIRST, MORE = 700, 50
"""The first possible beginning of a meeting is worth FIRST, each further one MORE, up to UNIT in all."""


@lru_cache(maxsize=100_000)
def starts(windows: Windows, minutes: int) -> frozenset[int]:
    """Return when a meeting of so many minutes may begin, in minutes from Monday's midnight; only inside the week."""
    return frozenset(
        window.day * DAY + start
        for window in windows
        for start in range(-(-window.start // STEP) * STEP, window.end - minutes + 1, STEP)
        if 0 <= window.day * DAY + start < WEEK
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

    def demand(self, mentee: Mentee) -> Windows | None:
        return once(mentee.windows)

    def supply(self, mentor: Mentor) -> Windows | None:
        return once(mentor.windows)

    def compare(self, asked: Windows, offered: Windows) -> int:
        """Return the worth of the common beginnings."""
        return worth(len(starts(asked, self.minutes) & starts(offered, self.minutes)))

    def numeric(self, asked: Sequence[Windows], offered: Sequence[Windows]) -> Numeric:
        """One feature is half a day with the beginnings that suit."""
        left, right = halves(asked, self.minutes), halves(offered, self.minutes)
        lists = Lists([[(half, bits) for half, bits in enumerate(one) if bits] for one in left.tolist()])
        most = max(1, int(np.bitwise_count(left).sum(axis=1, dtype=np.int64).max()))
        values = np.array([worth(count) for count in range(most + 1)])
        return Sums(lists, Overlap(lists, right), np.zeros(len(asked), np.int64), values)

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


def halves(said: Sequence[Windows], minutes: int) -> NDArray[np.uint64]:
    """Return `starts` of each as bits of the half days of the week, shape (said, halves)."""
    day, start, end = np.array(list(chain.from_iterable(said)), np.int64).reshape(-1, 3, 1).swapaxes(0, 1)
    first = day * (DAY // STEP) - (-start // STEP)
    past = day * (DAY // STEP) + (end - minutes) // STEP + 1
    begins = np.arange(0, WEEK // STEP, SPAN)
    low, high = (np.minimum(np.maximum(edge - begins, 0), SPAN).astype(np.uint64) for edge in (first, past))
    one = np.uint64(1)
    bits = np.where(high > low, (one << high) - (one << low), np.uint64(0))
    sizes = np.array([len(windows) for windows in said], np.int64)
    return np.asarray(np.bitwise_or.reduceat(bits, np.cumsum(sizes) - sizes), np.uint64)


class Overlap:
    """How many beginnings of half a day an offer has too."""

    def __init__(self, lists: Lists, offered: NDArray[np.uint64]) -> None:
        names: list[Any] = [(0, 0), *lists.names]
        self._half = np.array([half for half, _ in names], np.int64)
        self._bits = np.array([bits for _, bits in names], np.uint64)
        self._offered = offered

    def grid(self, features: Rows, offers: Rows) -> Whole:
        """Return the common beginnings, shape (features, offers)."""
        theirs = self._offered[offers].T
        both = theirs[self._half[features]] & self._bits[features][:, None]
        return np.asarray(np.bitwise_count(both), np.int16)

    def pairs(self, features: Rows, offers: Rows) -> Whole:
        """Return the common beginnings of each feature with the offer beside it."""
        both = self._offered[offers, self._half[features]] & self._bits[features]
        return np.asarray(np.bitwise_count(both), np.int16)
