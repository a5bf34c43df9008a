"""A list as a paper: Word and PDF, lying sheets, the heading of the table on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from docforge import docx, pdf
from docforge.paper import Align, Heading, Line, Page, Paper, Row, Table, cell
from docforge.paper import Column as Track
from estafeta.core.lists.columns import Column, words
from russian.plurals import counted

MOST_PRINTED = 2_000
"""Rows of one paper: some eighty sheets."""
RENDER: dict[str, Callable[[Paper], bytes]] = {"docx": docx.render, "pdf": pdf.render}
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
NUMBER = 5
"""The width of the column of numbers, in letters as columns count theirs."""


def print_list(
    file: str, title: str, columns: tuple[Column, ...], rows: Iterable[Any], *, today: dt.date, owner: str
) -> bytes:
    """Return the rows as the bytes of a file of a kind: «docx» or «pdf»; each row has its number."""
    shown = [column for column in columns if column.exported and column.printed]
    body = tuple(
        Row((cell(str(number)), *(cell(words(column.value(row), today)) for column in shown)))
        for number, row in enumerate(rows, start=1)
    )
    tracks = (Track(NUMBER, Align.RIGHT), *(Track(column.width) for column in shown))
    head = Row((cell("№", bold=True), *(cell(column.title, bold=True) for column in shown)))
    blocks = (
        Heading(title),
        Line(left=owner, right=f"{counted(len(body), 'строка', 'строки', 'строк')}, на {today:%d.%m.%Y}"),
        Table(tracks, body, (head,), size_pt=9.0),
    )
    return RENDER[file](Paper(title, blocks, Page.LANDSCAPE, author=owner, made_on=today))
