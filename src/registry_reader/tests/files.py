"""Grids of values written as the files that people bring: books, delimited text, pages, documents."""

import csv
import datetime as dt
import html
import io
from dataclasses import dataclass, field

import xlsxwriter

from office_files.tests import makers


@dataclass
class Grid:
    """Rows of values, merged ranges (first row, first column, last row, last column), what is hidden."""

    rows: list[list] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    name: str = "Лист1"
    hidden_rows: tuple[int, ...] = ()
    hidden: bool = False

    def spans(self):
        return {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in self.merges}

    def covered(self):
        return {
            (row, column)
            for top, left, bottom, right in self.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - {(top, left) for top, left, _, _ in self.merges}

    def width(self):
        return max(map(len, self.rows), default=0)


def shown(value):
    """What a program that has no types prints."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def book(*grids):
    """An .xlsx; days are true dates, numbers true numbers."""
    out = io.BytesIO()
    plain = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as workbook:
        day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        clock = workbook.add_format({"num_format": "dd.mm.yyyy hh:mm:ss"})
        for grid in grids:
            sheet = workbook.add_worksheet(grid.name)
            for row, values in enumerate(grid.rows):
                for column, value in enumerate(values):
                    _write(sheet, row, column, value, day, clock)
            for top, left, bottom, right in grid.merges:
                value = grid.rows[top][left] if left < len(grid.rows[top]) else None
                sheet.merge_range(top, left, bottom, right, "")
                _write(sheet, top, left, value, day, clock)
            for row in grid.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            if grid.hidden:
                sheet.hide()
    return out.getvalue()


def _write(sheet, row, column, value, day, clock):
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value, clock)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, value)


def delimited(grid, delimiter=";", encoding="utf-8-sig"):
    """A .csv; of merged cells the corner alone."""
    out = io.StringIO()
    covered = grid.covered()
    writer = csv.writer(out, delimiter=delimiter)
    for row, values in enumerate(grid.rows):
        cells = [shown(value) if (row, column) not in covered else "" for column, value in enumerate(values)]
        writer.writerow(cells + [""] * (grid.width() - len(cells)))
    return out.getvalue().encode(encoding, "replace")


def page(grid, charset="utf-8"):
    """An .html with one table, merged cells as spans."""
    spans, covered = grid.spans(), grid.covered()
    lines = [f'<html><head><meta charset="{charset}"></head><body><table border="1">']
    for row, values in enumerate(grid.rows):
        cells = []
        for column in range(grid.width()):
            if (row, column) in covered:
                continue
            value = values[column] if column < len(values) else None
            rows, columns = spans.get((row, column), (1, 1))
            text = html.escape(shown(value)).replace("\n", "<br>")
            cells.append(f'<td rowspan="{rows}" colspan="{columns}">{text}</td>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table></body></html>"]).encode(charset, "replace")


def document(grid, above=()):
    """A .docx with the lines above as paragraphs and one table."""
    body = "".join(makers.paragraph(html.escape(line)) for line in above)
    spans = grid.spans()
    downwards = {
        (row, left): (right - left + 1)
        for top, left, bottom, right in grid.merges
        for row in range(top + 1, bottom + 1)
    }
    covered = grid.covered()
    rows = []
    for row, values in enumerate(grid.rows):
        cells = []
        for column in range(grid.width()):
            if (row, column) in downwards:
                wide = downwards[row, column]
                cells.append(makers.cell("<w:p/>", f'<w:gridSpan w:val="{wide}"/><w:vMerge/>'))
            elif (row, column) not in covered:
                value = values[column] if column < len(values) else None
                cells.append(_word_cell(shown(value), *spans.get((row, column), (1, 1))))
        rows.append(cells)
    return makers.docx(body + makers.table(*rows))


def _word_cell(text, rows, columns):
    merge = '<w:vMerge w:val="restart"/>' if rows > 1 else ""
    inner = "".join(makers.paragraph(html.escape(line)) for line in text.split("\n")) or "<w:p/>"
    return makers.cell(inner, f'<w:gridSpan w:val="{columns}"/>{merge}')


def sheet_of_odf(grid):
    """An .ods; every value as text."""
    spans, covered = grid.spans(), grid.covered()
    lines = []
    for row, values in enumerate(grid.rows):
        cells = []
        for column in range(grid.width()):
            value = values[column] if column < len(values) else None
            if (row, column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            rows, columns = spans.get((row, column), (1, 1))
            inner = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in shown(value).split("\n") if line)
            cells.append(
                f'<table:table-cell office:value-type="string" table:number-rows-spanned="{rows}"'
                f' table:number-columns-spanned="{columns}">{inner}</table:table-cell>'
            )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return makers.odt(f'<table:table table:name="{grid.name}">{"".join(lines)}</table:table>', kind="spreadsheet")
