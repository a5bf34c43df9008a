"""Scores of pairs from people: `scorer` for many at once, `reference` for one pair, the same whole numbers."""

from __future__ import annotations

from pairing.scoring.points import NEUTRAL, score_of
from pairing.scoring.scorer import PeopleScorer

__all__ = ["NEUTRAL", "PeopleScorer", "score_of"]
