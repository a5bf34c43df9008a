"""Paragraph styles of a Word file, flattened along `basedOn`: heading level, numbering, weight."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from office_files.markup import Element, parse_xml
from office_files.word import names as n

_HEADING = re.compile(r"(?:heading|заголовок)\s*([1-9])$", re.IGNORECASE)
_TITLE = frozenset({"title", "название"})
_MAX_CHAIN = 20
_BASED_ON = n.w("basedOn")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or run inherits from its style; None where the style is silent."""

    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    bold: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None


PLAIN = Style()


class Styles:
    """Styles by id, resolved on demand. A missing or broken style counts as plain."""

    def __init__(self, xml: bytes) -> None:
        self._own: dict[str, Element] = {}
        self._flat: dict[str, Style] = {}
        self.default: str | None = None
        if xml:
            for element in parse_xml(xml).iterchildren(n.w("style")):
                self._add(element)

    def _add(self, element: Element) -> None:
        style_id = element.get(n.STYLE_ID)
        if style_id is None:
            return
        if element.get(n.w("type")) == "paragraph" and element.get(n.w("default")) in {"1", "true", "on"}:
            self.default = style_id
        self._own[style_id] = element

    def get(self, style_id: str | None) -> Style:
        """The style with everything it inherits."""
        key = style_id or self.default
        if key is None:
            return PLAIN
        flat = self._flat.get(key)
        if flat is None:
            flat = self._flat[key] = self._resolve(key)
        return flat

    def _resolve(self, style_id: str) -> Style:
        merged = PLAIN
        current: str | None = style_id
        for _ in range(_MAX_CHAIN):
            if current is None or current not in self._own:
                break
            element = self._own[current]
            merged = _inherit(merged, _read_style(element))
            base = element.find(_BASED_ON)
            current = base.get(n.VAL) if base is not None else None
        return merged


def _inherit(child: Style, parent: Style) -> Style:
    gaps = {
        name: getattr(parent, name)
        for name in ("level", "num_level", "bold", "centred", "hidden")
        if getattr(child, name) is None
    }
    if child.num_id is None:
        gaps["num_id"] = parent.num_id
    return replace(child, **gaps)


def _read_style(element: Element) -> Style:
    ppr, rpr = element.find(n.PPR), element.find(n.RPR)
    name = element.find(n.w("name"))
    level = _level_by_name(name.get(n.VAL, "") if name is not None else "")
    num_id = num_level = centred = None
    if ppr is not None:
        num_id, num_level = number_of(ppr.find(n.NUMPR))
        jc, outline = ppr.find(n.JC), ppr.find(n.OUTLINE)
        centred = jc.get(n.VAL) == "center" if jc is not None else None
        if level is None and outline is not None:
            level = outline_level(outline)
    return Style(level, num_id, num_level, flag(rpr, n.B), centred, flag(rpr, n.VANISH))


def _level_by_name(name: str) -> int | None:
    if name.lower() in _TITLE:
        return 1
    match = _HEADING.match(name)
    return int(match.group(1)) if match else None


def outline_level(outline: Element) -> int | None:
    """The heading level of an `outlineLvl`; the tenth one means body text."""
    value = outline.get(n.VAL, "9")
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def number_of(num_pr: Element | None) -> tuple[str | None, int | None]:
    """List and level of a `numPr`; both None where it is absent."""
    if num_pr is None:
        return None, None
    num_id = level = None
    for child in num_pr.iterchildren(n.NUMID, n.ILVL):
        value = child.get(n.VAL)
        if child.tag == n.NUMID:
            num_id = value
        elif value is not None and value.isdecimal():
            level = min(int(value), 8)
    return num_id, level


def flag(properties: Element | None, name: str) -> bool | None:
    """An on/off property: None where it is not said."""
    if properties is None:
        return None
    element = properties.find(name)
    return None if element is None else element.get(n.VAL) not in n.OFF
