"""Word files (.docx, .docm): an own pass over the body, merged cells kept as spans."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from roadmap_reader.blocks import Block, Document, Doubt, Paragraph, Place
from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import docx_names as n
from roadmap_reader.formats import limits, refusals
from roadmap_reader.formats.archive import Archive
from roadmap_reader.formats.docx_numbering import Numbering
from roadmap_reader.formats.docx_settle import settle
from roadmap_reader.formats.docx_styles import Styles
from roadmap_reader.formats.docx_table import TableReader
from roadmap_reader.formats.docx_text import ParagraphReader
from roadmap_reader.formats.limits import Budget
from roadmap_reader.formats.markup import Element, parse_xml, to_transitional

_MACROS = Doubt("весь документ", "В файле есть макросы: они не выполнялись.", "low")


def read_docx(archive: Archive, main_part: str) -> Document:
    """The document whose body is `main_part` of the package. Refuses one without a body or without text."""
    data = to_transitional(archive.read(main_part))
    if data.count(b":tr ") + data.count(b":tr>") > 2 * limits.MAX_ROWS:
        raise Unreadable(refusals.TOO_MANY_ROWS)
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
    reader = _BodyReader(ParagraphReader(data, styles, numbering))
    blocks = tuple(reader.blocks(body))
    if not blocks:
        raise Unreadable(refusals.NO_CONTENT)
    return Document("docx", blocks, doubts)


class _BodyReader:
    """Walks the children of a body in order and yields blocks."""

    def __init__(self, paragraphs: ParagraphReader) -> None:
        self._paragraphs = paragraphs
        self._budget = Budget()
        self._tables = TableReader(paragraphs, self._budget)
        self._line = 0

    def blocks(self, container: Element, depth: int = 0) -> Iterator[Block]:
        """Paragraphs with text and tables with text."""
        if depth > limits.MAX_DEPTH:
            raise Unreadable(refusals.XML_DEEP)
        for child in container.iterchildren():
            tag = child.tag
            if tag == n.P:
                yield from self._paragraph(child)
            elif tag == n.TBL:
                yield from self._tables.read(child)
            elif tag in n.WRAPPERS:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, element: Element) -> Iterator[Paragraph]:
        self._line += 1
        line = self._paragraphs.read(element)
        self._budget.pay_paragraph(line.text)
        if line.text:
            yield Paragraph(line.text, line.bold, line.centred, line.level, Place(line=self._line))
