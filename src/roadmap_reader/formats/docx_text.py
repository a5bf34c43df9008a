"""The text of one Word paragraph with its automatic number, level and weight."""

from __future__ import annotations

from typing import NamedTuple

from roadmap_reader.formats import docx_names as n
from roadmap_reader.formats.cleaning import clean
from roadmap_reader.formats.counting import BULLET
from roadmap_reader.formats.docx_numbering import Numbering
from roadmap_reader.formats.docx_styles import Styles, flag, number_of, outline_level
from roadmap_reader.formats.markup import Element

_TEXT_TAGS = (n.T, n.TAB, n.BR, n.CR, n.SYM, n.NO_BREAK_HYPHEN)
_PROPERTIES = (n.PSTYLE, n.NUMPR, n.OUTLINE, n.JC)
_FIXED = {n.BR: "\n", n.CR: "\n", n.NO_BREAK_HYPHEN: "-"}
_SYMBOLS = {"F0B7": BULLET, "F0A7": BULLET, "F0D8": BULLET, "F0FC": "✓", "F02D": "-", "F0BE": "—"}
_ODD_BYTES = (
    b"\xc2\xa0",
    b"\xc2\xad",
    b"\xe2\x80\x8b",
    b"\xe2\x80\x8c",
    b"\xe2\x80\x8d",
    b"\xe2\x80\x8e",
    b"\xe2\x80\x8f",
    b"\xe2\x80\xa8",
    b"\xe2\x80\xa9",
    b"\xe2\x80\xaf",
    b"\xe2\x80\x87",
    b"\xe2\x81\xa0",
    b"\xef\xbb\xbf",
    b"&#",
)


class Line(NamedTuple):
    """One paragraph as printed."""

    text: str
    bold: bool = False
    centred: bool = False
    level: int | None = None


class ParagraphReader:
    """Reads paragraphs in document order (the order matters: automatic numbers are counted)."""

    def __init__(self, data: bytes, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._needs_cleaning = not data[:200].isascii() or any(odd in data for odd in _ODD_BYTES)

    def read(self, paragraph: Element) -> Line:
        """The paragraph with its label in front."""
        pieces = []
        for element in paragraph.iter(*_TEXT_TAGS):
            tag = element.tag
            pieces.append((element.text or "") if tag == n.T else _special(element, tag))
        text = "".join(pieces)
        if self._needs_cleaning:
            text = clean(text)
        label, style_id, centred, level = self._properties(paragraph)
        text = text.strip()
        bold = bool(text) and self._is_bold(paragraph, style_id)
        if label:
            text = f"{label} {text}".rstrip()
        return Line(text, bold, centred, level)

    def _properties(self, paragraph: Element) -> tuple[str, str | None, bool, int | None]:
        style_id = level = num_id = num_level = None
        centred: bool | None = None
        for ppr in paragraph.iterchildren(n.PPR):
            for element in ppr.iterchildren(*_PROPERTIES):
                tag = element.tag
                if tag == n.PSTYLE:
                    style_id = element.get(n.VAL)
                elif tag == n.NUMPR:
                    num_id, num_level = number_of(element)
                elif tag == n.JC:
                    centred = element.get(n.VAL) == "center"
                else:
                    level = outline_level(element)
        style = self._styles.get(style_id)
        own_list = num_id
        num_id = num_id or style.num_id
        label = ""
        if num_id is not None and num_id != "0":
            if num_level is None:
                tied = None if own_list else self._numbering.level_of_style(num_id, style_id)
                num_level = tied if tied is not None else (style.num_level or 0)
            label = self._numbering.label(num_id, num_level)
        return label, style_id, style.centred is True if centred is None else centred, level or style.level

    def _is_bold(self, paragraph: Element, style_id: str | None) -> bool:
        inherited = self._styles.get(style_id).bold is True
        for run in paragraph.iter(n.R):
            weight = None
            for properties in run.iterchildren(n.RPR):
                weight = flag(properties, n.B)
                if weight is None:
                    weight = self._character_weight(properties)
            if weight if weight is not None else inherited:
                continue
            if any((text.text or "").strip() for text in run.iterchildren(n.T)):
                return False
        return True

    def _character_weight(self, properties: Element) -> bool | None:
        style = properties.find(n.RSTYLE)
        return self._styles.get(style.get(n.VAL)).bold if style is not None else None


def _special(element: Element, tag: object) -> str:
    if tag == n.TAB:
        parent = element.getparent()
        return "" if parent is not None and parent.tag == n.TABS else "\t"
    if tag == n.SYM:
        return _SYMBOLS.get(element.get(n.w("char"), "").upper(), "")
    return _FIXED[str(tag)]
