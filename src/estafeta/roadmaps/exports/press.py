"""From a roadmap to a file that a browser saves."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from docforge import docx, pdf, xlsx
from docforge.paper import Paper
from estafeta.core.refusals import Refusal
from estafeta.roadmaps.exports.layouts import LAYOUTS, paper_of
from estafeta.roadmaps.exports.sheet import RoadmapSheet, sheet_of
from estafeta.roadmaps.models import Roadmap

_OFFICE = "application/vnd.openxmlformats-officedocument"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called for a person, for a browser, and who makes it."""

    label: str
    content_type: str
    render: Callable[[Paper], bytes]


FORMATS = MappingProxyType(
    {
        "docx": Format("Word", f"{_OFFICE}.wordprocessingml.document", docx.render),
        "xlsx": Format("Excel", f"{_OFFICE}.spreadsheetml.sheet", xlsx.render),
        "pdf": Format("PDF", "application/pdf", pdf.render),
    }
)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file ready to be sent: its name in Russian, safe on every system, its type and its bytes."""

    name: str
    content_type: str
    content: bytes


def export(roadmap: Roadmap, layout: str, format: str, today: dt.date) -> ExportedFile:
    """Print a roadmap in a layout as a file of a format. Refuses an unknown layout or format, and what does not fit."""
    if layout not in LAYOUTS:
        raise Refusal("Такого вида печати нет. Выберите вид из списка.")
    if format not in FORMATS:
        raise Refusal("Карта выгружается в Word, Excel и PDF. Выберите один из них.")
    sheet = sheet_of(roadmap)
    made = FORMATS[format]
    try:
        content = made.render(paper_of(sheet, layout, today))
    except xlsx.TooLong as too_long:
        raise Refusal(too_long.sentence) from too_long
    return ExportedFile(file_name(sheet, format), made.content_type, content)


def file_name(sheet: RoadmapSheet, extension: str) -> str:
    """«Дорожная карта 2026–2027, МБОУ СОШ № 3.docx», without what a file system cannot bear."""
    words = _UNSAFE.sub(" ", f"Дорожная карта {sheet.years}, {sheet.organisation}")
    return f"{' '.join(words.split())[:_LONGEST_NAME].rstrip(' .,')}.{extension}"


def word_file(name: str, paper: Paper) -> ExportedFile:
    """Return a paper as a Word file."""
    return ExportedFile(name.replace("/", "-"), FORMATS["docx"].content_type, docx.render(paper))
