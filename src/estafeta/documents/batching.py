"""A spreadsheet as the values of many papers: headings are the labels of the fields, a line is a paper.

Where a kind has a list of rows, several lines with the same first column «Бумага» make one paper.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from docforge import kinds
from docforge.kinds import PaperKind, Variable
from estafeta.core.refusals import Refusal
from estafeta.documents.people import person_of

KEY = "Бумага"
MOST = 2_000
MOST_PROBLEMS = 20
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: values of each paper, and what is wrong, by line."""

    papers: tuple[dict[str, object], ...]
    problems: tuple[str, ...]


def read_sheet(kind: PaperKind, content: bytes) -> Sheet:
    """Read a spreadsheet. Refuses what is no .xlsx, lacks columns or has too many lines; bad lines are named."""
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError) as error:
        raise Refusal("Таблица не открывается. Сохраните её в Excel как .xlsx и загрузите снова.") from error
    if len(rows) < 2:
        raise Refusal("В таблице нет строк под заголовком. Возьмите образец и заполните его.")
    if len(rows) > MOST + 1:
        raise Refusal(f"В таблице больше {MOST} строк. Разделите её на несколько.")
    heads = [str(cell).strip() for cell in rows[0]]
    _demand_columns(kind, heads)
    papers: list[dict[str, object]] = []
    problems: list[str] = []
    for numbers, group in _grouped(heads, rows[1:]):
        values = _values(kind, heads, group)
        wrong = kinds.problems(kind, values)
        problems += [f"Строка {numbers[0]}: {sentence}" for sentence in wrong]
        papers.append(values)
    return Sheet(tuple(papers), tuple(problems[:MOST_PROBLEMS]))


def _demand_columns(kind: PaperKind, heads: list[str]) -> None:
    lacking = [title for title, needed in columns_of(kind) if needed and title not in heads]
    if lacking:
        raise Refusal(f"В таблице нет столбцов: {', '.join(lacking)}. Возьмите образец и перенесите данные в него.")


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


def _grouped(heads: list[str], rows: Iterable[Cells]) -> Iterator[tuple[list[int], list[Cells]]]:
    """Lines of one paper together: those that follow each other with the same «Бумага», else each alone."""
    place = heads.index(KEY) if KEY in heads else None
    numbers: list[int] = []
    group: list[Cells] = []
    last: object = None
    for number, row in enumerate(rows, 2):
        if not any(str(cell).strip() for cell in row):
            continue
        key = row[place] if place is not None else number
        if group and key not in (last, ""):
            yield numbers, group
            numbers, group = [], []
        last = key if key != "" else last
        numbers.append(number)
        group.append(row)
    if group:
        yield numbers, group


def _values(kind: PaperKind, heads: list[str], group: list[Cells]) -> dict[str, object]:
    first = dict(zip(heads, group[0], strict=False))
    values: dict[str, object] = {}
    for variable in _single(kind):
        value = _value(variable, first.get(variable.label, ""))
        values[variable.name] = value if value not in ("", None, []) else variable.default
    for variable in kind.variables:
        if variable.sort == "rows":
            found = [
                [_text(dict(zip(heads, row, strict=False)).get(column, "")) for column in variable.columns]
                for row in group
            ]
            values[variable.name] = [row for row in found if any(row)]
    return values


def _value(variable: Variable, cell: object) -> object:
    text = _text(cell)
    match variable.sort:
        case "date":
            return _date(cell, text)
        case "person":
            return person_of(text)
        case "people":
            return [person for person in map(person_of, text.splitlines()) if person]
        case "boolean":
            return text.lower() in ("да", "1", "+", "true")
        case _:
            return text


def _date(cell: object, text: str) -> str:
    """ISO where it is a date; else as it is written, to be named as wrong."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    try:
        return dt.datetime.strptime(text, "%d.%m.%Y").date().isoformat()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return text


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date):
        return f"{cell:%d.%m.%Y}"
    return str(cell).strip()


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
