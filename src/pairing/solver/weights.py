"""What a pair weighs in a proof, and how far it is above its prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairing.problem import SCALE, Ints, Small

from .net import Net

LARGEST = 2**31 - 1


@dataclass(frozen=True)
class Weights:
    """What a pair weighs in the proof: unit x score + bonus; only pairs of scores >= floor are counted."""

    unit: int
    bonus: int
    floor: int = 0

    def of(self, net: Net) -> Ints:
        """Return the weight of every pair of a net."""
        return net.scores.astype(np.int64) * self.unit + self.bonus


@dataclass(frozen=True)
class Gauge:
    """Weights and prices together: how far every pair is above its prices."""

    weights: Weights
    mentees: Ints
    mentors: Ints

    def over(self, tails: Small, heads: Small, scores: NDArray[np.signedinteger[Any]]) -> Ints | Small:
        """Return weight - u - v of these pairs; below the floor a number below all others."""
        weights = self.weights
        most = max(int(self.mentees.max(initial=0)), int(self.mentors.max(initial=0)), weights.unit * SCALE)
        wide = 3 * most + weights.bonus >= LARGEST
        levels = self.mentees - weights.bonus
        found: Ints | Small
        if wide:
            found = scores.astype(np.int64) * weights.unit - levels[tails] - self.mentors[heads]
        else:
            found = scores.astype(np.int32)
            found *= np.int32(weights.unit)
            found -= levels.astype(np.int32)[tails]
            found -= self.mentors.astype(np.int32)[heads]
        if weights.floor:
            found[scores < weights.floor] = -LARGEST
        return found
