"""The two small Word files of the demo: a proof, and next year's plan that waits to be checked."""

from __future__ import annotations

import datetime as dt

from docforge.docx import render
from docforge.paper import Approval, Column, Heading, Page, Paper, Paragraph, Row, Table, cell, runs
from estafeta.organisations.models import Organisation

COLUMNS = (("№ п/п", 1.0), ("Мероприятия", 6.0), ("Сроки", 3.0), ("Ответственные", 3.5), ("Результат", 4.0))


def proof_paper(title: str, about: str, organisation: Organisation, day: dt.date) -> bytes:
    """Return a page that proves that something was done."""
    text = f"{organisation.short_name}. {about}. Дата: {day:%d.%m.%Y}."
    return render(Paper(title, (Heading(title), Paragraph(runs(text))), made_on=day))


def next_year_plan(organisation: Organisation, year: int) -> bytes:
    """Return the plan of the school year that begins in `year`; two of its cells want a careful eye."""
    title = f"Дорожная карта внедрения целевой модели наставничества на {year}-{year + 1} учебный год"
    rows = (
        ("Раздел 1. Подготовка условий", ""),
        ("1.1", "Издать приказ о продолжении работы пар", f"до 10 сентября {year} г.", "Громов П.А.", "Приказ"),
        ("1.2", "Провести педагогический совет", f"до 25 сентября {year} г.", "Петрова А.С.", "Протокол"),
        ("1.3", "Рассказать родителям о программе", f"до 15 октября {year - 3} г.", "Орлова Т.Д.", "Собрания"),
        ("Раздел 2. Работа пар", ""),
        ("2.1", "Провести обучение наставников", f"ноябрь {year} г.", "Лебедева О.И.", "Удостоверения"),
        ("2.2", "Провести промежуточную диагностику", f"до 25 декабря {year} г.", "", "Сводка анкет"),
        ("2.3", "Провести итоговую встречу пар", f"до 20 мая {year + 1} г.", "Петрова А.С.", "Отчёт куратора"),
    )  # fmt: skip
    table = Table(
        columns=tuple(Column(share) for _, share in COLUMNS),
        header=(Row(tuple(cell(name, bold=True) for name, _ in COLUMNS)),),
        rows=tuple(table_row(row) for row in rows),
    )
    approval = Approval(post=organisation.head_post, organisation=organisation.short_name, name="П.А. Громов")
    return render(Paper(title, (approval, Heading(title), table), page=Page.LANDSCAPE))


def table_row(texts: tuple[str, ...]) -> Row:
    """Return a row of cells, or a band across the table for a heading of a section."""
    if len(texts) == 2:
        return Row((cell(texts[0], bold=True, colspan=len(COLUMNS)),), band=True)
    return Row(tuple(cell(text) for text in texts))
