"""A spreadsheet as the values of many papers: headings are the labels of the fields, a line is a paper.

Where a kind has a list of rows, several lines with the same first column «Бумага» make one paper.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
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
MOST_COLUMNS = 200
MOST_LINES = 20_000
WORKBOOK = "xl/workbook.xml"
MOST_BYTES = 80 * 1024 * 1024
PLACES = re.compile(rb'\br="([A-Z]{0,3})(\d{1,7})"')
UNREADABLE = "Таблица не открывается. Сохраните её в Excel как .xlsx и загрузите снова."
Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read: values of each paper, and what is wrong, by line."""

    papers: tuple[dict[str, object], ...]
    problems: tuple[str, ...]


def read_sheet(kind: PaperKind, content: bytes, subject: str = "") -> Sheet:
    """Read a spreadsheet; `subject` is the kind of organisation, whose defaults fill what is left empty.

    Refuses what is no .xlsx, lacks columns or has too many lines; bad lines are named by number.
    """
    _demand_plain(content)
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError) as error:
        raise Refusal(UNREADABLE) from error
    heads = [str(cell).strip() for cell in rows[0]] if rows else []
    _demand_columns(kind, heads)
    groups = _grouped(heads, rows[1:])
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


def _demand_plain(content: bytes) -> None:
    """Refuse what is no .xlsx and what would unpack or unfold to more than a list ever needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(info.file_size for info in packed.infolist())
            if WORKBOOK not in packed.namelist() or size > MOST_BYTES or packed.testzip():
                raise Refusal(UNREADABLE)
            sheets = [name for name in packed.namelist() if name.startswith("xl/worksheets/")]
            if any(_far(match) for name in sheets for match in PLACES.finditer(packed.read(name))):
                raise Refusal(f"В таблице больше {MOST_LINES} строк или {MOST_COLUMNS} столбцов. Разделите её.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
        raise Refusal(UNREADABLE) from error


def _far(match: re.Match[bytes]) -> bool:
    """True for a cell so far out that the space before it would fill the memory."""
    letters, number = match.groups()
    column = 0
    for letter in letters or b"":
        column = column * 26 + letter - 64
    return column > MOST_COLUMNS or int(number) > MOST_LINES


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


def _grouped(heads: list[str], rows: Iterable[Cells]) -> list[tuple[int, list[Cells]]]:
    """Lines of one paper together, with the number of the first: those with the same «Бумага», else each alone.

    A line without it goes on with the paper above.
    """
    place = heads.index(KEY) if KEY in heads else None
    found: dict[str, tuple[int, list[Cells]]] = {}
    last = ""
    for number, row in enumerate(rows, 2):
        if not any(str(cell).strip() for cell in row):
            continue
        last = str(number) if place is None else _text(row[place]) or last
        found.setdefault(last, (number, []))[1].append(row)
    return list(found.values())


def _values(kind: PaperKind, subject: str, heads: list[str], group: list[Cells]) -> dict[str, object]:
    first = dict(zip(heads, group[0], strict=False))
    values: dict[str, object] = {}
    for variable in _single(kind):
        value = _value(variable, first.get(variable.label, ""))
        values[variable.name] = value if value not in ("", None, []) else variable.default_in(subject)
    for variable in kind.variables:
        if variable.sort == "rows":
            found = [
                [_line(dict(zip(heads, row, strict=False)).get(column, "")) for column in variable.columns]
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
            return person_of(_line(cell))
        case "people":
            return [person for person in map(person_of, text.splitlines()) if person]
        case "boolean":
            return text.lower() in ("да", "1", "+", "true")
        case "long_text":
            return text
        case _:
            return _line(cell)


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


def _line(cell: object) -> str:
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
