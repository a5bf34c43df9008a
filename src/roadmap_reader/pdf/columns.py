"""Columns of a table without ruling lines: the gaps between words under a row of known headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from roadmap_reader.pdf.lines import rows_of

_HEADINGS = (
    re.compile(r"мероприят|наименован|содержан|деятельност|действи[ея]"),
    re.compile(r"\bсрок|\bдат[аы]\b|\bпериод"),
    re.compile(r"ответствен|исполнител"),
    re.compile(r"результат|показател|\bитог"),
    re.compile(r"документ|подтвержд"),
    re.compile(r"№|п/п"),
    re.compile(r"\bэтап|раздел|направлени|\bформ[аы]\b|примечан|отметк"),
)
_TITLE, _WHEN, _WHO = 0, 1, 2
_FEWEST = 3
_RUN = 0.33
_SEGMENT = 0.7
_BAND_LINES = 4
_STRAY = 0.3
_NARROWEST = 3
_ROW = re.compile(r"^(?:\d{1,3}[.)]|\d{1,3}(?:\.\d{1,3})+[.)]?|раздел|этап|\d\s+этап)(?:\s|$)")
_REACH = 30.0
_LONGEST = 60
_SHORT = 25

Run = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Ink:
    """One printed line: its characters, and its runs, parted wherever there is more than a space."""

    chars: list[Any]
    runs: list[Run]
    top: float
    bottom: float
    size: float

    @property
    def text(self) -> str:
        """All runs, for looking up words."""
        return " ".join(run[2] for run in self.runs).lower()

    @property
    def parted(self) -> bool:
        """Does a gap too wide for a space stand in the line?"""
        return any(right[0] - left[1] > _SEGMENT * self.size for left, right in pairwise(self.runs))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where columns are parted on one page; `edges` are the same on all pages of a table."""

    edges: tuple[float, ...]
    cuts: tuple[float, ...]

    def at(self, x: float) -> int:
        """The index of the column in which a horizontal position lies."""
        return bisect_right(self.cuts, x)

    def crossed(self, line: Ink) -> bool:
        """Does a run of the line pass over a cut?"""
        return any(run[0] + 2 < cut < run[1] - 2 for run in line.runs for cut in self.cuts)


def ink_of(chars: list[Any]) -> list[Ink]:
    """Printed lines from top to bottom; turned characters are left out."""
    found = []
    for row in rows_of([char for char in chars if char["upright"]]):
        printed = sorted((char for char in row if not char["text"].isspace()), key=lambda char: char["x0"])
        if printed:
            top, bottom = min(char["top"] for char in printed), max(char["bottom"] for char in printed)
            found.append(Ink(row, _runs(printed), top, bottom, max(char["size"] for char in printed)))
    return found


def _runs(chars: list[Any]) -> list[Run]:
    runs: list[Run] = []
    for char in chars:
        if runs and char["x0"] - runs[-1][1] <= _RUN * char["size"]:
            x0, x1, text = runs[-1]
            space = " " if char["x0"] - x1 > 0.18 * char["size"] else ""
            runs[-1] = (x0, max(x1, char["x1"]), f"{text}{space}{char['text']}")
        else:
            runs.append((char["x0"], char["x1"], char["text"]))
    return runs


def headings_in(lines: list[Ink]) -> Iterator[int]:
    """Lines that may begin a row of headings: three known ones, what is done among them, and when or who."""
    for index, line in enumerate(lines):
        if line.parted and _known(line.text):
            band = band_from(lines, index)
            if _names_columns(_known(" ".join(item.text for item in band))):
                yield index


def band_from(lines: list[Ink], index: int) -> list[Ink]:
    """The line and up to three that follow it closely and open no row of their own."""
    band = [lines[index]]
    for line in lines[index + 1 : index + _BAND_LINES]:
        if line.top - band[-1].bottom > line.size or _ROW.match(line.text):
            break
        band.append(line)
    return band


def _known(text: str) -> set[int]:
    return {number for number, pattern in enumerate(_HEADINGS) if pattern.search(text)}


def _names_columns(known: set[int]) -> bool:
    return len(known) >= _FEWEST and _TITLE in known and bool(known & {_WHEN, _WHO})


