"""Packs in layers: what is shipped, over it a region's, over it a municipality's, over it an organisation's own.

A pack is entries by code, each a text in TOML. A layer replaces an entry whole, adds one, or hides one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Table = Mapping[str, Any]
PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
SAYINGS = (
    ("Cannot overwrite", "ключ написан дважды"),
    ("Cannot declare", "раздел написан дважды"),
    ("Invalid value", "значение не понято: текст берут в кавычки, да и нет — true и false"),
    ("Unclosed array", "список не закрыт: не хватает «]»"),
    ("Unterminated string", "кавычки не закрыты"),
    ("Expected '='", "после ключа нужен знак «=»"),
    ("Illegal character", "недопустимый знак: текст в одинарных кавычках не переносят на другую строку"),
    ("Invalid date", "такого дня нет"),
)


@dataclass(frozen=True)
class Layer:
    """One layer. `key` tells its content from any other (two layers with one key are the same); None hides an entry."""

    key: tuple[Hashable, ...]
    name: str
    entries: Mapping[str, str | None]

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Layer) and self.key == other.key


@dataclass(frozen=True, slots=True)
class Standing:
    """How an entry stands in a stack: its text (None: hidden), the number of its layer, what lies beneath it."""

    code: str
    text: str | None
    layer: int
    beneath: tuple[tuple[int, str | None], ...] = ()

    @property
    def former(self) -> str:
        """The text of the layer beneath; empty where there is none or it hides the entry."""
        return (self.beneath[0][1] or "") if self.beneath else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a difference: «same», «added» or «removed»; «gap» stands for lines that were left out."""

    sort: str
    text: str


def stack(layers: Sequence[Layer]) -> dict[str, Standing]:
    """Return how every entry stands, those of the ground first, in the order of their layers."""
    found: dict[str, Standing] = {}
    for number, layer in enumerate(layers):
        for code, text in layer.entries.items():
            former = found.get(code)
            beneath = ((former.layer, former.text), *former.beneath) if former else ()
            found[code] = Standing(code, text, number, beneath)
    return found


def merged(layers: Sequence[Layer]) -> dict[str, str]:
    """Return the texts that hold, by code."""
    return {code: one.text for code, one in stack(layers).items() if one.text is not None}


def parse(text: str) -> Table:
    """Return the table of a TOML text. Raises ValueError with a Russian sentence that names the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(_saying(str(error), text)) from error


def _saying(message: str, text: str) -> str:
    place = PLACE.search(message)
    line = int(place[1]) if place and place[1] else len(text.splitlines()) or 1
    known = next((words for start, words in SAYINGS if message.startswith(start)), "запись не разобрать")
    return f"Строка {line}: {known}."


def blocks(text: str, header: str, code: str = "code") -> dict[str, str]:
    """Cut a file of `[[header]]` blocks into its entries by their code, each without its header."""
    found: dict[str, str] = {}
    for block in re.split(rf"^\[\[{re.escape(header)}\]\][ \t]*\n", text, flags=re.MULTILINE)[1:]:
        body = block.rstrip() + "\n"
        found[str(parse(body)[code])] = body
    return found


def difference(old: str, new: str, around: int = 2) -> tuple[Line, ...]:
    """Return how one text differs from another, line by line, with a few same lines around; nothing when equal."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(around):
        if found or group[0][1] > 0:
            found.append(Line("gap", ""))
        for tag, start, end, other_start, other_end in group:
            if tag == "equal":
                found += _lines("same", before[start:end])
            else:
                found += [*_lines("removed", before[start:end]), *_lines("added", after[other_start:other_end])]
    return tuple(found)


def _lines(sort: str, texts: Iterable[str]) -> list[Line]:
    return [Line(sort, text) for text in texts]
