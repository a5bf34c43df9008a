"""A paper as a Word file that a clerk can go on editing: styles, true headings of tables, lists made by Word."""

from __future__ import annotations

from docforge import gost
from docforge.docx.figures import figure
from docforge.docx.package import pack
from docforge.docx.paragraphs import approval, heading, line, listing, paragraph, signatures
from docforge.docx.table import table
from docforge.docx.xml import Element, element, name, twips
from docforge.paper import (
    Approval,
    Figure,
    Heading,
    Line,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Signatures,
    Spacer,
    Table,
)

Plain = Approval | Signatures | Line | Table | Paragraph | Heading | Listing | Spacer | PageBreak


def render(paper: Paper) -> bytes:
    """Return the paper as the bytes of a .docx; equal papers give equal bytes."""
    page, first = paper.page, True
    drawn = 0
    body = element("body")
    for block in paper.blocks:
        if isinstance(block, PageBreak) and block.page not in (None, page):
            # A section of Word is described where it ends.
            body.append(
                element("p", element("pPr", element("pStyle", val="AfterTable"), _section(page.sheet, first=first)))
            )
            page, first = block.page or page, False
        elif isinstance(block, Figure):
            drawn += 1
            body.extend(figure(block, drawn, page.sheet))
        else:
            body.extend(_block(block, page.sheet))
    body.append(_section(page.sheet, first=first))
    return pack(paper, element("document", body))


def _block(block: Plain, sheet: gost.Sheet) -> list[Element]:
    match block:
        case Approval():
            return approval(block, sheet)
        case Signatures():
            return signatures(block, sheet)
        case Line():
            return [line(block, sheet)]
        case Table():
            # A body that ends with a table loses it on the way through LibreOffice to .doc.
            return [table(block, sheet), element("p", element("pPr", element("pStyle", val="AfterTable")))]
        case _:
            return _text(block)


def _text(block: Paragraph | Heading | Listing | Spacer | PageBreak) -> list[Element]:
    match block:
        case Paragraph():
            return [paragraph(block)]
        case Heading():
            return [heading(block)]
        case Listing():
            return listing(block)
        case Spacer():
            return [_gap(block)]
        case PageBreak():
            return [element("p", element("r", element("br", type="page")))]


def _gap(block: Spacer) -> Element:
    spacing = element("spacing", before=0, after=0, line=max(1, twips(block.height_mm)), lineRule="exact")
    return element("p", element("pPr", element("pStyle", val="Normal"), spacing))


def _section(sheet: gost.Sheet, *, first: bool) -> Element:
    orient = "landscape" if sheet.width_mm > sheet.height_mm else "portrait"
    size = element("pgSz", w=twips(sheet.width_mm), h=twips(sheet.height_mm), orient=orient)
    header = element("headerReference", type="default")
    header.set(name("r:id"), "rId5")
    margins = element(
        "pgMar",
        top=twips(gost.TOP_MM),
        right=twips(gost.RIGHT_MM),
        bottom=twips(gost.BOTTOM_MM),
        left=twips(gost.LEFT_MM),
        header=twips(gost.HEADER_MM),
        footer=twips(gost.HEADER_MM),
        gutter=0,
    )
    return element("sectPr", header, size, margins, element("titlePg") if first else None)
