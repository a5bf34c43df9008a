"""How near the two are: one settlement, or kilometres where rules.toml gives coordinates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from pairing.criterion import UNIT, Criterion, Numeric, Rows, Table
from pairing.people import Mentee, Mentor, fold

KM = 111.195
"""Kilometres in a degree of the meridian."""


def cosine(degrees: float) -> float:
    """Return the cosine by its series of even powers: only + and ×, so equal on every machine; error below 1e-7."""
    x = (degrees * (math.pi / 180)) ** 2
    return 1 - x / 2 * (1 - x / 12 * (1 - x / 30 * (1 - x / 56 * (1 - x / 90 * (1 - x / 132)))))


@dataclass(frozen=True)
class Kind(Criterion):
    """UNIT in one settlement, falling to 0 at `far` kilometres; other settlements without coordinates count as far.

    `places` gives latitude and longitude in degrees by the name of a settlement.
    """

    code: ClassVar[str] = "distance"
    title: ClassVar[str] = "расстояние"
    weight: ClassVar[int] = 2
    far: int = 30
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folded = {fold(name): (float(point[0]), float(point[1])) for name, point in self.places.items()}
        object.__setattr__(self, "places", folded)

    def demand(self, mentee: Mentee) -> str | None:
        return fold(mentee.place) or None

    def supply(self, mentor: Mentor) -> str | None:
        return fold(mentor.place) or None

    def km(self, one: str, other: str) -> float | None:
        """Return kilometres between two settlements, None where coordinates lack."""
        here, there = self.places.get(one), self.places.get(other)
        if one == other or here is None or there is None:
            return 0.0 if one == other else None
        east = (here[1] - there[1]) * cosine((here[0] + there[0]) / 2)
        north = here[0] - there[0]
        return KM * math.sqrt(east * east + north * north)

    def compare(self, asked: str, offered: str) -> int:
        km = self.km(asked, offered)
        return 0 if km is None else max(0, math.floor(UNIT * (1 - km / self.far)))

    def numeric(self, asked: Sequence[str], offered: Sequence[str]) -> Numeric:
        """Distances of all settlements at once."""
        return Distances(self, asked, offered)

    def beware(self, mentee: Mentee, mentor: Mentor) -> str:
        return f"живут далеко друг от друга: {mentee.place} и {mentor.place}"

    def sentence(self, mentee: Mentee, mentor: Mentor) -> str:
        """Return «живут рядом: Берёзовка», «недалеко: около 7 км»."""
        if not mentee.place or not mentor.place:
            return ""
        km = self.km(fold(mentee.place), fold(mentor.place))
        if km is None or km >= self.far / 2:
            return ""
        return f"живут рядом: {mentee.place}" if km == 0 else f"недалеко: около {max(1, round(km))} км"


class Distances:
    """The same arithmetic as `Kind.compare`, step by step, over arrays."""

    def __init__(self, kind: Kind, asked: Sequence[str], offered: Sequence[str]) -> None:
        self._far = kind.far
        names = {name: number for number, name in enumerate(dict.fromkeys([*asked, *offered]))}
        self._left, self._left_points = self._encode(kind, names, asked)
        self._right, self._right_points = self._encode(kind, names, offered)

    @staticmethod
    def _encode(kind: Kind, names: dict[str, int], said: Sequence[str]) -> tuple[Rows, np.ndarray]:
        """Return the number and the coordinates of each settlement; NaN where there are none."""
        points = [kind.places.get(name, (math.nan, math.nan)) for name in said]
        return np.array([names[name] for name in said], np.int64), np.array(points, np.float64).reshape(-1, 2)

    def table(self, rows: Rows, columns: Rows) -> Table:
        """Return how near these settlements are to those."""
        here, there = self._left_points[rows][:, None, :], self._right_points[columns][None, :, :]
        x = ((here[..., 0] + there[..., 0]) / 2 * (math.pi / 180)) ** 2
        cosines = 1 - x / 2 * (1 - x / 12 * (1 - x / 30 * (1 - x / 56 * (1 - x / 90 * (1 - x / 132)))))
        east = (here[..., 1] - there[..., 1]) * cosines
        north = here[..., 0] - there[..., 0]
        km = KM * np.sqrt(east * east + north * north)
        near = np.nan_to_num(np.maximum(np.floor(UNIT * (1 - km / self._far)), 0), nan=0.0)
        near[self._left[rows][:, None] == self._right[columns][None, :]] = UNIT
        return np.asarray(near.astype(np.int64))
