"""Names of files as every system bears them, with nothing in them that deceives the eye."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from estafeta.core.files import safe_ending

LONGEST = 200
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


def clean_name(name: str) -> str:
    """Return the name without folders, invisible and turning signs, dots and spaces at its ends, at most 200 signs.

    A name that Windows keeps for itself gets a line before it; an empty one becomes «файл».
    """
    own = PurePath(name.replace("\\", "/")).name
    seen = "".join(" " if letter in ':*?"<>|' else letter for letter in own if not _unseen(letter))
    tidy = " ".join(seen.split()).strip(" .")
    ending = safe_ending(tidy)
    stem = tidy.removesuffix(PurePath(tidy).suffix if ending else "").strip(" .")[: LONGEST - len(ending)]
    if stem.split(".")[0].strip().lower() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem or 'файл'}{ending}"


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter).startswith("C")
