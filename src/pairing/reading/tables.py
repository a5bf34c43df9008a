"""A file as rows of text with the numbers of their lines: .xlsx, .xls, .ods; .csv in UTF-8, UTF-16, Windows-1251."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

LARGEST = 200_000_000
"""Bytes of a file that are read; 300,000 people take about 60 million."""
LONGEST_CELL = 100_000
"""Letters of a cell of a .csv; the limit of the csv module belongs to the whole process and others may move it."""
BOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}


class BadTable(ValueError):
    """A file that cannot be read as a table of people; the text is a Russian sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file, counted from 1, and its cells as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a book, or a whole .csv (then `name` is empty); rows without any text are left out."""

    name: str
    rows: tuple[Row, ...]


def load(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a file. Raises BadTable."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadTable(f"Файл «{path.name}» не найден: проверьте имя и папку.") from error
    if size > LARGEST:
        raise BadTable(f"Файл «{path.name}» слишком велик: больше 200 МБ.")
    if path.suffix.lower() in BOOKS:
        return _book(path)
    if path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        return (Sheet("", _lines(path)),)
    raise BadTable(f"Файл «{path.name}»: подходят таблицы .xlsx и .csv.")


def _book(path: Path) -> tuple[Sheet, ...]:
    """Read a spreadsheet."""
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(str(path))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        return tuple(
            Sheet(name, tuple(_rows(sheet.to_python(skip_empty_area=False)))) for name, sheet in sheets if sheet.height
        )
    except (CalamineError, OSError) as error:
        raise BadTable(f"Файл «{path.name}» повреждён или это не таблица: откройте и пересохраните его.") from error


def _rows(values: Iterable[Sequence[object]]) -> list[Row]:
    """Return the rows that hold any text."""
    rows = []
    for line, cells in enumerate(values, 1):
        texts = tuple(_text(cell) for cell in cells)
        if any(texts):
            rows.append(Row(line, texts))
    return rows


def _text(cell: object) -> str:
    """Return a cell as a person sees it."""
    if isinstance(cell, str):
        return cell.replace("\N{NO-BREAK SPACE}", " ").strip()
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date):
        return cell.strftime("%d.%m.%Y")
    return str(cell)


def _lines(path: Path) -> tuple[Row, ...]:
    """Read a .csv."""
    text = _decoded(path)
    start = "\n".join(text.split("\n", 12)[:12])
    mark = max(";\t,", key=start.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    rows, line = [], 1
    try:
        for cells in reader:
            if max(map(len, cells), default=0) > LONGEST_CELL:
                raise csv.Error("a cell swallowed the rows after it")
            texts = tuple(_text(cell) for cell in cells)
            if any(texts):
                rows.append(Row(line, texts))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadTable(f"Файл «{path.name}», строка {line}: нарушены кавычки или разделители.") from error
    return tuple(rows)


def _decoded(path: Path) -> str:
    """Return the text by its mark of order, else UTF-8, else Windows-1251."""
    data = path.read_bytes()
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")
