"""The title of a plan among the lines above its table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_reader.structure.grid import Line
from roadmap_reader.structure.labels import split_labels
from roadmap_reader.structure.text import hangs, starts_low
from roadmap_reader.structure.vocabulary import PLAN_TITLE

LONGEST_TITLE = 700
_OPENING = re.compile(
    r"^[\W\d]*(?:\w+\s+){0,3}?(?:муниципальн\w+|школьн\w+|ведомственн\w+|индивидуальн\w+|примерн\w+|рабоч\w+)?\s*$",
    re.I,
)
_CLAUSE = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]\s|[-–—•]|в соответствии|во исполнение|на основании|в целях|об? утвержден"
    r"|приложение\b"
    r"|утвердить|разработать|согласно|настоящ)",
    re.I,
)
_STOP = re.compile(
    r"^(?:\*|этап\s*\d|цел[ьи]\b\s*[:–—-]|задач[аи]\b|утвержда|согласован|приложение|приказ\b"
    r"|срок\w* реализации|раздел|пояснит|"
    r"основани[ея]|куратор\b|форма\b|№|общие\b|в соответствии|настоящ|ожидаем\w+|участник|ответственн\w+"
    r"|период реализации|"
    r"руководител|наставник\s*:|\d{1,2}\.\s|[IVX]{1,4}\.\s|протокол|от\s+\d|стр\w*\s*\d|\d+$|директор\b"
    r"|г\.\s?[А-ЯЁ][а-я]+$|принят\w*\b|рассмотрен)",
    re.I,
)
_ENDED = re.compile(r"(?:20\d\d\s*(?:уч\w*\.?\s*)?(?:г{0,2}\.?\s?г?\.?|год\w*)|учебн\w+ год\w*)[».)]*$", re.I)


def find_title(lines: Sequence[Line]) -> tuple[str | None, int]:
    """The title nearest above a table, and the index of its first line (-1: none)."""
    last = len(lines) - 1
    for index in range(last, max(-1, last - 90), -1):
        if opens_title(lines[index]):
            first = _back(lines, index)
            return _joined(lines, first, index), first
    return None, -1


def opens_title(line: Line) -> bool:
    """Does the line begin the title of a plan?"""
    text = line.text
    if len(text) > LONGEST_TITLE or _CLAUSE.match(text):
        return False
    found = PLAN_TITLE.search(text)
    if not found:
        return False
    before = text[: found.start()]
    if starts_low(text) and not line.strong and not line.centred:
        return False
    return len(before) <= 60 and (
        line.strong or line.centred or _OPENING.match(before) is not None or found.start() == 0
    )


def _back(lines: Sequence[Line], index: int) -> int:
    """Step up while the line above belongs to the same title («ПЛАН МЕРОПРИЯТИЙ» over «(«дорожная карта»)»)."""
    while index > 0:
        above, here = lines[index - 1], lines[index]
        if here.gap and not starts_low(here.text) and not here.text.startswith("("):
            break
        if not (opens_title(above) or above.text.casefold().strip(' «»"') in ("план", "проект")):
            break
        index -= 1
    return index


def _joined(lines: Sequence[Line], first: int, known: int) -> str:
    """The title's first line and all that go on with it."""
    parts = [lines[first].text]
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if index > known and not _goes_on(parts, line, lines[first]):
            break
        parts.append(line.text)
    return _tidy(" ".join(parts))


def _goes_on(parts: list[str], line: Line, first: Line) -> bool:
    """Does the line continue the title?"""
    text, so_far = line.text, " ".join(parts)
    if len(so_far) + len(text) > LONGEST_TITLE or _STOP.match(text) or _labelled(text):
        return False
    if hangs(so_far) or so_far.count("«") > so_far.count("»"):
        return True
    if _ENDED.search(so_far) and not starts_low(text):
        return False
    if so_far.endswith((".", ":")) and not starts_low(text):
        return False
    if not line.gap and _ENDED.search(text) and not opens_title(line):
        return True
    if starts_low(text) or text.startswith(("(", "«")):
        return True
    short = len(so_far) <= 45
    alike = (line.bold == first.bold and line.centred == first.centred) and (first.bold or first.centred)
    return (
        (short and (not line.gap or len(parts) == 1))
        or (alike and not line.gap)
        or (text.startswith("на ") and not line.gap)
    )


def _labelled(text: str) -> bool:
    head, fields = split_labels(text)
    return bool(fields) and not head


def _tidy(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip(" *_#|")
