"""Files of this room: names nobody can guess, names that every system bears, sizes and kinds that are taken."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from django.core.files.base import File

from estafeta.core.files import safe_ending
from estafeta.core.refusals import Refusal

BIGGEST = 25 * 1024 * 1024
TAKEN = frozenset(
    {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".zip", ".sig"}
)
LONGEST = 80
LONGEST_KEPT = 255


def kept_name(name: str) -> str:
    """Return the name that a person gave, without folders, short enough for the database, with its ending."""
    own = PurePath(name.replace("\\", "/")).name or "файл"
    ending = safe_ending(own)
    return f"{own.removesuffix(PurePath(own).suffix)[: LONGEST_KEPT - len(ending)]}{ending}"


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


def accept(file: File[bytes]) -> None:
    """Refuse an empty file, one that is too big, and what is no office file or picture."""
    name = kept_name(file.name or "")
    if not file.size:
        raise Refusal(f"Файл «{name}» пустой. Выберите другой.")
    if file.size > BIGGEST:
        raise Refusal(f"Файл «{name}» больше 25 МБ. Уменьшите его или разделите.")
    if PurePath(name).suffix not in TAKEN:
        raise Refusal(f"Файл «{name}» такого вида не принимается. Подойдут PDF, снимок, Word, Excel, архив ZIP.")
