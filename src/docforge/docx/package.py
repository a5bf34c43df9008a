"""The parts of a .docx around the text, and the zip that holds them: the same paper gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

from lxml import etree

from docforge.docx import figures
from docforge.docx.xml import Element, R
from docforge.drawing import png
from docforge.paper import Figure, Paper

_PARTS = Path(__file__).with_name("parts")
_STATIC = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/header.xml": "header.xml",
}
_RELATIONS = "word/_rels/document.xml.rels"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# Zip holds no earlier day; a fixed one keeps the bytes equal from run to run.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def pack(paper: Paper, document: Element) -> bytes:
    """Put the document, its drawings and the constant parts into a .docx."""
    parts = {place: (_PARTS / file).read_bytes() for place, file in _STATIC.items()}
    drawn = [block for block in paper.blocks if isinstance(block, Figure)]
    if drawn:
        parts[_RELATIONS] = _related(parts[_RELATIONS], len(drawn))
        parts |= {f"word/{figures.place(number)}": png(block) for number, block in enumerate(drawn, start=1)}
    parts["word/document.xml"] = _serialise(document)
    parts["docProps/core.xml"] = _serialise(_properties(paper))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for place, content in parts.items():
            info = zipfile.ZipInfo(place, date_time=_ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


def _related(constant: bytes, pictures: int) -> bytes:
    """The relations of the text, those to its pictures added."""
    root = etree.fromstring(constant)
    for number in range(1, pictures + 1):
        made = etree.SubElement(root, f"{{{_PACKAGE}}}Relationship")
        made.set("Id", figures.relation(number))
        made.set("Type", f"{R}/image")
        made.set("Target", figures.place(number))
    return _serialise(root)


def _serialise(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _properties(paper: Paper) -> Element:
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})
    etree.SubElement(root, f"{{{_DC}}}title").text = paper.title
    etree.SubElement(root, f"{{{_DC}}}creator").text = paper.author
    etree.SubElement(root, f"{{{_DC}}}language").text = "ru-RU"
    if paper.made_on:
        _stamp(root, "created", paper.made_on)
        _stamp(root, "modified", paper.made_on)
    return root


def _stamp(root: Element, what: str, day: dt.date) -> None:
    made = etree.SubElement(root, f"{{{_TERMS}}}{what}")
    made.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    made.text = f"{day.isoformat()}T00:00:00Z"
