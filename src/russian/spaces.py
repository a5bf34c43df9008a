"""Spaces, signs and dashes of Russian typesetting."""

from __future__ import annotations

TIED = "\N{NO-BREAK SPACE}"
"""Between a number and its noun, a surname and its initials."""
NARROW = "\N{NARROW NO-BREAK SPACE}"
"""Between thousands."""
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
