"""A drafted and a registered order of the school that the tests of this room share, and the same at another tenant."""

from __future__ import annotations

import datetime as dt
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordFile

from estafeta.core.models import JournalLine
from estafeta.demo.cast import Cast
from estafeta.documents import actions
from estafeta.documents.actions import PaperDraft
from estafeta.documents.models import Document
from estafeta.notifications.models import Notice
from estafeta.organisations.actors import Actor
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.uploads import FOLDER, Policy, Upload, accept

DAY = dt.date(2026, 9, 1)
CURATOR = {"name": "Петрова Анна Сергеевна", "post": "заместитель директора по УВР"}
TEACHER = {"name": "Орлова Татьяна Дмитриевна", "post": "учитель русского языка"}
ORDER: dict[str, object] = {
    "aim": "поддержки молодых специалистов",
    "starts": "2026-09-01",
    "forms": "педагог — педагог\nученик — ученик",
    "curator": CURATOR,
    "reports": "по итогам каждого полугодия",
    "site": TEACHER,
}


def draft(**changes: object) -> PaperDraft:
    return PaperDraft({**ORDER, **changes})


def pdf_file(name: str = "скан.pdf", content: bytes = b"%PDF-1.4 signed") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def taken(file: SimpleUploadedFile, policy: Policy = FOLDER) -> Upload:
    """A file that has passed the field of a form."""
    return accept(file, policy)


def word_file(*lines: str, name: str = "шаблон.docx") -> SimpleUploadedFile:
    """A Word template with these lines."""
    made, book = io.BytesIO(), WordFile()
    for line in lines:
        book.add_paragraph(line)
    book.save(made)
    return SimpleUploadedFile(name, made.getvalue())


def words_of(content: bytes) -> str:
    """All texts of a Word file, of its tables too."""
    book = WordFile(io.BytesIO(content))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in book.paragraphs), *cells])


def sheet_file(*rows: tuple[object, ...], name: str = "пары.xlsx") -> SimpleUploadedFile:
    """A spreadsheet with these rows; dates are written as dates."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, place, dt.datetime.combine(value, dt.time()), day)
                else:
                    sheet.write(number, place, value)
    return SimpleUploadedFile(name, made.getvalue())


def body(answer) -> bytes:
    """What an answer carries; a stream that is read to its end closes its file."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def journalled(verb: str) -> list[str]:
    """The sentences of the journal with this verb, the oldest first."""
    lines = JournalLine.objects.filter(verb=f"documents.{verb}").order_by("pk")
    return list(lines.values_list("sentence", flat=True))


def notices(kind: str) -> list[tuple[str, str]]:
    """Whom a notice of this room has reached, and its words."""
    rows = Notice.objects.filter(kind=f"documents.{kind}").select_related("user").order_by("user__last_name")
    return [(row.user.last_name, row.sentence) for row in rows]


@pytest.fixture
def foreign(cast: Cast, act, today: dt.date) -> Document:
    """A registered order of another tenant: it may leak into nothing."""
    with tenant_scope(cast.forest_school):
        stranger = act(cast.stranger, cast.forest_school)
        made = actions.draft_paper(actor=stranger, kind="introduction_order", draft=draft())
        return actions.register_paper(
            actor=stranger, document=made, number="41-од", date=DAY, today=today, scan=taken(pdf_file())
        )


@pytest.fixture
def order(in_school: Cast, curator: Actor) -> Document:
    """A draft of the order on introduction."""
    return actions.draft_paper(actor=curator, kind="introduction_order", draft=draft())


@pytest.fixture
def registered(order: Document, clerk: Actor, today: dt.date) -> Document:
    """The same order with a number."""
    return actions.register_paper(actor=clerk, document=order, number="41-од", date=DAY, today=today)
