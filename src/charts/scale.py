"""From values to places: round ticks that hold all values, and a straight scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(values: Sequence[float], wanted: int = 4) -> tuple[float, ...]:
    """Return round numbers from at or below the least value (and zero) to at or above the greatest.

    Zero is always inside, so that lengths may be compared; equal values still give two ticks.
    """
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    step = _step((high - low) / wanted) if high > low else 1.0
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return tuple(number * step for number in range(first, last + 1))


def _step(rough: float) -> float:
    power: float = 10.0 ** math.floor(math.log10(max(rough, 1e-12)))
    return power * next(step for step in _STEPS if step * power >= rough * (1 - 1e-9))


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight way from values to places; `begin` may be greater than `end` (a vertical axis)."""

    low: float
    high: float
    begin: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value; one beyond the ends stays at the end."""
        if self.high <= self.low:
            return self.begin
        share = min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))
        return self.begin + share * (self.end - self.begin)
