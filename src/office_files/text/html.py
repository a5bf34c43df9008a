"""HTML pages and fragments: paragraphs, lists and tables with spans. Nothing is fetched, no script is run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from office_files import limits, refusals
from office_files.blocks import Block, Document, Paragraph, Place
from office_files.characters import clean
from office_files.errors import Unreadable
from office_files.grid import Anchor, Grid
from office_files.limits import Budget
from office_files.numerals import BULLET, letter, roman

if TYPE_CHECKING:
    from office_files.markup import Element

_SKIPPED = frozenset({"script", "style", "head", "noscript", "template", "svg", "math", "iframe", "object", "title"})
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
        "li", "main", "nav", "ol", "p", "pre", "section", "ul", "caption", "table", "tbody", "thead", "tfoot",
        "tr", "td", "th",
    }
)  # fmt: skip
_STRONG = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_OWN_TABLE_COLUMNS = 3
_HTML_TAGS = 1_500_000


def read_html(text: str) -> Document:
    """The page in reading order, what it hides left out. Refuses one without text."""
    blocks = tuple(read_fragment(text, Budget(), 0))
    if not blocks:
        raise Unreadable(refusals.NO_CONTENT)
    return Document("html", blocks)


def redeclare(data: bytes, text: str) -> str:
    """The page in the encoding it declares, where that gives no replacement marks; else the text as guessed."""
    found = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", data[:4096])
    if found is None or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return text
    try:
        return data.decode(found.group(1).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return text


def read_fragment(text: str, budget: Budget, tables_before: int) -> list[Block]:
    """Blocks of a piece of HTML; tables are numbered after `tables_before`."""
    return _Reader(budget, tables_before).read(_parse(text))


def cell_text(fragment: str) -> tuple[str, bool]:
    """Text of a small piece of HTML with its breaks and bullets, and whether all of it is bold."""
    lines = _Reader(Budget(), 0).lines(_parse(f"<div>{fragment}</div>"))
    kept = [(line, bold) for line, bold in lines if line]
    return "\n".join(line for line, _ in kept), bool(kept) and all(bold for _, bold in kept)


def _parse(text: str) -> Element:
    if text.count("<") > _HTML_TAGS:
        raise Unreadable(refusals.TOO_MANY_TAGS)
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8", recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(refusals.XML_BROKEN) from error
    if root is None:
        raise Unreadable(refusals.NO_CONTENT)
    return root


class _Flow:
    """Text being gathered: runs until a block ends, then a line."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, bool]] = []
        self._runs: list[str] = []
        self._bold = True
        self.prefix = ""

    def add(self, text: str | None, bold: bool, keep: bool) -> None:
        if not text:
            return
        self._runs.append(text if keep else _SPACE.sub(" ", text))
        if text.strip():
            self._bold = self._bold and bold

    def end(self) -> None:
        text = re.sub(" {2,}", " ", clean("".join(self._runs))).strip(" \t\n")
        if text:
            self.lines.extend((piece.strip(), self._bold) for piece in f"{self.prefix}{text}".split("\n"))
            self.prefix = ""
        self._runs, self._bold = [], True


