"""Names of people: shortened, and whether a patronymic is a woman's."""

from __future__ import annotations

import re

from russian.spaces import TIED


def short_name(full_name: str) -> str:
    """Shorten «Соколова Анна Петровна» to «Соколова А. П.»; leave other shapes as they are."""
    parts = full_name.split()
    if len(parts) not in (2, 3) or not all(part[0].isalpha() for part in parts):
        return full_name
    return TIED.join([parts[0], *(f"{part[0].upper()}." for part in parts[1:])])


def is_feminine(patronymic: str) -> bool | None:
    """Say whether a patronymic is a woman's («Петровна», «кызы»); None when it does not tell."""
    word = patronymic.strip().lower()
    if word.endswith(("вна", "чна", "инична", "кызы", "гызы")):
        return True
    return False if word.endswith(("ич", "оглы", "уулу", "улы")) else None


def monogram(full_name: str) -> str:
    """Take two letters for the round badge of a person: «Соколова Анна» gives «СА»; «?» for nothing."""
    letters = [word[0].upper() for word in re.findall(r"[^\W\d_]+", full_name)]
    return "".join(letters[:2]) or "?"