def columns_under(lines: list[Ink], index: int) -> Columns | None:
    """Columns of the table whose heading begins at `index`; None where fewer than three headings stand apart."""
    heads = band_from(lines, index)
    parted = [line for line in lines[index:] if line.parted]
    gutters = _gutters(_down_to(lines[index:], parted[-1]), [line for line in heads if line.parted])
    cuts = _under_heads([(a + b) / 2 for a, b in gutters], heads)
    left = min(run[0] for line in parted for run in line.runs)
    right = max(run[1] for line in parted for run in line.runs)
    columns = Columns((left - 1, *cuts, right + 1), tuple(cuts))
    return columns if _are_headings(_texts(heads, columns)) else None


def _texts(band: list[Ink], columns: Columns) -> list[list[str]]:
    """What stands in each column of a few lines, line by line."""
    texts: list[list[str]] = [[] for _ in range(len(columns.cuts) + 1)]
    for line in band:
        for x0, x1, text in line.runs:
            texts[columns.at((x0 + x1) / 2)].append(text)
    return texts


def _are_headings(texts: list[list[str]]) -> bool:
    """Three columns with known words, none of which is a piece of prose."""
    told = [(lines[0], known) for lines in texts if (known := _known(" ".join(lines).lower()))]
    if len(told) < _FEWEST or sum(len(known) >= _FEWEST for _, known in told) > 1:
        return False
    if not _names_columns(set().union(*(known for _, known in told))):
        return False
    return all(len(first) <= _LONGEST and (len(first) <= _SHORT or not first[0].islower()) for first, _ in told)


def columns_again(lines: list[Ink], before: Columns) -> Columns | None:
    """The same columns on the next page; None where its lines do not keep to them."""
    parted = [line for line in lines if line.parted]
    if len(parted) < 2:
        return None
    middles = [(a + b) / 2 for a, b in _gutters(_down_to(lines, parted[-1]), [])]
    cuts: list[float] = []
    for cut in before.cuts:
        near = [x for x in middles if abs(x - cut) <= _REACH and (not cuts or x > cuts[-1])]
        cuts.append(min(near, key=lambda x: abs(x - cut)) if near else cut)
    again = Columns(before.edges, tuple(sorted(cuts)))
    stray = sum(again.crossed(line) for line in parted)
    return again if stray * 4 <= len(parted) else None


def _down_to(lines: list[Ink], last: Ink) -> list[Ink]:
    return [line for line in lines if line.top <= last.top]


def _gutters(lines: list[Ink], heads: list[Ink]) -> list[tuple[float, float]]:
    """Stretches between the outermost words that few lines have ink in, and the headings none."""
    start, cover = _cover(lines, heads)
    most = int(len(lines) * _STRAY)
    found: list[tuple[float, float]] = []
    begin: int | None = None
    for x, count in enumerate(cover):
        if count <= most and begin is None:
            begin = x
        elif count > most and begin is not None:
            if begin > 0 and x - begin >= _NARROWEST:
                found.append(_emptiest(cover, begin, x, start))
            begin = None
    return found


def _cover(lines: list[Ink], heads: list[Ink]) -> tuple[int, list[int]]:
    """How many lines have ink at each point from the leftmost word on; a heading counts for all of them."""
    start = int(min(run[0] for line in lines for run in line.runs))
    stop = int(max(run[1] for line in lines for run in line.runs)) + 2
    change = [0] * (stop - start + 2)
    for weight, group in ((1, lines), (len(lines), heads)):
        for x0, x1, _ in (run for line in group for run in line.runs):
            change[int(x0) - start] += weight
            change[int(x1) - start + 1] -= weight
    return start, list(accumulate(change))


def _emptiest(cover: list[int], begin: int, end: int, start: int) -> tuple[float, float]:
    """The longest part of a stretch with the least ink."""
    least = min(cover[begin:end])
    best, at = (begin, begin), begin
    while at < end:
        stop = at
        while stop < end and cover[stop] == least:
            stop += 1
        if stop - at > best[1] - best[0]:
            best = (at, stop)
        at = max(stop, at + 1)
    return float(start + best[0]), float(start + best[1])


def _under_heads(cuts: list[float], heads: list[Ink]) -> list[float]:
    """Cuts without those that part nothing in the heading: a column without a heading belongs to the one before it."""
    middles = sorted((run[0] + run[1]) / 2 for line in heads for run in line.runs)
    kept: list[float] = []
    for cut, following in pairwise([*cuts, float("inf")]):
        if any(cut < x < following for x in middles):
            kept.append(cut)
    return kept
