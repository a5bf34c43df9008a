"""Files of this room: names nobody can guess, sizes and kinds that are taken."""

from __future__ import annotations

import uuid
from pathlib import PurePath

from django.core.files.base import File

from estafeta.core.refusals import Refusal

BIGGEST = 25 * 1024 * 1024
TAKEN = frozenset(
    {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".zip", ".sig"}
)


def private_name(name: str) -> str:
    """Return an unguessable name that keeps only the ending of the original one."""
    return f"{uuid.uuid4().hex}{PurePath(name).suffix.lower()[:10]}"


def accept(file: File[bytes]) -> None:
    """Refuse an empty file, one that is too big, and what is no office file or picture."""
    name = PurePath(file.name or "").name
    if not file.size:
        raise Refusal(f"Файл «{name}» пустой. Выберите другой.")
    if file.size > BIGGEST:
        raise Refusal(f"Файл «{name}» больше 25 МБ. Уменьшите его или разделите.")
    if PurePath(name).suffix.lower() not in TAKEN:
        raise Refusal(f"Файл «{name}» такого вида не принимается. Подойдут PDF, снимок, Word, Excel, архив ZIP.")
