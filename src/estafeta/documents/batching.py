"""A spreadsheet as the values of many papers: headings are the labels of the fields, a line is a paper.

Where a kind has a list of rows, several lines with the same first column «Бумага» make one paper.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import xlsxwriter

from docforge import kinds
from docforge.kinds import PaperKind, Variable
from estafeta.core.refusals import Refusal
from estafeta.documents.people import person_of
from office_files.errors import Unreadable
from office_files.limits import TABLE
from office_files.tables import Row, Value, as_text, open_table

KEY = "Бумага"
MOST = 2_000
MOST_PROBLEMS = 20
BOUNDS = replace(TABLE, rows=20_000)
Cells = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: values of each paper, and what is wrong, by line."""

    papers: tuple[dict[str, object], ...]
    problems: tuple[str, ...]


def read_sheet(kind: PaperKind, content: bytes, subject: str = "") -> Sheet:
    """Read a spreadsheet; `subject` is the kind of organisation, whose defaults fill what is left empty.

    Refuses what is no table, lacks columns or has too many lines; bad lines are named by number. The first sheet that
    is not hidden counts.
    """
    try:
        sheets = open_table(content, bounds=BOUNDS).sheets
    except Unreadable as error:
        raise Refusal(error.sentence) from error
    heading, *lines = next((sheet.rows for sheet in sheets if sheet.rows and not sheet.hidden), (Row(1, ()),))
    heads = [as_text(cell).strip() for cell in heading.cells]
    _demand_columns(kind, heads)
    groups = _grouped(heads, lines)
    if not groups:
        raise Refusal("В таблице нет строк под заголовком. Возьмите образец и заполните его.")
    if len(groups) > MOST:
        raise Refusal(f"Бумаг в таблице больше {MOST}. Разделите её на несколько.")
    papers: list[dict[str, object]] = []
    problems: list[str] = []
    for number, group in groups:
        values = _values(kind, subject, heads, group)
        problems += [f"Строка {number}: {sentence}" for sentence in kinds.problems(kind, values)]
        papers.append(values)
    more = len(problems) - MOST_PROBLEMS
    return Sheet(tuple(papers), (*problems[:MOST_PROBLEMS], *([f"И ещё: {more}."] if more > 0 else [])))


def _demand_columns(kind: PaperKind, heads: list[str]) -> None:
    known = dict(columns_of(kind))
    lacking = [title for title, needed in known.items() if needed and title not in heads]
    if lacking:
        raise Refusal(f"В таблице нет столбцов: {', '.join(lacking)}. Возьмите образец и перенесите данные в него.")
    strange = [title for title in heads if title and title not in known]
    if strange:
        raise Refusal(f"Столбцы не узнаны: {', '.join(strange)}. Назовите их как в образце или уберите.")


def columns_of(kind: PaperKind) -> tuple[tuple[str, bool], ...]:
    """The headings of a kind's spreadsheet and whether each must be there."""
    found: list[tuple[str, bool]] = []
    lists = [variable for variable in kind.variables if variable.sort == "rows"]
    if lists:
        found.append((KEY, True))
    found += [(variable.label, variable.required and not variable.default) for variable in _single(kind)]
    found += [(column, variable.required) for variable in lists for column in variable.columns]
    return tuple(found)


def _single(kind: PaperKind) -> Iterator[Variable]:
    return (variable for variable in kind.variables if variable.sort != "rows")


def _grouped(heads: list[str], lines: Iterable[Row]) -> list[tuple[int, list[Cells]]]:
    """Lines of one paper together, with the number of the first: those with the same «Бумага», else each alone.

    A line without it goes on with the paper above.
    """
    place = heads.index(KEY) if KEY in heads else None
    found: dict[str, tuple[int, list[Cells]]] = {}
    last = ""
    for number, cells in ((line.number, line.cells) for line in lines):
        key = cells[place] if place is not None and place < len(cells) else None
        last = str(number) if place is None else _text(key) or last
        found.setdefault(last, (number, []))[1].append(cells)
    return list(found.values())


def _values(kind: PaperKind, subject: str, heads: list[str], group: list[Cells]) -> dict[str, object]:
    lines = [dict(zip(heads, row, strict=False)) for row in group]
    values: dict[str, object] = {}
    for variable in kind.variables:
        if variable.sort == "rows":
            values[variable.name] = _rows(variable, lines)
        else:
            value = _value(variable, lines[0].get(variable.label))
            values[variable.name] = variable.default_in(subject) if value in ("", None, []) else value
    return values


def _rows(variable: Variable, lines: list[dict[str, Value]]) -> list[list[str]]:
    """The columns of a list, without rows in which nothing is written."""
    rows = [[_line(line.get(column)) for column in variable.columns] for line in lines]
    return [row for row in rows if any(row)]


def _value(variable: Variable, cell: Value) -> object:
    text = _text(cell)
    match variable.sort:
        case "date":
            return _date(cell, text)
        case "person":
            return person_of(_line(cell))
        case "people":
            return [person for person in map(person_of, text.splitlines()) if person]
        case "boolean":
            return text.lower() in ("да", "1", "+", "true")
        case "long_text":
            return text
        case _:
            return _line(cell)


def _date(cell: Value, text: str) -> str:
    """ISO where it is a date; else as it is written, to be named as wrong."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    try:
        return dt.datetime.strptime(text, "%d.%m.%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return text


def _text(cell: Value) -> str:
    return as_text(cell).strip()


def _line(cell: Value) -> str:
    """The text of a cell without its line breaks."""
    return " ".join(_text(cell).split())


def sample_sheet(kind: PaperKind) -> bytes:
    """An empty spreadsheet with the headings of a kind; those that must be filled in bold."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Список")
        plain, bold = book.add_format({"text_wrap": True}), book.add_format({"bold": True, "text_wrap": True})
        for place, (title, needed) in enumerate(columns_of(kind)):
            sheet.set_column(place, place, max(16, min(40, len(title) + 2)))
            sheet.write_string(0, place, title, bold if needed else plain)
        sheet.freeze_panes(1, 0)
    return made.getvalue()
