"""The plain text of a pack as blocks: one mark at the beginning of a line, nothing inside it.

    # Общие положения        a chapter, numbered; items below it count «1.1.»
    + Назначить куратором …  an item, numbered; ++ and +++ one and two levels deeper
    - приказы                an item of a list with dashes
    = Строка посередине
    ~ Строка от левого края
    |: 1 5 3                 shares of the columns of the table that follows
    | № | Наставник | Форма  a row of a table, the first one is its heading
    anything else            a paragraph; lines of one paragraph or item are joined

A value that a person typed never becomes a mark: `shield` takes its line breaks and bars away until the text has been
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docforge import gost
from docforge.paper import Align, Block, Column, Heading, Listing, Paragraph, Row, Runs, Table, cell, plain, runs
from russian.typesetting import typeset

_BREAK, _BAR, _VALUE = "\ue000", "\ue001", "\ue002"
_OWN = re.compile(f"[{_BREAK}{_BAR}{_VALUE}]")
_SPACES = re.compile(" {2,}")
_DOUBLE = re.compile(r"(?<=[\w)»\"])\.\.(?!\.)")
_MARK = re.compile(r"^(#|\+{1,3}|-|=|~|\|:|\|)\s+(.*)$")


def shield(value: str) -> str:
    """Return a typed value that no line of markup can be made of."""
    return _VALUE + _OWN.sub("", value).replace("\r\n", "\n").replace("\n", _BREAK).replace("|", _BAR)


def bare(text: str) -> str:
    """Return a shielded text as it was typed; «г.» and «А. С.» at the end of a sentence need no second full stop."""
    # The mark before an empty value hides two spaces from each other until now.
    one_space = _SPACES.sub(" ", text.replace(_VALUE, ""))
    return _DOUBLE.sub(".", one_space).replace(_BREAK, "\n").replace(_BAR, "|")


def blocks_of(text: str, numbered_from: int = 1) -> list[Block]:
    """Read a text; items without a chapter count from `numbered_from`."""
    state = _State(items=[numbered_from - 1])
    for mark, line in _lines(text):
        state.take(mark, line)
    state.close()
    state.end_group()
    return state.made


def items_in(text: str) -> int:
    """How many items of the first level a text has."""
    return sum(mark == "+" for mark, _ in _lines(text))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines with their marks; a line without a mark goes on with the one above it, an empty line ends it."""
    mark, gathered = "", ""
    for raw in [*text.split("\n"), ""]:
        line = raw.strip(" \t")
        found = _MARK.match(line)
        if line and not found:
            gathered = _SPACES.sub(" ", f"{gathered} {line}") if gathered else line
            continue
        if gathered:
            yield mark, gathered
        mark, gathered = (found[1], _SPACES.sub(" ", found[2].strip(" \t"))) if found else ("", "")


@dataclass
class _State:
    """What has been made, where the numbers stand, which list or table is being gathered."""

    items: list[int]
    depth: int = 1
    made: list[Block] = field(default_factory=list)
    chapter: int = 0
    dashes: list[Runs] = field(default_factory=list)
    shares: tuple[float, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def take(self, mark: str, line: str) -> None:
        """Add one line."""
        if mark not in ("-", "|", "|:"):
            self.close()
        if not mark.startswith("+"):
            self.end_group()
        match mark:
            case "#":
                self.chapter, self.items = self.chapter + 1, [0]
                self.made.append(Heading(typeset(f"{self.chapter}. {bare(line)}"), level=2))
            case "+" | "++" | "+++":
                self.take_item(len(mark), bare(line))
            case "-":
                self.dashes.append(runs(typeset(bare(line))))
            case "|":
                self.rows.append(tuple(bare(part).strip() for part in line.split("|")))
            case "|:":
                self.shares = tuple(float(part) for part in line.split())
            case _:
                self.made += _paragraphs(mark, bare(line))

    def take_item(self, depth: int, text: str) -> None:
        """Add a numbered item; the last one of a group that is ended by semicolons gets a full stop."""
        if depth < self.depth:
            self.end_group()
        self.depth = depth
        text = text[:1].upper() + text[1:] if depth == 1 else text
        self.made.append(_item(f"{self.number(depth)} {text}"))

    def end_group(self) -> None:
        """Turn the semicolon of the last item into a full stop."""
        last = self.made[-1] if self.made else None
        if isinstance(last, Paragraph) and self.depth > 1:
            self.made[-1] = replace(last, runs=_ended(last.runs))
        self.depth = 1

    def number(self, depth: int) -> str:
        """The next number at a depth, from 1."""
        self.items = [*self.items, 0, 0][:depth]
        self.items[-1] += 1
        parts = [self.chapter, *self.items] if self.chapter else self.items
        return "".join(f"{part}." for part in parts)

    def close(self) -> None:
        """End the list or the table that was being gathered."""
        if self.dashes:
            self.made.append(Listing((*self.dashes[:-1], _ended(self.dashes[-1]))))
        if self.rows:
            self.made.append(_table(self.rows, self.shares))
        self.dashes, self.rows, self.shares = [], [], ()


def _ended(pieces: Runs) -> Runs:
    text = plain(pieces)
    if not text.endswith(";"):
        return pieces
    return runs(text[:-1] if text.endswith(".;") else f"{text[:-1]}.")


def _item(text: str) -> Paragraph:
    """A paragraph; one that leads in to what follows stays on its page."""
    leads = text.rstrip().endswith(":")
    return Paragraph(runs(typeset(text)), first_line_mm=gost.FIRST_LINE_MM, after_pt=4, keep_with_next=leads)


def _paragraphs(mark: str, text: str) -> list[Block]:
    if mark == "=":
        return [Paragraph(runs(typeset(text)), align=Align.CENTRE, after_pt=4)]
    if mark == "~":
        return [Paragraph(runs(typeset(text)), align=Align.LEFT, after_pt=4)]
    return [_item(part) for part in text.split("\n") if part.strip()]


def _table(rows: list[tuple[str, ...]], shares: tuple[float, ...]) -> Table:
    """A table as wide as its heading; a row with fewer cells is filled up. Raises ValueError for one with more."""
    width = len(rows[0])
    if any(len(row) > width for row in rows) or len(shares) not in (0, width):
        raise ValueError(f"rows of other widths than the heading: {rows[0]}")
    columns = tuple(Column(share) for share in shares or (1.0,) * width)
    head = Row(tuple(cell(text, bold=True) for text in rows[0]))
    full = [row + ("",) * (width - len(row)) for row in rows[1:]] or [("",) * width]
    return Table(columns, tuple(Row(tuple(cell(typeset(text)) for text in row)) for row in full), (head,))
