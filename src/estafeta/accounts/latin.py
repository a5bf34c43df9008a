"""Russian words in Latin letters, for addresses and user names."""

from __future__ import annotations

import re
from collections.abc import Collection

LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
        "я": "ya",
    }
)  # fmt: skip


def latin(words: str, *, limit: int) -> str:
    """Return the words as «sosh-2-zarechnaya»: lower case, hyphens, cut at a word where it is too long."""
    name = re.sub(r"[^a-z0-9]+", "-", words.lower().translate(LETTERS)).strip("-")
    if len(name) <= limit:
        return name
    return name[: limit + 1].rpartition("-")[0] or name[:limit]


def first_free(name: str, taken: Collection[str], *, limit: int) -> str:
    """Return the name itself or with the first number that is not taken."""
    if name not in taken:
        return name
    number = 2
    while f"{name[: limit - len(str(number)) - 1]}-{number}" in taken:
        number += 1
    return f"{name[: limit - len(str(number)) - 1]}-{number}"
