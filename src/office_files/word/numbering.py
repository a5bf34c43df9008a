"""Automatic numbering of a Word file: counts lists while the document is read and prints their labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from office_files.markup import Element, parse_xml
from office_files.numerals import BULLET, numeral
from office_files.word import names as n
from office_files.word.styles import Styles

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_SIGNIFICANT = frozenset("-–—+*")


@dataclass(slots=True)
class Level:
    """One level of a list as `w:lvl` describes it."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(slots=True)
class Sequence:
    """The levels of an abstract list and where its counters stand."""

    levels: dict[int, Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class NumberedList:
    """A `w:num`: the sequence it counts in, its own levels, counters it restarts once."""

    sequence: Sequence
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """Labels of automatic lists. `label` must be called once for each numbered paragraph, in order."""

    def __init__(self, xml: bytes, styles: Styles) -> None:
        self._lists: dict[str, NumberedList] = {}
        if not xml:
            return
        root = parse_xml(xml)
        abstract = {element.get(n.w("abstractNumId"), ""): element for element in root.iterchildren(n.w("abstractNum"))}
        numbers = {element.get(n.NUMID, ""): element for element in root.iterchildren(n.w("num"))}
        sequences: dict[str, Sequence] = {}
        for num_id, element in numbers.items():
            key = _abstract_id(element)
            target = _follow_link(abstract, numbers, key, styles)
            if target not in abstract:
                continue
            if target not in sequences:
                sequences[target] = Sequence(_read_levels(abstract[target]))
            self._lists[num_id] = _read_list(element, sequences[target])

    def level_of_style(self, num_id: str, style_id: str | None) -> int | None:
        """The level that a list ties to a paragraph style, if any."""
        numbered = self._lists.get(num_id)
        if numbered is None or style_id is None:
            return None
        return next((index for index, level in numbered.levels.items() if level.paragraph_style == style_id), None)

    def label(self, num_id: str, index: int) -> str:
        """The next label of the list at that level: «1.2.», «а)», «•», or nothing."""
        numbered = self._lists.get(num_id)
        if numbered is None:
            return ""
        level = numbered.levels.get(index)
        if level is None:
            return ""
        if level.style == "bullet":
            return level.text if level.text in _SIGNIFICANT and level.text else BULLET
        _advance(numbered, index)
        return _render(numbered, level)


def _advance(numbered: NumberedList, index: int) -> None:
    counters = numbered.sequence.counters
    if index in numbered.restarts:
        counters[index] = numbered.restarts.pop(index) - 1
    for above in range(index):
        if counters[above] is None:
            counters[above] = numbered.levels.get(above, Level()).start
    current = counters[index]
    counters[index] = numbered.levels[index].start if current is None else current + 1
    for below in range(index + 1, _LEVELS):
        restart = numbered.levels.get(below, Level()).restart
        if restart is None or (restart != 0 and index < restart):
            counters[below] = None


def _render(numbered: NumberedList, level: Level) -> str:
    def one(match: re.Match[str]) -> str:
        at = int(match.group(1)) - 1
        shown = numbered.levels.get(at, Level())
        value = numbered.sequence.counters[at]
        style = "decimal" if level.legal and shown.style != "none" else shown.style
        return numeral(shown.start if value is None else value, style)

    return _PLACEHOLDER.sub(one, level.text).strip()


def _abstract_id(num: Element) -> str:
    link = num.find(n.w("abstractNumId"))
    return link.get(n.VAL, "") if link is not None else ""


def _follow_link(abstract: dict[str, Element], numbers: dict[str, Element], key: str, styles: Styles) -> str:
    """The abstract list that `numStyleLink` points at through a style, else the list itself."""
    element = abstract.get(key)
    link = element.find(n.w("numStyleLink")) if element is not None else None
    if link is None:
        return key
    num_id = styles.get(link.get(n.VAL)).num_id
    linked = numbers.get(num_id) if num_id is not None else None
    return _abstract_id(linked) if linked is not None else key


def _read_list(num: Element, sequence: Sequence) -> NumberedList:
    levels = dict(sequence.levels)
    restarts: dict[int, int] = {}
    for override in num.iterchildren(n.w("lvlOverride")):
        index = _whole(override.get(n.ILVL), 0)
        own = override.find(n.w("lvl"))
        if own is not None:
            levels[index] = _read_level(own)
        start = override.find(n.w("startOverride"))
        if start is not None and index < _LEVELS:
            restarts[index] = _whole(start.get(n.VAL), 1)
    return NumberedList(sequence, levels, restarts)


def _read_levels(abstract: Element) -> dict[int, Level]:
    levels = {_whole(lvl.get(n.ILVL), 0): _read_level(lvl) for lvl in abstract.iterchildren(n.w("lvl"))}
    return {index: level for index, level in levels.items() if 0 <= index < _LEVELS}


def _read_level(lvl: Element) -> Level:
    level = Level()
    for child in lvl.iterchildren():
        value = child.get(n.VAL)
        match child.tag:
            case n.START:
                level.start = _whole(value, 1)
            case n.NUM_FMT:
                level.style = value or "decimal"
            case n.LVL_TEXT:
                level.text = value or ""
            case n.IS_LGL:
                level.legal = value not in n.OFF
            case n.LVL_RESTART:
                level.restart = _whole(value, 0)
            case n.PSTYLE:
                level.paragraph_style = value
    return level


def _whole(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 9 else default
