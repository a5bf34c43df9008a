"""Tables flattened to one cell per line, as viewers do when a table is copied out of them.

Two shapes: every cell begins with a tab and rows stand apart by blank lines; or plain lines, the
headings first and then the cells of each row, which begins with its number.
"""

from __future__ import annotations

import re

from roadmap_reader.structure.grid import Item, Line, grid_of_texts
from roadmap_reader.structure.headers import heading_meanings
from roadmap_reader.structure.looks import like_deadline, like_people
from roadmap_reader.structure.numbering import split_number, whole_number
from roadmap_reader.structure.text import starts_low
from roadmap_reader.structure.vocabulary import DEADLINE, NUMBER, RESPONSIBLE, TITLE

Row = tuple[list[str], Line]

_DAY = re.compile(r"\d\d\.[01]\d$")
_VALUED = re.compile(r":\s*\S|[^.]{12}\.$")


def grids_of_cell_lines(lines: list[Line]) -> list[Item]:
    """The first flattened table of the run as a grid (the rest of the lines may hold more)."""
    for index in range(len(lines)):
        width = _heading_run(lines, index)
        if not width:
            continue
        led = lines[index].raw.lstrip(" ").startswith("\t")
        end = _tab_led_end(lines, index) if led else len(lines)
        body = lines[index + width : end]
        rows = _tab_led_rows(body, width) if led else _plain_rows(body, lines[index : index + width])
        if not led and meanings_start(lines[index]) != NUMBER:
            end = index + width + len(rows) * width
        if len(rows) >= 2:
            heading = ([line.text for line in lines[index : index + width]], lines[index])
            return [*lines[:index], grid_of_texts([heading, *rows]), *lines[end:]]
    return list(lines)


def meanings_start(line: Line) -> str | None:
    """The meaning of a heading line."""
    return heading_meanings([line.text])[0]


def _heading_run(lines: list[Line], start: int) -> int:
    """How many lines from `start` are headings of one flattened table (0: it is none)."""
    texts: list[str] = []
    for line in lines[start : start + 10]:
        spoken = len(line.text) > 70 or _VALUED.search(line.text) or split_number(line.text)[0]
        meaning = None if spoken else heading_meanings([line.text])[0]
        if meaning is None or whole_number(line.text):
            break
        if not texts and meaning not in (NUMBER, TITLE):
            break
        if texts and meaning in texts and meaning != RESPONSIBLE:
            break
        texts.append(meaning)
    whole = len(texts) >= 3 and TITLE in texts and (texts[0] == NUMBER or DEADLINE in texts)
    return len(texts) if whole or (len(texts) >= 3 and texts[0] == NUMBER) else 0


def _tab_led_end(lines: list[Line], start: int) -> int:
    """Where the tab-led table ends: at the last line before which a tab-led line still stands near."""
    end = start
    for index in range(start, len(lines)):
        if lines[index].raw.lstrip(" ").startswith("\t"):
            end = index + 1
        elif lines[index].gap and index - end > 8:
            break
    while end < len(lines) and not lines[end].gap:
        end += 1
    return end


def _tab_led_rows(lines: list[Line], width: int) -> list[Row]:
    """Rows apart by blank lines; the last cell takes all lines that are left."""
    groups: list[list[Line]] = []
    for line in lines:
        tabbed = line.raw.lstrip(" ").startswith("\t")
        if not groups or (line.gap and tabbed) or (tabbed and whole_number(line.text)):
            groups.append([])
        groups[-1].append(line)
    return [_tab_led_row(group, width) for group in groups]


def _tab_led_row(group: list[Line], width: int) -> Row:
    cells = [""] * width
    if whole_number(group[0].text):
        fixed = group[: width - 1]
        for column, line in enumerate(fixed):
            cells[column] = line.text
        rest = group[width - 1 :]
    else:
        rest = group
    cells[-1] = "\n".join(_marked(line) for line in rest)
    return cells, group[0]


def _marked(line: Line) -> str:
    """Lines set off by spaces are points of a list whose marks were lost on the way."""
    indented = line.raw.lstrip("\t").startswith(" ") or not line.raw.startswith("\t")
    return f"• {line.text.lstrip('·• ')}" if indented else line.text


def _plain_rows(lines: list[Line], headings: list[Line]) -> list[Row]:
    """Rows begin at a line that is only a number; inside, cells are told apart by what they look like."""
    meanings = [heading_meanings([line.text])[0] for line in headings]
    if meanings[0] != NUMBER:
        return _even_rows(lines, meanings)
    groups: list[list[Line]] = []
    nested = any("." in (_row_number(line.text) or "") for line in lines)
    for line in lines:
        if _row_number(line.text) or (nested and _is_section(line)):
            groups.append([line])
        elif groups:
            groups[-1].append(line)
    groups = _without_tail(groups, len(headings))
    if sum(1 for g in groups if len(g) >= 3) < 2:
        return []
    return [(_spread(group, meanings), group[0]) for group in groups]


def _row_number(text: str) -> str | None:
    """The number of a row; «15.09» is a day."""
    return None if _DAY.match(text) else whole_number(text)


def _is_section(line: Line) -> bool:
    """«2. Работа с работодателями» among rows numbered 2.1, 2.2."""
    number, name = split_number(line.text)
    return number is not None and "." not in number and not starts_low(name)


def _even_rows(lines: list[Line], meanings: list[str | None]) -> list[Row]:
    """Without numbers every row has as many lines as there are headings, deadlines in their place."""
    width, column = len(meanings), meanings.index(DEADLINE) if DEADLINE in meanings else -1
    rows: list[Row] = []
    for start in range(0, len(lines) - width + 1, width):
        texts = [line.text for line in lines[start : start + width]]
        if column < 0 or not like_deadline(texts[column]):
            break
        rows.append((texts, lines[start]))
    return rows


def _without_tail(groups: list[list[Line]], width: int) -> list[list[Line]]:
    """The last group ends at the first blank line after it has all its cells."""
    if groups:
        last = groups[-1]
        cut = next((i for i, line in enumerate(last) if i >= width and line.gap), len(last))
        groups[-1] = last[:cut]
    return groups


def _spread(group: list[Line], meanings: list[str | None]) -> list[str]:
    """The lines of one row dealt to its columns from left to right."""
    cells = [[] for _ in meanings]  # type: list[list[str]]
    cells[0].append(group[0].text)
    column, texts = 1, group[1:]
    for index, line in enumerate(texts):
        left = len(texts) - index
        column = _column_for(line.text, column, cells, meanings, left)
        cells[column].append(line.text)
    return ["\n".join(cell) for cell in cells]


def _column_for(text: str, column: int, cells: list[list[str]], meanings: list[str | None], left: int) -> int:
    """Stay in the column while the text goes on; step when it looks like the next one's."""
    if not cells[column]:
        return column
    last = len(meanings) - 1
    if column == last or (starts_low(text) and not _fits(text, meanings[column + 1])):
        return column
    for ahead in range(column + 1, last + 1):
        if _fits(text, meanings[ahead]):
            return ahead
        if meanings[ahead] in (DEADLINE, RESPONSIBLE):
            break
    if meanings[column + 1] in (DEADLINE,):
        return column
    if _fits(text, meanings[column]) or left > (last - column) + 1:
        return column
    return column + 1


def _fits(text: str, meaning: str | None) -> bool:
    if meaning == DEADLINE:
        return like_deadline(text)
    return meaning == RESPONSIBLE and like_people(text)
