"""Names of the files that this room hands over."""

from __future__ import annotations

import unicodedata

LONGEST = 80


def safe(text: str, longest: int = LONGEST) -> str:
    """Return a name that every file system bears and that leads into no other folder."""
    kept = "".join(
        " " if letter in '\\/:*?"<>|' or _unseen(letter) else letter for letter in text if letter not in "«»"
    )
    return " ".join(kept.split())[:longest].strip(" .,") or "файл"


def paper_name(title: str, requisites: str, longest: int = LONGEST) -> str:
    """Return the name of a paper's file: where it is too long the title is cut, never number and date."""
    tail = safe(requisites, longest) if requisites else ""
    return f"{safe(title, longest - len(tail) - 1)} {tail}".strip()


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C")
