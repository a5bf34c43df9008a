"""Tables of which only the lines of text are left: «1 Издание приказа сентябрь 2023 Заведующий»."""

from __future__ import annotations

import re

from roadmap_reader.structure.grid import Item, Line, grid_of_texts
from roadmap_reader.structure.labels import PHRASE
from roadmap_reader.structure.looks import PERSON, like_people
from roadmap_reader.structure.vocabulary import COMPILED_HEADINGS, DEADLINE, NUMBER, RESPONSIBLE, RESULT, TITLE
from russian.folding import fold

Row = tuple[list[str], Line]
_ROW = re.compile(r"^(\d{1,3}(?:\.\d{1,2}){0,3})\.?\s+(?=[А-ЯЁ«A-Z])")
_HEADINGS = {NUMBER: "№", TITLE: "Мероприятия", DEADLINE: "Срок", RESPONSIBLE: "Ответственный", RESULT: "Результат"}
_PEOPLE_WORD = re.compile(
    r"(?:[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]?\.?|(?:заместител\w+|зам\.?|директор\w*|куратор\w*|методист\w*"
    r"|педагог\w*|психолог\w*|"
    r"руководител\w+|наставник\w*|учител\w+|воспитател\w+|старш\w+|заведующ\w+|классн\w+|координатор\w*"
    r"|администрац\w+|по|УВР|ВР|УР|НМР|"
    r"УМР|МБОУ|школы|ОО|центра|рабочая|группа|и|отдел\w*|управлени\w+)[,;]?|-)",
    re.I,
)
_LOW_WORDS = re.compile(r"(?:\s+[а-яё][\w-]*,?)+")
_FIRST_WORDS = re.compile(r"\S+(?:\s+[а-яё][\w-]*,?)*")


def grids_of_flat_rows(lines: list[Line]) -> list[Item]:
    """The first such table of the run as a grid."""
    for index, line in enumerate(lines):
        meanings = _headed(line.text)
        if not meanings:
            continue
        rows, end = _rows(lines, index + 1)
        made = [(_cells(text, meanings), opened) for text, opened in rows]
        if sum(1 for cells, _ in made if cells[2]) >= 2:
            heading = ([_HEADINGS[m] for m in meanings], line)
            return [*lines[:index], grid_of_texts([heading, *made]), *lines[end:]]
    return list(lines)


def _headed(text: str) -> tuple[str, ...]:
    """The columns that a line of headings names, in our order; () where it is none."""
    lowered = fold(text)
    if len(lowered) > 130 or not lowered.startswith(("№", "п/п", "n")):
        return ()
    found = {m for m, _, pattern in COMPILED_HEADINGS if pattern.search(lowered)}
    if not {TITLE, DEADLINE} <= found:
        return ()
    return tuple(m for m in (NUMBER, TITLE, DEADLINE, RESPONSIBLE, RESULT) if m in found or m == NUMBER)


def _rows(lines: list[Line], start: int) -> tuple[list[tuple[str, Line]], int]:
    """Lines gathered by the number that opens each row."""
    rows: list[tuple[str, Line]] = []
    index = start
    while index < len(lines):
        line = lines[index]
        if _ROW.match(line.text):
            rows.append((line.text, line))
        elif rows and not line.gap:
            rows[-1] = (f"{rows[-1][0]} {line.text}", rows[-1][1])
        elif rows and not any(_ROW.match(later.text) for later in lines[index : index + 4]):
            break
        elif rows:
            rows.append((line.text, line))
        index += 1
    return rows, index


def _cells(text: str, meanings: tuple[str, ...]) -> list[str]:
    """One row's words dealt to number, title, deadline, people and result."""
    opened = _ROW.match(text)
    number, body = (opened.group(1), text[opened.end() :]) if opened else ("", text)
    phrase = _deadline(body)
    if phrase is None:
        return [number, body, *[""] * (len(meanings) - 2)]
    start, end = phrase
    values = {NUMBER: number, TITLE: body[:start].strip(" ,–-"), DEADLINE: body[start:end].strip()}
    values |= _behind(body[end:].strip(" ,.;"), meanings)
    return [values.get(m, "") for m in meanings]


def _deadline(body: str) -> tuple[int, int] | None:
    """The last phrase of time that has words before it and somebody (or nothing) after it."""
    best = None
    for found in PHRASE.finditer(body):
        after = body[found.end() :].strip()
        if found.start() > 8 and (not after or after[0].isupper() or like_people(after) or PERSON.match(after)):
            best = best or (found.start(), found.end())
    return best


def _behind(text: str, meanings: tuple[str, ...]) -> dict[str, str]:
    if RESPONSIBLE not in meanings:
        return {RESULT: text}
    if RESULT not in meanings:
        return {RESPONSIBLE: text}
    words, taken = text, 0
    while found := _PEOPLE_WORD.match(words[taken:].lstrip()):
        taken += len(words[taken:]) - len(words[taken:].lstrip()) + found.end()
    if goes_on := (_LOW_WORDS if taken else _FIRST_WORDS).match(text, taken):
        taken = goes_on.end()
    return {RESPONSIBLE: text[:taken].strip(" ,"), RESULT: text[taken:].strip(" ,")}
