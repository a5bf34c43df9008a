"""Word files (.docx, .docm): an own pass over the body, merged cells kept as spans."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from office_files import refusals
from office_files.archive import Archive
from office_files.blocks import Block, Document, Doubt, Paragraph, Place
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT, Budget
from office_files.markup import Element, parse_xml, to_transitional
from office_files.word import names as n
from office_files.word.numbering import Numbering
from office_files.word.settle import settle
from office_files.word.styles import Styles
from office_files.word.table import TableReader
from office_files.word.text import LineCollector, needs_cleaning

_BATCH = 500
_MACROS = Doubt("весь документ", "В файле есть макросы: они не выполнялись.", "low")


def read_docx(archive: Archive, main_part: str) -> Document:
    """The document whose body is `main_part` of the package. Refuses one without a body or without text."""
    data = to_transitional(archive.read(main_part))
    if data.count(b":tr ") + data.count(b":tr>") > 2 * DOCUMENT.rows:
        raise Unreadable(refusals.too_many_rows(DOCUMENT.rows))
    root = parse_xml(data)
    body = root.find(n.BODY)
    if body is None:
        raise Unreadable(refusals.NO_BODY)
    folder = posixpath.dirname(main_part)
    styles = Styles(to_transitional(archive.read(posixpath.join(folder, "styles.xml"))))
    numbering = Numbering(to_transitional(archive.read(posixpath.join(folder, "numbering.xml"))), styles)
    doubts = settle(root, data)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.names):
        doubts += (_MACROS,)
    reader = _BodyReader(LineCollector(styles, numbering, needs_cleaning(data)))
    blocks = tuple(reader.blocks(body))
    if not blocks:
        raise Unreadable(refusals.NO_CONTENT)
    return Document("docx", blocks, doubts)


class _BodyReader:
    """Walks the body once; content controls and accepted insertions are transparent to it."""

    def __init__(self, lines: LineCollector) -> None:
        self._lines = lines
        self._budget = Budget()
        self._tables = TableReader(lines, self._budget)
        self._line = 0

    def blocks(self, body: Element) -> Iterator[Block]:
        """Paragraphs with text and tables with text, in order."""
        collector = self._lines
        handlers = collector.handlers
        skip = 0
        for element in body.iter(*n.TAGS):
            if skip:
                skip -= 1
                continue
            tag = element.tag
            if tag == n.TBL:
                yield from self._paragraphs()
                tables, events = self._tables.read(element)
                skip = events - 1
                yield from tables
            elif tag in handlers:
                handlers[tag](element)
                if len(collector.lines) >= _BATCH:
                    yield from self._flush()
        yield from self._paragraphs()

    def _paragraphs(self) -> Iterator[Paragraph]:
        self._lines.finish()
        return self._flush()

    def _flush(self) -> Iterator[Paragraph]:
        lines, self._lines.lines = self._lines.lines, []
        for text, bold, centred, level in lines:
            self._line += 1
            self._budget.pay_paragraph(text)
            if text:
                yield Paragraph(text, bold, centred, level, Place(line=self._line))
