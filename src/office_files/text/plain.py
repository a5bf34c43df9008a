"""Plain text and Markdown: one paragraph per physical line; pipe tables and HTML tables become tables."""

from __future__ import annotations

import re

from office_files import limits, refusals
from office_files.blocks import Block, Document, Paragraph, Place, Table
from office_files.characters import clean, tidy
from office_files.errors import Unreadable
from office_files.grid import Anchor, Grid
from office_files.limits import Budget
from office_files.text.html import cell_text, read_fragment

_RULE_MARKS = frozenset("|-: \t")
_SPLIT = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(?=\S)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_STRONG = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_TABLE_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_MOST_TABLE_LINES = 20_000


def is_markdown(text: str) -> bool:
    """Whether the text has a pipe table with its rule, or headings marked with «#»."""
    lines = text[:400_000].splitlines()
    if any("|" in line and _is_rule(line) for line in lines):
        return True
    return sum(1 for line in lines if _HEADING.match(line)) >= 2


def read_text(text: str, *, markdown: bool) -> Document:
    """The lines in order. In plain text every character of a line is kept, tabs and marks too."""
    lines = clean(text).split("\n")
    if max(map(len, lines)) > limits.MAX_LINE:
        raise Unreadable(refusals.TOO_LONG_LINE)
    blocks = tuple(_Reader(lines, markdown).blocks())
    if not any(isinstance(block, Table) or block.text.strip() for block in blocks):
        raise Unreadable(refusals.NO_CONTENT)
    return Document("md" if markdown else "txt", blocks)


class _Reader:
    def __init__(self, lines: list[str], markdown: bool) -> None:
        self._lines = lines
        self._markdown = markdown
        self._budget = Budget()
        self._tables = 0
        self._strong = False
        self._unclosed = False

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        at = 0
        while at < len(self._lines):
            end = self._pipe_end(at)
            if end > at:
                found.extend(self._pipe_table(at, end))
            else:
                end = self._html_end(at)
                if end > at:
                    found.extend(self._html(at, end))
                else:
                    end = at + 1
                    found.append(self._paragraph(at))
            at = end
        return found

    def _pipe_end(self, at: int) -> int:
        """The line after a pipe table that begins here, or `at` itself where none begins."""
        end = at
        if self._lines[at].count("|") >= 3:
            while end < len(self._lines) and self._lines[end].lstrip().startswith("|"):
                end += 1
        if end - at >= 2:
            return end
        following = at + 1
        if following < len(self._lines) and "|" in self._lines[at] and _is_rule(self._lines[following]):
            end = following + 1
            while end < len(self._lines) and "|" in self._lines[end]:
                end += 1
            return end
        return at

    def _html_end(self, at: int) -> int:
        if self._unclosed or not _TABLE_OPEN.search(self._lines[at]):
            return at
        for end in range(at, min(len(self._lines), at + _MOST_TABLE_LINES)):
            if _TABLE_CLOSE.search(self._lines[end]):
                return end + 1
        self._unclosed = True
        return at

    def _pipe_table(self, at: int, end: int) -> list[Block]:
        self._tables += 1
        grid = Grid(self._budget, Place(table=self._tables, line=at + 1))
        for line in self._lines[at:end]:
            if _is_rule(line):
                continue
            row = grid.open_row()
            body = line.strip()
            body = body[1:] if body.startswith("|") else body
            body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
            for column, raw in enumerate(_SPLIT.split(body)[: limits.MAX_COLUMNS]):
                text, bold = _cell(raw)
                grid.put(Anchor(text, row, column, bold=bold))
        table = grid.build()
        return [table] if table is not None else []

    def _html(self, at: int, end: int) -> list[Block]:
        blocks = read_fragment("\n".join(self._lines[at:end]), self._budget, self._tables)
        self._tables += sum(isinstance(block, Table) for block in blocks)
        return blocks

    def _paragraph(self, at: int) -> Paragraph:
        text = self._lines[at]
        self._budget.pay_paragraph(text)
        place = Place(line=at + 1)
        if not self._markdown:
            return Paragraph(text, place=place)
        heading = _HEADING.match(text)
        level = len(heading.group(1)) if heading else None
        if heading:
            text = text[heading.end() :].rstrip("# ")
        plain, bold = self._unmark(text)
        return Paragraph(plain, bold, False, level, place)

    def _unmark(self, text: str) -> tuple[str, bool]:
        """The line without marks of strong text, and whether all of it is strong (it may begin lines above)."""
        if not text.strip():
            self._strong = False
            return text, False
        bold = True
        for index, piece in enumerate(_STRONG.split(text)):
            if index:
                self._strong = not self._strong
            if piece.strip() and not self._strong:
                bold = False
        plain = _ESCAPE.sub(r"\1", _STRONG.sub("", text))
        return (cell_text(plain)[0] if "<" in plain else plain), bold


def _is_rule(line: str) -> bool:
    return "--" in line and _RULE_MARKS.issuperset(line)


def _cell(raw: str) -> tuple[str, bool]:
    """Text of a Markdown cell; it may hold HTML tags."""
    text, bold = cell_text(raw) if "<" in raw or "&" in raw else (raw.strip(), False)
    stripped = text.strip()
    if stripped.startswith("**") and stripped.endswith("**") and stripped.count("**") == 2:
        bold = True
    return tidy(_ESCAPE.sub(r"\1", _STRONG.sub("", text))), bold
