"""The file to fill in: headings, a line as an example, a sheet that explains each column."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from estafeta.core.imports import Column

LIST, EXPLAINED = "Список", "Пояснения"


def sample(columns: Sequence[Column]) -> bytes:
    """Return an .xlsx whose line of example is passed over when the file comes back; required columns are bold."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        plain, grey = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"font_color": "#575d58"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(LIST)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, max(16, min(40, len(column.title) + 2, 2 * len(column.example) + 12)))
            sheet.write_string(0, place, column.title, bold if column.required else plain)
            sheet.write_string(1, place, column.example, grey)
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(EXPLAINED)
        notes.set_column(0, 0, 30)
        notes.set_column(1, 1, 14)
        notes.set_column(2, 3, 50)
        for place, head in enumerate(("Столбец", "Обязательно", "Как писать", "Ещё узнаем как")):
            notes.write_string(0, place, head, bold)
        for row, column in enumerate(columns, 1):
            needed = "да" if column.required else "нет"
            for place, text in enumerate((column.title, needed, column.note, ", ".join(column.synonyms))):
                notes.write_string(row, place, text, plain)
    return made.getvalue()
