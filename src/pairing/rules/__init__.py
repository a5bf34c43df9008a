"""Hard rules, one file each: a class `Kind` that is a `pairing.rule.Rule`. A new file is a new rule."""

from __future__ import annotations

from typing import cast

from pairing.registry import kinds
from pairing.rule import Rule


def rules() -> dict[str, type[Rule]]:
    """Return every rule by its code."""
    return {kind.code: kind for kind in cast("tuple[type[Rule], ...]", kinds(__name__, "Kind"))}
