"""Answers in words: why a pair, why nobody, what would help, what to know before a run."""

from __future__ import annotations

from pairing.explanations.helps import Help, helps
from pairing.explanations.leftovers import Leftover, idle_mentors, unmatched_mentees
from pairing.explanations.mends import mends
from pairing.explanations.pairs import Other, PairReason, explain_all, explain_match, explain_pair, others
from pairing.explanations.readiness import Readiness, readiness

__all__ = [
    "Help",
    "Leftover",
    "Other",
    "PairReason",
    "Readiness",
    "explain_all",
    "explain_match",
    "explain_pair",
    "helps",
    "idle_mentors",
    "mends",
    "others",
    "readiness",
    "unmatched_mentees",
]
