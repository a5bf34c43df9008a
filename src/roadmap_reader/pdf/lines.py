"""Characters with positions turned into lines, and lines into the paragraphs they were set from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from office_files.characters import clean

_SPACE = 0.18
_COLUMN = 2.5
_MARKER = re.compile(r"^(?:[•·▪●○■□➢✓*–—-]\s*\S|\d{1,2}(?:\.\d{1,2})*[.)]\s|[а-яa-z]\)\s)")
_LAST_WORD = re.compile(r"([А-Яа-яЁё]+)$")
_FIRST_WORD = re.compile(r"^([а-яё]+)")
_HYPHEN = re.compile(r"([А-Яа-яЁё]+)[-\u00ad\u2010]$")
_BOLD = re.compile(r"bold|black|demi|heavy|[-,]bd", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """A line of text with its box; `head` is the width of its first word."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    head: float = 0.0


def upright(chars: list[Any], box: tuple[float, float, float, float]) -> tuple[list[Any], float]:
    """Characters of a cell turned so that they read from left to right, and the width they had to fit."""
    width = box[2] - box[0]
    if sum(1 for char in chars if not char["upright"]) * 2 <= len(chars):
        return [char for char in chars if char["upright"]], width
    turned = []
    for char in chars:
        if char["upright"]:
            continue
        upwards = char["matrix"][1] > 0
        x0, x1 = (-char["bottom"], -char["top"]) if upwards else (char["top"], char["bottom"])
        top, bottom = (char["x0"], char["x1"]) if upwards else (-char["x1"], -char["x0"])
        turned.append({**char, "x0": x0, "x1": x1, "top": top, "bottom": bottom})
    return turned, box[3] - box[1]


def lines_of(chars: list[Any], *, columns: bool = False) -> list[Line]:
    """Lines from top to bottom; with `columns` a wide gap inside a line is a tab."""
    found = [_line(row, columns) for row in rows_of(chars)]
    return [line for line in found if line.text]


def rows_of(chars: list[Any]) -> list[list[Any]]:
    """Characters that stand on one line together, the lines from top to bottom."""
    found: list[list[Any]] = []
    row: list[Any] = []
    middle = 0.0
    for char in sorted(chars, key=lambda item: item["top"] + item["bottom"]):
        centre = (char["top"] + char["bottom"]) / 2
        if row and centre - middle > 0.5 * max(char["size"], row[-1]["size"]):
            found.append(row)
            row = []
        row.append(char)
        middle = centre if len(row) == 1 else middle + (centre - middle) / len(row)
    if row:
        found.append(row)
    return found


def _line(chars: list[Any], columns: bool) -> Line:
    chars.sort(key=lambda item: item["x0"])
    pieces: list[str] = []
    previous: Any = None
    head = 0.0
    for char in chars:
        if previous is not None:
            if char["text"] == previous["text"] and abs(char["x0"] - previous["x0"]) < 0.2 * char["size"]:
                continue
            gap = char["x0"] - previous["x1"]
            if columns and gap > _COLUMN * char["size"]:
                pieces.append("\t")
            elif gap > _SPACE * char["size"]:
                pieces.append(" ")
            if not head and (pieces[-1] in "\t " or char["text"].isspace()) and "".join(pieces).strip():
                head = previous["x1"] - chars[0]["x0"]
        pieces.append(char["text"])
        previous = char
    printed = [char for char in chars if not char["text"].isspace()] or chars
    text = re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", clean_line("".join(pieces)))).strip()
    return Line(
        text,
        printed[0]["x0"],
        printed[-1]["x1"],
        min(char["top"] for char in printed),
        max(char["bottom"] for char in printed),
        max(char["size"] for char in printed),
        all(_BOLD.search(char.get("fontname") or "") for char in printed),
        head or printed[-1]["x1"] - printed[0]["x0"],
    )


def clean_line(text: str) -> str:
    """`clean`, but a soft hyphen at the end stays: it tells that a word goes on."""
    hyphen = "\u00ad" if text.rstrip().endswith("\u00ad") else ""
    return clean(text).replace("\n", " ") + hyphen


def paragraphs_of(lines: list[Line], width: float) -> list[Line]:
    """Lines joined where a line was broken only because the next word did not fit into `width`."""
    found: list[Line] = []
    last: Line | None = None
    widest = max((line.x1 - line.x0 for line in lines), default=0.0)
    for line in lines:
        if last is not None and found and _continues(last, line, width):
            merged = found[-1]
            forced = " " not in last.text and widest - (last.x1 - last.x0) < 0.6 * last.size
            merged.text = join(merged.text, line.text, forced=forced)
            merged.bottom = line.bottom
            merged.x0, merged.x1 = min(merged.x0, line.x0), max(merged.x1, line.x1)
            merged.bold = merged.bold and line.bold
        else:
            found.append(Line(line.text, line.x0, line.x1, line.top, line.bottom, line.size, line.bold, line.head))
        last = line
    for line in found:
        line.text = line.text.rstrip("\u00ad")
    return found


def _continues(last: Line, line: Line, width: float) -> bool:
    if _MARKER.match(line.text) or "\t" in last.text or "\t" in line.text:
        return False
    if line.top - last.bottom > 0.75 * line.size or abs(line.size - last.size) > 0.25 * last.size:
        return False
    space = 0.25 * last.size
    return (last.x1 - last.x0) + space + line.head > width - 1.2 * last.size


def join(before: str, after: str, *, forced: bool = False) -> str:
    """Two lines of one paragraph as one; a word cut at the end of the first is made whole.

    `forced` says that the first line is one word as wide as its column, so it may have been cut anywhere.
    """
    if after[:1] and after[0] in ".,;:!?)»":
        return before + after
    hyphen, first = _HYPHEN.search(before), _FIRST_WORD.match(after)
    if hyphen and first:
        whole = hyphen.group(1) + first.group(1)
        if before.endswith("\u00ad") or is_word(whole):
            return before[:-1] + after
        return before[:-1] + "-" + after
    last = _LAST_WORD.search(before)
    if last and first and _is_cut(last.group(1), first.group(1), forced):
        return before + after
    return f"{before} {after}"


def _is_cut(start: str, end: str, forced: bool) -> bool:
    """Whether two strings at a line break are halves of one word."""
    if len(start) + len(end) < 5 or not is_word(start + end):
        return False
    return (
        forced or not is_word(start) or (not is_word(end) and len(end) > 1) or (len(end) == 1 and end not in "авикосуя")
    )


@lru_cache(maxsize=20_000)
def is_word(word: str) -> bool:
    """Whether a Russian dictionary knows the word."""
    return bool(_dictionary().word_is_known(word.lower()))


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
