"""What the solver sees of people: numbers alone. Everything about words stays on the other side of this file.

Mentees are counted 0…n-1, mentors 0…m-1, in the order of the input. A score is a whole number from 0 to SCALE: the
better the pair, the higher; equal scores are equal, nothing is rounded later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Small = NDArray[np.int32]

SCALE = 10_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every allowed mentor of some mentees, in CSR form.

    The mentors of the k-th asked mentee are `mentors[indptr[k]:indptr[k + 1]]`, ascending, with `scores` beside them.
    """

    indptr: Ints
    mentors: Small
    scores: Small


class Scorer(Protocol):
    """The pairs that hard rules allow, with their scores. Asking twice gives the same answer."""

    def candidates(self, mentees: Ints) -> Candidates:
        """Return the candidates of these mentees, in their order."""

    def links(self) -> Sequence[tuple[Ints, Ints]]:
        """Return blocks (mentees, mentors): an allowed pair lies in some block; few and large ones are best.

        Independent parts are found from these blocks without asking for a single pair.
        """


@dataclass(frozen=True)
class Problem:
    """One matching: how many mentors each mentee wants, how many places each mentor has, who may go with whom.

    `pins` must be in the answer (they use up places and need not be allowed by the rules); `bans` must not be.
    """

    wanted: Small
    places: Small
    scorer: Scorer
    pins: tuple[tuple[int, int], ...] = ()
    bans: tuple[tuple[int, int], ...] = ()
