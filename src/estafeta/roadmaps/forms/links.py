"""An address among words: a link need not have a field of its own."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

LONGEST = 1000
_ENDINGS = "ru|рф|su|com|org|net|info|edu|gov|pro|site|online|дети|example"
_ADDRESS = re.compile(rf"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})(?:/\S*)?", re.IGNORECASE)
_ENDS = ".,;:!?)»\"'"
_IS_URL = URLValidator(schemes=["http", "https"])


def link_in(words: str) -> tuple[str, str]:
    """Return the first address of a text and the rest of it; an empty address where there is none.

    «sosh2.example/prikaz» is an address without its https; an address of mail and the name of a file are none.
    """
    for token in words.split():
        bare = token.strip(_ENDS + "(«")
        if not _ADDRESS.fullmatch(bare):
            continue
        address = bare if "://" in bare else f"https://{bare}"
        if len(address) <= LONGEST and _valid(address):
            return address, " ".join(words.replace(token, " ", 1).split())
    return "", words


def _valid(address: str) -> bool:
    try:
        _IS_URL(address)
    except ValidationError:
        return False
    return True
