"""The Word file that the curator of the journey brings: her own layout, two cells that want a careful eye."""

from __future__ import annotations

from pathlib import Path

from docx import Document

HEADINGS = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
TITLE = "Дорожная карта наставничества «Ученик — ученик» на 2026-2027 учебный год"
WRONG_YEAR, NOBODY = "1.2", "2.2"
SECTIONS = (
    (
        "Раздел 1. Подготовка",
        (
            ("1.1", "Издать приказ о наставничестве", "до 15 сентября 2026 г.", "Громов П.А.", "Приказ"),
            ("1.2", "Рассказать о программе на классных часах", "до 20 октября 2019 г.", "Рябов М.И.", "Сценарий часа"),
            ("1.3", "Собрать анкеты старшеклассников", "до 23 ноября 2026 г.", "Петрова А.С.", "Анкеты"),
        ),
    ),
    (
        "Раздел 2. Работа пар",
        (
            ("2.1", "Провести первую встречу пар", "до 26 ноября 2026 г.", "Орлова Т.Д.", "Лист встречи"),
            ("2.2", "Провести игру для пар в каникулы", "до 9 января 2027 г.", "", "Фотографии"),
            ("2.3", "Подвести итоги года", "до 25 мая 2027 г.", "Петрова А.С.", "Отчёт"),
        ),
    ),
)  # fmt: skip
NUMBERS = [row[0] for _, rows in SECTIONS for row in rows]
TITLES = [row[1] for _, rows in SECTIONS for row in rows]


def write(path: Path) -> Path:
    """Write the file and return its path."""
    paper = Document()
    paper.add_paragraph("УТВЕРЖДАЮ\nДиректор МБОУ «СОШ № 2 «Заречная»\n____________ П.А. Громов")
    paper.add_heading(TITLE, 1)
    table = paper.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    fill(table.rows[0], HEADINGS)
    for heading, rows in SECTIONS:
        band = table.add_row().cells
        band[0].merge(band[-1]).text = heading
        for row in rows:
            fill(table.add_row(), row)
    paper.save(str(path))
    return path


def fill(row, texts) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
