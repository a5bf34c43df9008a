"""Several people in one cell, one under the other or one after the other."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from registry_reader.values.given_names import is_given_name
from registry_reader.values.names import Name, is_patronymic, looks_like_name, read_name
from registry_reader.values.texts import is_silent, one_line
from russian.folding import fold

_MARKS = re.compile(
    r"[;\n]+|,|(?<=[а-яё.)])\s+и\s+(?=[А-ЯЁ])|(?<=[а-яё.)])\s*/\s*(?=[А-ЯЁ])|(?<=[^\s\d])\s+(?=\d{1,2}[.)]\s*[А-ЯЁ])"
)
_LONGEST = 2_000
_SON = frozenset({"оглы", "оглу", "кызы", "гызы"})


@lru_cache(maxsize=50_000)
def read_people(text: str) -> tuple[Name, ...]:
    """The people that a cell names, in order; empty where it names nobody.

    What stands beside a name («8Б», «учитель химии») is kept with it. A name broken over lines is one name.
    """
    if is_silent(text) or len(text) > _LONGEST:
        return ()
    whole = read_name(text)
    alone = (whole,) if whole is not None else ()
    if not _MARKS.search(text.strip(" ,;\n")) or (whole is not None and _is_one(text, whole)):
        return alone
    return tuple(_gathered(text)) or alone


def _gathered(text: str) -> list[Name]:
    """The names of all pieces; a piece that is none stands beside the name before it."""
    names: list[Name] = []
    for piece in _pieces(text):
        name = read_name(piece) if _is_person(piece) else None
        if name is not None:
            names.append(name)
        elif names:
            names[-1] = replace(names[-1], beside=(*names[-1].beside, piece.strip(" ,;")))
    return names


def _is_one(text: str, whole: Name) -> bool:
    """Whether the text in one line is a single name: nothing beside it but what is no person."""
    if (
        "\n" in text.strip()
        and len(one_line(whole.printed).split()) > 3
        and whole.printed.split()[-1].lower() not in _SON
    ):
        return len(_pieces(text)) <= 1
    return whole.complete and not any(looks_like_name(part) for beside in whole.beside for part in _pieces(beside))


def _pieces(text: str) -> list[str]:
    """The parts between marks; a part that only continues the name before it is put back."""
    pieces: list[str] = []
    for raw in _MARKS.split(text):
        piece = one_line(raw)
        if not piece:
            continue
        if pieces and _continues(pieces[-1], piece):
            glue = "" if pieces[-1].endswith("-") else " "
            pieces[-1] = f"{pieces[-1]}{glue}{piece}"
        else:
            pieces.append(piece)
    return pieces


def _continues(before: str, piece: str) -> bool:
    words, last = piece.split(), before.split()
    if before.endswith("-") or fold(words[0]) in _SON:
        return True
    if len(last) == 1 and last[0][:1].isupper() and last[0].isalpha() and piece[:1].isupper():
        return not looks_like_name(piece) or is_given_name(words[0])
    return len(words) == 1 and is_patronymic(words[0]) and words[0][:1].isupper() and len(last) == 2


def _is_person(piece: str) -> bool:
    if looks_like_name(piece):
        return True
    name = read_name(piece)
    return name is not None and piece[:1].isupper() and (name.complete and len(name.printed.split()) <= 3)
