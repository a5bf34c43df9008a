"""Conditions and repeats against the tree of the document: whatever is left out or repeated, it stays whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docforge.placeholders.tags import Tag

_TOKENS = re.compile(
    r"(?P<tag>\{\{.*?\}\}|\{%.*?%\})|\{#.*?#\}|<(?P<end>/?)(?P<name>[\w:.-]+)[^>]*?(?P<empty>/?)>", re.DOTALL
)
_MAX_DEPTH = 10
# Text of neighbouring paragraphs may be cut and joined; cells, rows and links may not.
_JOINED = frozenset({"w:t", "w:r", "w:p"})
_ENDS = {"if": "endif", "for": "endfor"}


@dataclass
class _Block:
    tag: Tag
    stack: tuple[str, ...]
    lowest: int
    closed_by_else: bool = False


class _Walk:
    """One pass over the source with the open elements and the open commands."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.blocks: list[_Block] = []
        self.problems: list[str] = []

    def element(self, name: str, *, ends: bool, empty: bool) -> None:
        if ends and self.stack:
            self.stack.pop()
            if self.blocks:
                self.blocks[-1].lowest = min(self.blocks[-1].lowest, len(self.stack))
        elif not ends and not empty:
            self.stack.append(name)

    def command(self, tag: Tag) -> None:
        if tag.keyword in _ENDS:
            self._begin(tag)
        elif not self.blocks:
            self.problems.append(
                f"У метки {tag.shown} нет начала: «{tag.around}». Уберите её или допишите начало выше."
            )
        elif tag.keyword in {"elif", "else"}:
            self._turn(tag)
        else:
            self._end(tag)

    def _begin(self, tag: Tag) -> None:
        if len(self.blocks) >= _MAX_DEPTH:
            self.problems.append(f"Слишком много условий и повторов внутри друг друга: {tag.shown}. Упростите шаблон.")
        self.blocks.append(_Block(tag, tuple(self.stack), len(self.stack)))

    def _turn(self, tag: Tag) -> None:
        block = self.blocks[-1]
        self._whole(block, tag)
        if block.closed_by_else or (tag.keyword == "elif" and block.tag.keyword == "for"):
            self.problems.append(f"Метка {tag.shown} стоит не на месте: «{tag.around}». Уберите её.")
        block.closed_by_else |= tag.keyword == "else"
        block.lowest = len(self.stack)

    def _end(self, tag: Tag) -> None:
        block = self.blocks.pop()
        if _ENDS[block.tag.keyword] != tag.keyword:
            self.problems.append(
                f"Метка {block.tag.shown} закрыта меткой {tag.shown}, а нужна {_end_of(block.tag)}. Исправьте её."
            )
        self._whole(block, tag)
        if self.blocks:
            self.blocks[-1].lowest = min(self.blocks[-1].lowest, block.lowest)

    def _whole(self, block: _Block, tag: Tag) -> None:
        if tuple(self.stack) == block.stack and _JOINED.issuperset(block.stack[block.lowest :]):
            return
        self.problems.append(
            f"Метки {block.tag.shown} и {tag.shown} стоят в разных частях документа, например в разных ячейках. "
            "Чтобы повторить или скрыть строку таблицы, поставьте {%tr … %} и {%tr end… %} в отдельных строках "
            "над ней и под ней; для абзацев так же служат {%p … %} и {%p end… %}."
        )

    def finish(self) -> None:
        for block in self.blocks:
            self.problems.append(
                f"Метка {block.tag.shown} ничем не закрыта: «{block.tag.around}». Допишите ниже {_end_of(block.tag)}."
            )


def _end_of(tag: Tag) -> str:
    return f"{{%{tag.scope} {_ENDS[tag.keyword]} %}}"


def check(source: str, tags: Sequence[Tag]) -> list[str]:
    """Return what is wrong with the commands of a part; nothing wrong means any outcome is well-formed."""
    walk, left = _Walk(), iter(tags)
    for token in _TOKENS.finditer(source):
        if token["tag"]:
            tag = next(left)
            if tag.opener == "{%":
                walk.command(tag)
        elif token["name"]:
            walk.element(token["name"], ends=bool(token["end"]), empty=bool(token["empty"]))
    walk.finish()
    return walk.problems
