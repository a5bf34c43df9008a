"""OpenDocument texts and spreadsheets (.odt, .ods and their flat XML): one own pass over the content."""

from __future__ import annotations

import re
from collections.abc import Iterator

from office_files import limits, refusals
from office_files.blocks import Block, Document, Doubt, Paragraph, Place, Table
from office_files.errors import Unreadable
from office_files.grid import Anchor, Grid
from office_files.kinds import Contents
from office_files.limits import Budget
from office_files.markup import Element, parse_xml
from office_files.odf.sheet import OdfSheet
from office_files.odf.styles import OdfStyles, office, table, text, whole
from office_files.odf.text import LIST, H, LineReader, OdfLine, P
from office_files.sheets.book import Book
from office_files.sheets.printout import print_book

TABLE = table("table")
_CONTAINERS = frozenset({text("section"), text("index-body"), text("table-of-content")})
_ROW_GROUPS = frozenset({table("table-header-rows"), table("table-rows"), table("table-row-group")})
_DRAW = re.compile(r"\{urn:oasis:names:tc:opendocument:xmlns:drawing:1\.0\}(?:frame|text-box|g|custom-shape|rect)$")
_REVISIONS = Doubt(
    "весь документ", "В файле есть непринятые исправления: вставленное прочитано, удалённое пропущено.", "medium"
)


def read_odf(contents: Contents) -> Document:
    """A text, or a spreadsheet as it is printed. Refuses a file without text."""
    part, styles = _body(contents)
    if part.tag == office("spreadsheet"):
        return print_book(_book(part, styles))
    blocks = tuple(_TextBody(styles).blocks(part))
    if not blocks:
        raise Unreadable(refusals.NO_CONTENT)
    changed = next(part.iter(text("tracked-changes")), None) is not None
    return Document("odt", blocks, (_REVISIONS,) if changed else ())


def open_ods(contents: Contents) -> Book | None:
    """The book of a spreadsheet; None for a text."""
    part, styles = _body(contents)
    return _book(part, styles) if part.tag == office("spreadsheet") else None


def _body(contents: Contents) -> tuple[Element, OdfStyles]:
    """What the file is about, of a package or of flat XML, and its styles."""
    archive = contents.archive
    styles = OdfStyles()
    root = parse_xml(archive.read(contents.part) if archive else contents.data)
    if archive and (apart := archive.read("styles.xml")):
        styles.read(parse_xml(apart))
    styles.read(root)
    body = root.find(office("body"))
    part = body[0] if body is not None and len(body) else None
    if part is None or part.tag not in {office("text"), office("spreadsheet")}:
        raise Unreadable(refusals.NO_CONTENT)
    return part, styles


def _book(part: Element, styles: OdfStyles) -> Book:
    lines = LineReader(styles)
    return Book("ods", [OdfSheet(element, styles, lines) for element in part.iterchildren(TABLE)])


class _TextBody:
    def __init__(self, styles: OdfStyles) -> None:
        self._lines = LineReader(styles)
        self._budget = Budget()
        self._line = 0
        self._tables = 0

    def blocks(self, container: Element, depth: int = 0) -> Iterator[Block]:
        """Paragraphs and tables in order; text boxes come before the paragraph they hang on."""
        if depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        for child in container.iterchildren():
            tag = child.tag
            if tag in {P, H}:
                yield from self._boxes(child, depth)
                yield from self._paragraphs([self._lines.paragraph(child)])
            elif tag == LIST:
                yield from self._paragraphs(self._lines.list_lines(child))
            elif tag == TABLE:
                found = self._table(child)
                if found is not None:
                    yield found
            elif tag in _CONTAINERS or _DRAW.match(str(tag)):
                yield from self.blocks(child, depth + 1)

    def _boxes(self, paragraph: Element, depth: int) -> Iterator[Block]:
        for child in list(paragraph.iterchildren()):
            if _DRAW.match(str(child.tag)):
                yield from self.blocks(child, depth + 1)
                tail = child.tail
                child.clear()
                child.tail = tail

    def _paragraphs(self, lines: list[OdfLine]) -> Iterator[Paragraph]:
        for line in lines:
            self._line += 1
            self._budget.pay_paragraph(line.text)
            if line.text:
                yield Paragraph(line.text, line.bold, line.centred, line.level, Place(line=self._line))

    def _table(self, element: Element) -> Table | None:
        self._tables += 1
        grid = Grid(self._budget, Place(table=self._tables))
        for tr in rows_of(element):
            row = grid.open_row()
            column = 0
            for cell in tr.iterchildren(table("table-cell"), table("covered-table-cell")):
                repeat = min(whole(cell.get(table("number-columns-repeated")), 1), limits.MAX_COLUMNS)
                if cell.tag == table("table-cell"):
                    for at in range(column, min(column + repeat, limits.MAX_COLUMNS)):
                        self._cell(grid, cell, row, at)
                column += repeat
        return grid.build()

    def _cell(self, grid: Grid, cell: Element, row: int, column: int) -> None:
        lines = [line for line in self._cell_lines(cell) if line.text]
        rows = whole(cell.get(table("number-rows-spanned")), 1)
        columns = whole(cell.get(table("number-columns-spanned")), 1)
        bold = bool(lines) and all(line.bold for line in lines)
        grid.put(Anchor("\n".join(line.text for line in lines), row, column, rows, columns, bold))

    def _cell_lines(self, cell: Element, depth: int = 0) -> list[OdfLine]:
        if depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        lines: list[OdfLine] = []
        for child in cell.iterchildren():
            tag = child.tag
            if tag in {P, H}:
                lines.append(self._lines.paragraph(child))
            elif tag == LIST:
                lines.extend(self._lines.list_lines(child))
            elif tag == TABLE:
                for tr in rows_of(child):
                    texts = [
                        line.text
                        for inner in tr.iterchildren(table("table-cell"))
                        for line in self._cell_lines(inner, depth + 1)
                    ]
                    lines.append(OdfLine("\t".join(filter(None, texts))))
            elif tag in _CONTAINERS or _DRAW.match(str(tag)):
                lines.extend(self._cell_lines(child, depth + 1))
        return lines


def rows_of(element: Element, depth: int = 0) -> Iterator[Element]:
    """Rows of a table, also inside header and group elements."""
    if depth > limits.MAX_DEPTH:
        raise Unreadable(refusals.XML_DEEP)
    for child in element.iterchildren():
        if child.tag == table("table-row"):
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from rows_of(child, depth + 1)
