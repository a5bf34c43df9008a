"""PDF files with a text layer: ruled tables, text between them, tables that run over pages."""

from __future__ import annotations

import io
import struct
import time
from typing import Any

from office_files import refusals
from office_files.blocks import Block, Document, Doubt, Paragraph, Place
from office_files.errors import Unreadable
from office_files.limits import Budget
from roadmap_reader.pdf.page import Page, read_page
from roadmap_reader.pdf.refusals import (
    PDF_BROKEN,
    PDF_LOCKED,
    PDF_SCANNED,
    PDF_UNMAPPED,
    TOO_MANY_PAGES,
    TOO_SLOW_PAGES,
)
from roadmap_reader.pdf.tables import TableChain

SECONDS = 6.5
"""Of processor time: what runs beside the reader takes nothing from a file; the sandbox minds the clock."""
MAX_PAGES = 300
_FEWEST_LETTERS = 20
_WORDS = ("дорожн", "мероприят", "срок", "ответственн", "исполнител", "результат", "этап")
_LONG = 25
# What pdfminer lets through when a damaged file holds one sort of object in the place of another.
_SYMPTOMS = (ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError, OSError, struct.error)


def read_pdf(data: bytes, seconds: float = SECONDS) -> Document:
    """The document in reading order. Refuses locked, broken, scanned and endless files, each with its sentence."""
    deadline = time.thread_time() + seconds
    texts = _plain_texts(data)
    blank = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if sum(len(text.strip()) for text in texts) < _FEWEST_LETTERS:
        raise Unreadable(PDF_SCANNED)
    _refuse_unmapped("".join(texts[:20]))
    pages = _pages(data, texts, deadline)
    doubts = []
    if blank and len(blank) < len(texts):
        numbers = ", ".join(map(str, blank[:10]))
        doubts.append(Doubt(f"стр. {numbers}", "На странице нет текста: возможно, это скан, он не прочитан.", "high"))
    blocks = _assemble(pages)
    if not blocks:
        raise Unreadable(refusals.NO_CONTENT)
    return Document("pdf", tuple(blocks), tuple(doubts))


def _plain_texts(data: bytes) -> list[str]:
    """The bare text of each page, quickly: it tells scans, locked and broken files before the slow reading."""
    import pypdfium2 as pdfium

    try:
        book = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Unreadable(PDF_LOCKED if locked else PDF_BROKEN) from error
    try:
        if len(book) > MAX_PAGES:
            raise Unreadable(TOO_MANY_PAGES)
        if len(book) == 0:
            raise Unreadable(PDF_BROKEN)
        return [_text_of(book, index) for index in range(len(book))]
    except pdfium.PdfiumError as error:
        raise Unreadable(PDF_BROKEN) from error
    finally:
        book.close()


def _text_of(book: Any, index: int) -> str:
    page = book[index]
    layer = page.get_textpage()
    text = layer.get_text_bounded()
    layer.close()
    page.close()
    return str(text)


def _refuse_unmapped(text: str) -> None:
    letters = [char for char in text if not char.isspace()]
    odd = sum(1 for char in letters if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " ")
    if letters and odd > 0.5 * len(letters):
        raise Unreadable(PDF_UNMAPPED)


def _worth_reading(texts: list[str]) -> set[int]:
    """Indices of the pages read in full: all of a short file, else those that speak of measures, and neighbours."""
    if len(texts) <= _LONG:
        return set(range(len(texts)))
    found: set[int] = set()
    for index, text in enumerate(texts):
        small = text.lower()
        if sum(word in small for word in _WORDS) >= 3:
            found.update((index - 1, index, index + 1, index + 2))
    return found


def _pages(data: bytes, texts: list[str], deadline: float) -> list[Page]:
    import logging

    import pdfplumber
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    budget = Budget()
    full = _worth_reading(texts)
    found: list[Page] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as book:
            for index, text in enumerate(texts):
                if index not in full:
                    found.append(_plain_page(index, text))
                    continue
                if time.thread_time() > deadline:
                    raise Unreadable(TOO_SLOW_PAGES)
                page = book.pages[index]
                carried = found[-1].columns if found else None
                found.append(read_page(page, index + 1, budget, carried))
                page.close()
    except (PSException, PDFException, PdfminerException, MalformedPDFException, *_SYMPTOMS) as error:
        raise Unreadable(PDF_BROKEN) from error
    return found


def _plain_page(index: int, text: str) -> Page:
    page = Page(index + 1)
    for line in text.splitlines():
        if line.strip():
            page.items.append(Paragraph(line.strip(), place=Place(page=index + 1)))
    return page


def _assemble(pages: list[Page]) -> list[Block]:
    """Blocks of all pages; a table that continues the last one of the page before is joined to it."""
    blocks: list[Block] = []
    chain: TableChain | None = None
    count = 0
    budget = Budget()

    def finish() -> None:
        nonlocal chain
        if chain is not None:
            table = chain.build(budget)
            if table is not None:
                blocks.append(table)
        chain = None

    for page in pages:
        for position, item in enumerate(page.items):
            if isinstance(item, Paragraph):
                finish()
                budget.pay_paragraph(item.text)
                blocks.append(item)
            elif chain is not None and position == 0 and chain.continued_by(item):
                chain.add(item)
            else:
                finish()
                count += 1
                chain = TableChain(item, count)
    finish()
    return blocks
