"""Criteria, one file each: a class `Kind` that is a `pairing.criterion.Criterion`. A new file is a new criterion."""

from __future__ import annotations

from typing import cast

from pairing.criterion import Criterion
from pairing.registry import kinds


def criteria() -> dict[str, type[Criterion]]:
    """Return every criterion by its code."""
    return {kind.code: kind for kind in cast("tuple[type[Criterion], ...]", kinds(__name__, "Kind"))}
