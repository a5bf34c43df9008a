"""The smallest useful way to write WordprocessingML: elements by their prefixed names."""

from __future__ import annotations

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
SPACES = {"w": W, "r": R, "xml": XML}
TWIPS_PER_MM = 1440 / 25.4

Element = etree._Element


def name(prefixed: str) -> str:
    """Turn «w:p» into the name that lxml wants."""
    prefix, local = prefixed.split(":")
    return f"{{{SPACES[prefix]}}}{local}"


def element(tag: str, *children: Element | None, **attributes: object) -> Element:
    """Make an element of the w: namespace; None among the children is left out, `val=…` becomes `w:val`."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for key, value in attributes.items():
        made.set(f"{{{W}}}{key}", str(value))
    made.extend(child for child in children if child is not None)
    return made


def twips(millimetres: float) -> int:
    """Twentieths of a point, the measure of Word."""
    return round(millimetres * TWIPS_PER_MM)


def text_pieces(text: str) -> list[Element]:
    """Return the text as w:t and w:br, spaces kept."""
    pieces: list[Element] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            pieces.append(element("br"))
        if line:
            piece = element("t")
            piece.text = line
            piece.set(name("xml:space"), "preserve")
            pieces.append(piece)
    return pieces
