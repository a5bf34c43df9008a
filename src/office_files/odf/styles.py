"""Styles of an OpenDocument file: weight, alignment, visibility and the levels of its lists."""

from __future__ import annotations

from dataclasses import dataclass, field

from office_files.markup import Element
from office_files.numerals import BULLET, numeral

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LIBRE = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_CYRILLIC = {"А": "russianUpper", "а": "russianLower"}
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_DATE_STYLE = f"{_NUMBER}date-style"
_DATE_PARTS = {f"{_NUMBER}day": "d", f"{_NUMBER}month": "m", f"{_NUMBER}year": "y", f"{_NUMBER}hours": "h"}
_MAX_CHAIN = 20
LEVELS = 10


def office(name: str) -> str:
    """A qualified name of the office vocabulary."""
    return f"{{{_NS}office:1.0}}{name}"


def text(name: str) -> str:
    """A qualified name of the text vocabulary."""
    return f"{{{_NS}text:1.0}}{name}"


def table(name: str) -> str:
    """A qualified name of the table vocabulary."""
    return f"{{{_NS}table:1.0}}{name}"


def style(name: str) -> str:
    """A qualified name of the style vocabulary."""
    return f"{{{_NS}style:1.0}}{name}"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """One level of a list style."""

    format: str = "bullet"
    prefix: str = ""
    suffix: str = ""
    shown_levels: int = 1
    start: int = 1
    pattern: str | None = None


@dataclass(slots=True)
class Look:
    """What a style says; None where it is silent."""

    parent: str | None = None
    bold: bool | None = None
    centred: bool | None = None
    visible: bool | None = None
    data_style: str | None = None


@dataclass(slots=True)
class OdfStyles:
    """The styles of a file by name: looks, lists, formats of dates. Parts read later win."""

    looks: dict[str, Look] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)

    def read(self, root: Element) -> None:
        """Add the styles of one part."""
        for group in root.iterchildren(office("styles"), office("automatic-styles")):
            for element in group.iterchildren(style("style")):
                self.looks[element.get(style("name"), "")] = _look(element)
            for element in group.iterchildren(text("list-style")):
                self.lists[element.get(style("name"), "")] = _levels(element)
            for element in group.iterchildren(_DATE_STYLE):
                self.dates[element.get(style("name"), "")] = "".join(
                    letter
                    for part in element.iterchildren()
                    for name, letter in _DATE_PARTS.items()
                    if part.tag == name
                )

    def bold(self, name: str | None) -> bool | None:
        """Weight of a style, inherited along its parents."""
        for look in self._chain(name):
            if look.bold is not None:
                return look.bold
        return None

    def centred(self, name: str | None) -> bool:
        """Whether a paragraph style is centred."""
        return next((look.centred for look in self._chain(name) if look.centred is not None), False)

    def visible(self, name: str | None) -> bool:
        """Whether a sheet or text of that style is shown."""
        return next((look.visible for look in self._chain(name) if look.visible is not None), True)

    def date_code(self, name: str | None) -> str | None:
        """The parts («dmyh») that a cell style prints of a date; None where it does not tell."""
        names = [look.data_style for look in self._chain(name) if look.data_style is not None]
        return self.dates.get(names[0]) if names else None

    def _chain(self, name: str | None) -> list[Look]:
        found: list[Look] = []
        while name is not None and name in self.looks and len(found) < _MAX_CHAIN:
            found.append(self.looks[name])
            name = found[-1].parent
        return found


def _look(element: Element) -> Look:
    look = Look(element.get(style("parent-style-name")), data_style=element.get(style("data-style-name")))
    for properties in element.iterchildren():
        weight, align = properties.get(f"{_FO}font-weight"), properties.get(f"{_FO}text-align")
        display = properties.get(table("display")) or properties.get(text("display"))
        if weight is not None:
            look.bold = weight == "bold" or (weight.isdecimal() and int(weight[:4]) >= 600)
        if align is not None:
            look.centred = align == "center"
        if display is not None:
            look.visible = display not in {"false", "none"}
    return look


def _levels(element: Element) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for level in element.iterchildren():
        depth = whole(level.get(text("level")), 1) - 1
        if not 0 <= depth < LEVELS:
            continue
        if level.tag != text("list-level-style-number"):
            found[depth] = ListLevel()
            continue
        kind = level.get(style("num-format"), "")
        found[depth] = ListLevel(
            _FORMATS.get(kind) or _CYRILLIC.get(kind[:1], "decimal"),
            level.get(style("num-prefix"), ""),
            level.get(style("num-suffix"), ""),
            whole(level.get(text("display-levels")), 1),
            whole(level.get(text("start-value")), 1),
            level.get(f"{_LIBRE}num-list-format"),
        )
    return found


def label(levels: dict[int, ListLevel], counters: list[int], depth: int) -> str:
    """What is printed before a list item at that depth with these counters."""
    own = levels.get(depth, ListLevel())
    if own.format == "bullet":
        return BULLET
    if own.pattern:
        out = own.pattern
        for at in range(depth + 1):
            out = out.replace(f"%{at + 1}%", numeral(counters[at], levels.get(at, own).format))
        return out.strip()
    if own.format == "none":
        return f"{own.prefix}{own.suffix}".strip()
    first = max(0, depth - own.shown_levels + 1)
    numbers = [numeral(counters[at], levels.get(at, own).format) for at in range(first, depth + 1)]
    return f"{own.prefix}{'.'.join(filter(None, numbers))}{own.suffix}".strip()


def whole(value: str | None, default: int) -> int:
    """A small whole number of an attribute."""
    return int(value) if value is not None and value.isascii() and value.isdecimal() and len(value) < 9 else default
