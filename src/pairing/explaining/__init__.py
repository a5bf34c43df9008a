"""Answers in words: why a pair, why nobody, what would help, what to know before a run."""

from __future__ import annotations

from pairing.explaining.helps import Help, helps
from pairing.explaining.leftovers import Leftover, left_mentees, left_mentors
from pairing.explaining.mends import mends
from pairing.explaining.pairs import Other, PairReason, explain_all, explain_made, explain_pair, others
from pairing.explaining.readiness import Readiness, readiness

__all__ = [
    "Help",
    "Leftover",
    "Other",
    "PairReason",
    "Readiness",
    "explain_all",
    "explain_made",
    "explain_pair",
    "helps",
    "left_mentees",
    "left_mentors",
    "mends",
    "others",
    "readiness",
]
