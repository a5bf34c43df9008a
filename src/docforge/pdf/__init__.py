"""A paper as a PDF with PT Serif inside, readable aloud (PDF/UA-1), the same bytes for the same paper."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from docforge.faces import fonts
from docforge.paper import Paper
from docforge.pdf.data import paper_values

if TYPE_CHECKING:
    from typst import PDFStandard

_TEMPLATE = Path(__file__).with_name("paper.typ")


def render(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF; equal papers give equal bytes.

    A character that no font at hand can draw makes the strict standard refuse; such a paper comes out without the
    mark of the standard, the character as an empty box, and its text can still be copied.
    """
    values = json.dumps(paper_values(paper), ensure_ascii=False)
    try:
        return _compile(paper, values, ["ua-1"])
    except typst.TypstError:
        return _compile(paper, values, [])


def _compile(paper: Paper, values: str, standards: list[PDFStandard]) -> bytes:
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"paper": values},
        pdf_standards=standards,
        timestamp=_noon(paper),
    )
    return made


def _noon(paper: Paper) -> dt.datetime:
    day = paper.made_on or dt.date(2000, 1, 1)
    return dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
