"""Paragraphs, headings, lists, the approval block and signatures in WordprocessingML."""

from __future__ import annotations

from textwrap import wrap

from docforge import gost
from docforge.docx.xml import Element, element, name, text_pieces, twips
from docforge.paper import Align, Approval, Heading, Line, Listing, Paragraph, Run, Runs, Signatures
from docforge.words import SIGN_HERE, approval_lines

_JUSTIFICATION = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}

# As many letters of a post as stand left of the line for the signature.
_POST_LETTERS = 40


def run(piece: Run, size_pt: float | None = None) -> Element:
    """A run; `size_pt` only where it differs from the style."""
    face = [element("b") if piece.bold else None, element("i") if piece.italic else None]
    if size_pt is not None:
        face += [element("sz", val=round(size_pt * 2)), element("szCs", val=round(size_pt * 2))]
    properties = element("rPr", *face)
    return element("r", properties if len(properties) else None, *text_pieces(piece.text))


def justification(align: Align) -> Element:
    """How the lines of a paragraph stand."""
    return element("jc", val=_JUSTIFICATION[align])


def styled_paragraph(style: str, pieces: Runs, *properties: Element | None, size_pt: float | None = None) -> Element:
    """A paragraph of a style with extra properties in the order of the schema."""
    head = element("pPr", element("pStyle", val=style), *properties)
    return element("p", head, *(run(piece, size_pt) for piece in pieces))


def paragraph(block: Paragraph) -> Element:
    """A paragraph of the running text with the indents, spacing and alignment of its block."""
    return styled_paragraph(
        "Normal",
        block.runs,
        element("keepNext") if block.keep_with_next else None,
        element("spacing", before=round(block.before_pt * 20), after=round(block.after_pt * 20)),
        _indent(block),
        justification(block.align),
        size_pt=block.size_pt,
    )


def _indent(block: Paragraph) -> Element:
    made = element("ind", left=twips(block.left_mm), firstLine=twips(block.first_line_mm))
    if block.right_mm:
        made.set(name("w:right"), str(twips(block.right_mm)))
    return made


def line(block: Line, sheet: gost.Sheet) -> Element:
    """Three pieces of one line, held by tab stops so that a clerk may type over them."""
    width = sheet.text_width_mm
    stops = element(
        "tabs",
        element("tab", val="center", pos=twips(width / 2)),
        element("tab", val="right", pos=twips(width)),
    )
    made = styled_paragraph("Normal", (), stops, element("ind", left=0, firstLine=0), justification(Align.LEFT))
    pieces = [*text_pieces(block.left), element("tab"), *text_pieces(block.centre), element("tab")]
    made.append(element("r", *pieces, *text_pieces(block.right)))
    return made


def heading(block: Heading) -> Element:
    """A heading of level 1 or 2."""
    return styled_paragraph(f"Heading{block.level}", (Run(block.text),))


def listing(block: Listing) -> list[Element]:
    """A list of the text, one paragraph an item, the dash made by Word."""
    last = len(block.items) - 1
    gap = element("spacing", before=0, after=80)
    return [
        styled_paragraph("ListBullet", item, gap if place == last else None) for place, item in enumerate(block.items)
    ]


def approval(block: Approval, sheet: gost.Sheet) -> list[Element]:
    """The approval block: paragraphs moved to the right, so that no table stands where a clerk edits text."""
    left = twips(sheet.text_width_mm - gost.APPROVAL_WIDTH_MM)
    return [styled_paragraph("Approval", (Run(line),), element("ind", left=left)) for line in approval_lines(block)]


def signatures(block: Signatures, sheet: gost.Sheet) -> list[Element]:
    """Signatures: post, line and name on one line, the name at the right margin."""
    made = []
    for number, person in enumerate(block.people, start=1):
        last = number == len(block.people)
        line = styled_paragraph("Signature", (), None if last else element("keepNext"), _stops(sheet))
        post = "\n".join(wrap(person.post, _POST_LETTERS)) or person.post
        pieces = [*text_pieces(post), element("tab"), *text_pieces(SIGN_HERE), element("tab")]
        line.append(element("r", *pieces, *text_pieces(person.name)))
        made.append(line)
    return made


def _stops(sheet: gost.Sheet) -> Element:
    ends = (sheet.text_width_mm - gost.NAME_WIDTH_MM, sheet.text_width_mm)
    return element("tabs", *(element("tab", val="right", pos=twips(end)) for end in ends))
