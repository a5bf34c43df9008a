"""The tags in the text of one paragraph: found as a person typed them, written again as docxtpl wants them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docforge.placeholders.shapes import TemplateFault

MAX_TAG = 300
_ROOM = 45
# Bounded, so that a paragraph of nothing but open braces costs little.
_ANY = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}|\{#.{0,2000}?#\}", re.DOTALL)
_LEFT = re.compile(r"\{\{|\{%|\{#|\}\}|%\}")
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_COMMAND = re.compile(r"(?:(tr|tc|p)\s+)?([^\W\d]\w*)\b\s*(.*)")
_COMMENT = re.compile(r"(tr|tc|p)\s")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_QUOTES = dict.fromkeys(map(ord, "«»„“”"), '"')
COMMANDS = frozenset({"if", "elif", "else", "endif", "for", "endfor"})


@dataclass(frozen=True)
class Tag:
    """One tag: as it was typed, the words around it, and its parts; `scope` is the row, cell or paragraph it eats."""

    shown: str
    around: str
    opener: str
    scope: str = ""
    keyword: str = ""
    body: str = ""

    @property
    def written(self) -> str:
        """Return the tag as docxtpl takes it; an inline comment leaves nothing."""
        if self.opener == "{{":
            return f"{{{{ {self.body} }}}}"
        if self.opener == "{#":
            return f"{{#{self.scope}  #}}" if self.scope else ""
        return f"{{%{self.scope} {self.keyword} {self.body} %}}".replace("  ", " ")


@dataclass(frozen=True)
class Span:
    """A tag with the stretch of text that it takes up."""

    start: int
    end: int
    tag: Tag


def find(text: str) -> tuple[list[Span], list[str]]:
    """Find the tags of a paragraph and the sentences about those that are broken."""
    spans: list[Span] = []
    problems: list[str] = list(_torn(text))
    for match in _ANY.finditer(text):
        try:
            tag = _read(match.group(), around(text, match.start(), match.end()))
        except TemplateFault as fault:
            problems += fault.problems
        else:
            spans.append(Span(match.start(), match.end(), tag))
    return spans, problems


def around(text: str, start: int, end: int) -> str:
    """Return the words on both sides, shortened."""
    left, right = max(0, start - _ROOM), min(len(text), end + _ROOM)
    piece = " ".join(text[left:right].split())
    return f"{'…' if left else ''}{piece}{'…' if right < len(text) else ''}"


def _torn(text: str) -> Iterator[str]:
    # Whole tags give way to blanks of the same length, so that places stay.
    rest = _ANY.sub(lambda match: " " * len(match.group()), text)
    for match in _LEFT.finditer(rest):
        shown = around(text, match.start(), match.end())
        if match.group() in _CLOSERS:
            yield f"Метка не закрыта: «{shown}». Допишите «{_CLOSERS[match.group()]}» в том же абзаце."
        else:
            yield f"Лишние закрывающие скобки: «{shown}». Уберите их или допишите начало метки."


def _read(raw: str, where: str) -> Tag:
    opener, inner = raw[:2], _tidy(raw[2:-2])
    if opener == "{#":
        scope = _COMMENT.match(inner)
        return Tag(raw, where, opener, scope=scope.group(1) if scope else "")
    shown = raw if len(raw) <= _ROOM else f"{raw[:_ROOM]}…"
    if len(inner) > MAX_TAG:
        raise TemplateFault(f"Метка {shown} слишком длинная. Разделите её на несколько коротких.")
    if re.search(r"[{}%]", inner):
        raise TemplateFault(f"Внутри метки {shown} лишняя фигурная скобка или знак процента. Уберите их.")
    if re.match(r"[-+]", inner) or inner.endswith(("-", "+")):
        raise TemplateFault(f"В метке {shown} уберите знак «-» или «+» рядом со скобками.")
    return Tag(shown, where, opener, body=inner.strip()) if opener == "{{" else _command(inner, shown, where)


def _command(inner: str, shown: str, where: str) -> Tag:
    match = _COMMAND.fullmatch(inner.strip())
    if match is None or match.group(2) not in COMMANDS:
        raise TemplateFault(
            f"Команду {shown} система не выполняет (в тексте: «{where}»). "
            "Можно только условие {% if … %} и повтор {% for … in … %}."
        )
    scope, keyword, body = match.groups()
    if body and keyword in {"else", "endif", "endfor"}:
        raise TemplateFault(f"В метке {shown} после слова {keyword} ничего не должно стоять.")
    return Tag(shown, where, "{%", scope=scope or "", keyword=keyword, body=body)


def _tidy(inner: str) -> str:
    """Undo what an editor does to typed text: hard spaces, soft hyphens, decomposed letters, quotes of its own."""
    text = unicodedata.normalize("NFC", re.sub(r"\s", " ", inner).translate(_INVISIBLE))
    return text if re.search("[\"']", text) else text.translate(_QUOTES)
