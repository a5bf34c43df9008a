"""Paragraphs of a Word file out of a walk over its elements: text, automatic number, level and weight.

The walk visits only the elements named in `TAGS`, in document order, parents first; each is one call here.
That is several times faster than asking every paragraph for its parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from office_files.characters import clean
from office_files.markup import Element
from office_files.numerals import BULLET
from office_files.word import names as n
from office_files.word.numbering import Numbering
from office_files.word.styles import Styles, number_of, outline_level

Line = tuple[str, bool, bool, "int | None"]
"""One paragraph as printed: text, bold, centred, heading level."""

_SYMBOLS = {"F0B7": BULLET, "F0A7": BULLET, "F0D8": BULLET, "F0FC": "✓", "F02D": "-", "F0BE": "—"}
_ODD_BYTES = (b"&#", b"\xc2\xa0", b"\xc2\xad", b"\xe2\x81\xa0", b"\xef\xbb\xbf")
_ODD_SPACES = re.compile(b"\xe2\x80[\x87\x8b-\x8f\xa8-\xaf]")
_OWN = {n.PSTYLE, n.NUMPR, n.OUTLINE, n.JC}


class LineCollector:
    """Gathers the paragraphs of one container (the body or a cell); the order of calls is the document's."""

    __slots__ = (
        "_default", "_needs_cleaning", "_numbering", "_open", "_pieces", "_plain", "_properties", "_run", "_run_bold",
        "_silent", "_styles", "handlers", "lines",
    )  # fmt: skip

    def __init__(self, styles: Styles, numbering: Numbering, needs_cleaning: bool) -> None:
        self._styles = styles
        self._numbering = numbering
        self._needs_cleaning = needs_cleaning
        self._default = styles.get(None)
        self._pieces: list[str | None] = []
        self._open = False
        self._properties: dict[object, Element] | None = None
        self._run: Element | None = None
        self._run_bold = False
        self._plain = False
        self._silent = False
        self.lines: list[Line] = []
        self.handlers: dict[object, Callable[[Element], None]] = {
            n.P: self.paragraph,
            n.T: self._text,
            n.TAB: self._tab,
            n.BR: self._break,
            n.CR: self._break,
            n.SYM: self._symbol,
            n.NO_BREAK_HYPHEN: self._hyphen,
            n.B: self._weight,
            n.RSTYLE: self._character_style,
            **dict.fromkeys(_OWN, self._property),
        }

    def twin(self) -> LineCollector:
        """A collector for another container of the same document."""
        return LineCollector(self._styles, self._numbering, self._needs_cleaning)

    def paragraph(self, _: Element) -> None:
        """A paragraph begins; the one before it is finished."""
        if self._open:
            self.finish()
        self._open = True

    def finish(self) -> None:
        """Keep the open paragraph, also an empty one (its automatic number counts)."""
        if not self._open:
            return
        self._open = False
        pieces = self._pieces
        text = (pieces[0] or "") if len(pieces) == 1 else "".join(filter(None, pieces))
        if self._needs_cleaning:
            text = clean(text)
        text = text.strip()
        if self._properties is None and self._default.num_id is None:
            default = self._default
            self.lines.append((text, self._is_bold(text, default.bold), default.centred is True, default.level))
        else:
            self._keep_with_properties(text)
        self._pieces = []
        self._properties = None
        self._plain = self._silent = False
        self._run = None

    def _keep_with_properties(self, text: str) -> None:
        properties = self._properties or {}
        name, number, jc = properties.get(n.PSTYLE), properties.get(n.NUMPR), properties.get(n.JC)
        outline = properties.get(n.OUTLINE)
        style_id = name.get(n.VAL) if name is not None else None
        style = self._styles.get(style_id)
        num_id, index = number_of(number)
        if num_id is None and style.num_id is not None:
            num_id = style.num_id
            if index is None:
                tied = self._numbering.level_of_style(num_id, style_id)
                index = style.num_level if tied is None else tied
        label = "" if num_id is None or num_id == "0" else self._numbering.label(num_id, index or 0)
        bold = self._is_bold(text, style.bold)
        centred = style.centred is True if jc is None else jc.get(n.VAL) == "center"
        level = outline_level(outline) if outline is not None else None
        self.lines.append((f"{label} {text}".rstrip() if label else text, bold, centred, level or style.level))

    def _is_bold(self, text: str, inherited: bool | None) -> bool:
        return bool(text) and not self._plain and (inherited is True or not self._silent)

    def _text(self, element: Element) -> None:
        text = element.text
        self._pieces.append(text)
        if self._plain or not text or text.isspace():
            return
        if self._run is None or element.getparent() is not self._run:
            self._silent = True
        elif not self._run_bold:
            self._plain = True

    def _tab(self, element: Element) -> None:
        parent = element.getparent()
        if parent is None or parent.tag != n.TABS:
            self._pieces.append("\t")

    def _break(self, _: Element) -> None:
        self._pieces.append("\n")

    def _hyphen(self, _: Element) -> None:
        self._pieces.append("-")

    def _symbol(self, element: Element) -> None:
        self._pieces.append(_SYMBOLS.get(element.get(n.w("char"), "").upper(), ""))

    def _property(self, element: Element) -> None:
        if self._open:
            if self._properties is None:
                self._properties = {}
            self._properties.setdefault(element.tag, element)

    def _weight(self, element: Element) -> None:
        self._set_weight(element, element.get(n.VAL) not in n.OFF)

    def _character_style(self, element: Element) -> None:
        bold = self._styles.get(element.get(n.VAL)).bold
        if bold is not None:
            self._set_weight(element, bold)

    def _set_weight(self, element: Element, bold: bool) -> None:
        """A run says its weight; the mark of the paragraph itself says nothing about its text."""
        properties = element.getparent()
        run = properties.getparent() if properties is not None else None
        if run is None or run.tag != n.R:
            return
        self._run, self._run_bold = run, bold


def needs_cleaning(data: bytes) -> bool:
    """Whether a part holds characters that only layout needs."""
    return any(odd in data for odd in _ODD_BYTES) or _ODD_SPACES.search(data) is not None
