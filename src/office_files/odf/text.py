"""Paragraphs and lists of an OpenDocument file as lines; lists are counted while they are read."""

from __future__ import annotations

from typing import NamedTuple

from office_files import limits, refusals
from office_files.characters import clean
from office_files.errors import Unreadable
from office_files.markup import Element
from office_files.odf.styles import LEVELS, ListLevel, OdfStyles, label, office, text, whole

P, H, LIST = text("p"), text("h"), text("list")
_SPACES, _TAB, _BREAK = text("s"), text("tab"), text("line-break")
_SKIPPED = frozenset(
    {text("note"), office("annotation"), text("ruby-text"), text("tracked-changes"), text("soft-page-break")}
)
_STYLE_NAME = text("style-name")
_ID = "{http://www.w3.org/XML/1998/namespace}id"


class OdfLine(NamedTuple):
    """One paragraph as printed, its automatic number included."""

    text: str
    bold: bool = False
    centred: bool = False
    level: int | None = None


class LineReader:
    """Turns `text:p`, `text:h` and `text:list` into lines, in document order."""

    def __init__(self, styles: OdfStyles) -> None:
        self._styles = styles
        self._counters: dict[str, list[int]] = {}
        self._latest: dict[str, list[int]] = {}

    def paragraph(self, element: Element) -> OdfLine:
        """One paragraph or heading without a list label."""
        name = element.get(_STYLE_NAME)
        runs: list[tuple[str, bool]] = []
        self._gather(element, self._styles.bold(name) is True, runs, 0)
        whole_text = clean("".join(run for run, _ in runs)).strip()
        bold = bool(whole_text) and all(weight for run, weight in runs if run.strip())
        level = whole(element.get(text("outline-level")), 1) if element.tag == H else None
        return OdfLine(whole_text, bold, self._styles.centred(name), level)

    def list_lines(self, element: Element) -> list[OdfLine]:
        """All lines of a list, labels in front."""
        name = element.get(_STYLE_NAME, "")
        levels = self._styles.lists.get(name, {})
        counters = self._start(element, name, levels)
        lines: list[OdfLine] = []
        self._items(element, levels, counters, 0, lines)
        self._latest[name] = counters
        if element.get(_ID):
            self._counters[element.get(_ID, "")] = counters
        return lines

    def _start(self, element: Element, name: str, levels: dict[int, ListLevel]) -> list[int]:
        """Counters standing before the first item: fresh, or those of the list that this one continues."""
        continued = self._counters.get(element.get(text("continue-list"), ""))
        if continued is None and element.get(text("continue-numbering")) == "true":
            continued = self._latest.get(name)
        if continued is not None:
            return list(continued)
        return [levels[depth].start - 1 if depth in levels else 0 for depth in range(LEVELS)]

    def _items(
        self, element: Element, levels: dict[int, ListLevel], counters: list[int], depth: int, lines: list[OdfLine]
    ) -> None:
        if depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        own = self._styles.lists.get(element.get(_STYLE_NAME, ""), levels)
        at = min(depth, LEVELS - 1)
        for item in element.iterchildren(text("list-item"), text("list-header")):
            numbered = item.tag == text("list-item")
            start = item.get(text("start-value"))
            first = True
            for child in item.iterchildren():
                if child.tag == LIST:
                    self._items(child, own, counters, depth + 1, lines)
                elif child.tag in {P, H}:
                    line = self.paragraph(child)
                    if numbered and first:
                        _count(own, counters, at, start)
                        line = line._replace(text=f"{label(own, counters, at)} {line.text}".strip())
                    lines.append(line)
                    first = False

    def _gather(self, element: Element, bold: bool, runs: list[tuple[str, bool]], depth: int) -> None:
        if depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        if element.text:
            runs.append((_squeeze(element.text), bold))
        for child in element.iterchildren():
            self._gather_child(child, bold, runs, depth)
            if child.tail:
                runs.append((_squeeze(child.tail), bold))

    def _gather_child(self, child: Element, bold: bool, runs: list[tuple[str, bool]], depth: int) -> None:
        tag = child.tag
        if tag == _SPACES:
            runs.append((" " * min(whole(child.get(text("c")), 1), 100), bold))
        elif tag == _TAB:
            runs.append(("\t", bold))
        elif tag == _BREAK or (tag == P and runs):
            runs.append(("\n", bold))
        name = child.get(_STYLE_NAME)
        if tag not in _SKIPPED and self._styles.visible(name):
            own = self._styles.bold(name) if name else None
            self._gather(child, bold if own is None else own, runs, depth + 1)


def _count(levels: dict[int, ListLevel], counters: list[int], at: int, start: str | None) -> None:
    counters[at] = whole(start, 1) if start is not None else counters[at] + 1
    for above in range(at):
        counters[above] = max(counters[above], 1)
    for below in range(at + 1, LEVELS):
        counters[below] = levels[below].start - 1 if below in levels else 0


def _squeeze(raw: str) -> str:
    """White space of the markup is one space (as the format says)."""
    return raw if "\n" not in raw and "  " not in raw and "\t" not in raw else " ".join(f"|{raw}|".split())[1:-1]
