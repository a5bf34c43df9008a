"""Drawings of a paper in WordprocessingML: a picture in the line, its file among the media of the package."""

from __future__ import annotations

from lxml import etree

from docforge import gost
from docforge.docx.paragraphs import justification, styled_paragraph
from docforge.docx.xml import Element, element, name
from docforge.paper import Align, Figure, runs

_EMU_PER_MM = 36_000
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def relation(number: int) -> str:
    """The name by which the text refers to the picture of that number, counted from 1."""
    return f"rIdFigure{number}"


def place(number: int) -> str:
    """Where the picture of that number lies, seen from the folder of the text."""
    return f"media/figure{number}.png"


def figure(block: Figure, number: int, sheet: gost.Sheet) -> list[Element]:
    """The paragraph with the picture, and the one with its caption where it has one."""
    held = styled_paragraph("Normal", (), element("keepNext") if block.caption else None, justification(Align.CENTRE))
    held.append(element("r", _drawing(block, number, sheet)))
    if not block.caption:
        return [held]
    return [held, styled_paragraph("Normal", runs(block.caption), justification(Align.CENTRE))]


def _drawing(block: Figure, number: int, sheet: gost.Sheet) -> Element:
    shrink = min(1.0, sheet.text_width_mm / block.width_mm)
    size = {
        "cx": str(round(block.width_mm * shrink * _EMU_PER_MM)),
        "cy": str(round(block.height_mm * shrink * _EMU_PER_MM)),
    }
    inline = _made(_WP, "inline", distT="0", distB="0", distL="0", distR="0")
    inline.append(_made(_WP, "extent", **size))
    inline.append(_made(_WP, "docPr", id=str(number), name=f"Рисунок {number}", descr=block.words))
    graphic = _within(inline, _A, "graphic")
    data = _within(graphic, _A, "graphicData", uri=_PIC)
    picture = _within(data, _PIC, "pic")
    about = _within(picture, _PIC, "nvPicPr")
    about.append(_made(_PIC, "cNvPr", id=str(number), name=f"Рисунок {number}", descr=block.words))
    about.append(_made(_PIC, "cNvPicPr"))
    fill = _within(picture, _PIC, "blipFill")
    _within(fill, _A, "blip").set(name("r:embed"), relation(number))
    _within(_within(fill, _A, "stretch"), _A, "fillRect")
    shape = _within(picture, _PIC, "spPr")
    frame = _within(shape, _A, "xfrm")
    frame.append(_made(_A, "off", x="0", y="0"))
    frame.append(_made(_A, "ext", **size))
    _within(_within(shape, _A, "prstGeom", prst="rect"), _A, "avLst")
    return element("drawing", inline)


def _made(space: str, tag: str, **attributes: str) -> Element:
    made = etree.Element(f"{{{space}}}{tag}", nsmap={"wp": _WP, "a": _A, "pic": _PIC})
    for key, value in attributes.items():
        made.set(key, value)
    return made


def _within(parent: Element, space: str, tag: str, **attributes: str) -> Element:
    made = _made(space, tag, **attributes)
    parent.append(made)
    return made