class _Reader:
    def __init__(self, budget: Budget, tables: int) -> None:
        self._budget = budget
        self._tables = tables
        self._blocks: list[Block] = []
        self._count = 0
        self._ordinals: dict[Element, int] = {}

    def read(self, root: Element) -> list[Block]:
        """All blocks of the tree in order."""
        flow = _Flow()
        self._walk(root, flow, bold=False, depth=0, top=True)
        self._flush(flow, None, False)
        return self._blocks

    def lines(self, root: Element) -> list[tuple[str, bool]]:
        """The lines of a piece that stands inside a cell."""
        flow = _Flow()
        self._walk(root, flow, bold=False, depth=0, top=False)
        flow.end()
        return flow.lines

    def _flush(self, flow: _Flow, level: int | None, centred: bool) -> None:
        flow.end()
        for text, bold in flow.lines:
            self._count += 1
            self._budget.pay_paragraph(text)
            if text:
                self._blocks.append(Paragraph(text, bold, centred, level, Place(line=self._count)))
        flow.lines = []

    def _walk(self, element: Element, flow: _Flow, *, bold: bool, depth: int, top: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or _HIDDEN.search(element.get("style", "")):
            return
        if depth > 4 * limits.MAX_DEPTH:
            flow.add(" ".join(element.itertext()), bold, False)
        elif tag == "br":
            flow.add("\n", bold, True)
        elif tag != "table" or not self._table(element, flow, top):
            self._walk_children(element, flow, bold=bold, depth=depth, top=top)

    def _walk_children(self, element: Element, flow: _Flow, *, bold: bool, depth: int, top: bool) -> None:
        tag = str(element.tag)
        bold = bold or tag in _STRONG or _WEIGHT.search(element.get("style", "")) is not None
        block = tag in _BLOCKS
        if block:
            self._end(flow, top)
        if tag == "li":
            flow.prefix = self._marker(element)
        flow.add(element.text, bold, tag == "pre")
        for child in element:
            self._walk(child, flow, bold=bold, depth=depth + 1, top=top)
            flow.add(child.tail, bold, tag == "pre")
        if block:
            self._end(flow, top, element)

    def _marker(self, item: Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return f"{BULLET} "
        number = self._ordinals.get(parent, _start(parent))
        self._ordinals[parent] = number + 1
        style = parent.get("type", "1")
        if style in {"a", "A"}:
            text = letter(number, "abcdefghijklmnopqrstuvwxyz")
            return f"{text.upper() if style == 'A' else text}. "
        if style in {"i", "I"}:
            return f"{roman(number) if style == 'I' else roman(number).lower()}. "
        return f"{number}. "

    def _end(self, flow: _Flow, top: bool, element: Element | None = None) -> None:
        if not top:
            flow.end()
            return
        tag = str(element.tag) if element is not None else ""
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal() else None
        self._flush(flow, level, element is not None and _is_centred(element))

    def _table(self, element: Element, flow: _Flow, top: bool) -> bool:
        """Read a table as a block of its own; a small one inside a cell is left to be read as lines."""
        rows = _rows(element)
        if not top and max((len(_cells(row)) for row in rows[:50]), default=0) < _OWN_TABLE_COLUMNS:
            return False
        self._end(flow, top)
        self._tables += 1
        at = len(self._blocks)
        grid = Grid(self._budget, Place(table=self._tables))
        for tr in rows:
            row = grid.open_row()
            column = 0
            for td in _cells(tr):
                column = self._cell(grid, td, row, column, len(rows) - row)
        table = grid.build()
        if table is not None:
            self._caption(element)
            self._blocks.insert(at, table)
        return True

    def _caption(self, element: Element) -> None:
        for caption in element.iterchildren("caption"):
            text = clean(" ".join(caption.itertext())).strip()
            if text:
                self._blocks.append(Paragraph(text, centred=True))

    def _cell(self, grid: Grid, td: Element, row: int, column: int, left: int) -> int:
        lines = [(line, bold) for line, bold in self.lines(td) if line]
        text = "\n".join(line for line, _ in lines)
        bold = bool(lines) and (td.tag == "th" or all(bold for _, bold in lines))
        rowspan = _span(td.get("rowspan"))
        rows = left if rowspan == 0 else min(rowspan, left)
        columns = max(1, min(_span(td.get("colspan")), limits.MAX_COLUMNS))
        return grid.put_next(Anchor(text, row, column, rows, columns, bold), column)


def _rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"tbody", "thead", "tfoot"}:
            rows.extend(child.iterchildren("tr"))
    return rows


def _cells(tr: Element) -> list[Element]:
    return [cell for cell in tr.iterchildren("td", "th") if not _HIDDEN.search(cell.get("style", ""))]


def _span(value: str | None) -> int:
    value = (value or "1").strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def _start(parent: Element) -> int:
    value = parent.get("start", "1")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def _is_centred(element: Element) -> bool:
    return (
        element.tag == "center"
        or element.get("align", "").lower() == "center"
        or _CENTRED.search(element.get("style", "")) is not None
    )
