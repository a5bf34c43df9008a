"""From a file to a `Document`: the kind is decided by content, every failure is one Russian sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from office_files import refusals
from office_files.blocks import Document
from office_files.errors import Unreadable
from office_files.kinds import Contents, identify
from office_files.limits import DOCUMENT, Bounds
from office_files.source import load

Reader = Callable[[Contents], Document]
NO_READERS: Mapping[str, Reader] = {}


def open_document(path: Path, bounds: Bounds = DOCUMENT, readers: Mapping[str, Reader] = NO_READERS) -> Document:
    """Everything the file says, in reading order. Raises `Unreadable` and nothing else, whatever the bytes are.

    `readers` adds kinds that this library does not read, or reads them in another way: a reader by its kind.
    Sizes are bounded, but a program that reads files of strangers should do so in a child process
    (`office_files.sandbox`), which bounds time and memory as well.
    """
    return read_document(load(Path(path), bounds), bounds, readers)


def read_document(data: bytes, bounds: Bounds = DOCUMENT, readers: Mapping[str, Reader] = NO_READERS) -> Document:
    """What `open_document` returns, of bytes that are already here."""
    try:
        contents = identify(data, bounds)
        reader = readers.get(contents.kind) or _READERS.get(contents.kind)
        if reader is None:
            raise Unreadable(refusals.UNKNOWN_BINARY)
        return reader(contents)
    except RecursionError as error:
        raise Unreadable(refusals.XML_DEEP) from error
    except MemoryError as error:
        raise Unreadable(refusals.MEMORY_OUT) from error


def _word(contents: Contents) -> Document:
    from office_files.word.body import read_docx

    assert contents.archive is not None
    return read_docx(contents.archive, contents.part)


def _book(contents: Contents) -> Document:
    from office_files.books import open_book
    from office_files.sheets.printout import print_book

    book = open_book(contents)
    assert book is not None
    return print_book(book)


def _odf(contents: Contents) -> Document:
    from office_files.odf.body import read_odf

    return read_odf(contents)


def _html(contents: Contents) -> Document:
    from office_files.text.html import read_html, redeclare

    return read_html(redeclare(contents.data, contents.text))


def _mht(contents: Contents) -> Document:
    from office_files.text.mht import read_mht

    return read_mht(contents.data)


def _converted(contents: Contents) -> Document:
    from office_files.libreoffice import read_with_office

    return read_with_office(contents.data, contents.kind)


def _delimited(contents: Contents) -> Document:
    from office_files.text.delimited import read_delimited

    return read_delimited(contents.text, contents.delimiter)


def _plain(contents: Contents) -> Document:
    from office_files.text.plain import read_text

    return read_text(contents.text, markdown=contents.kind == "md")


_READERS: Mapping[str, Reader] = {
    "docx": _word,
    **dict.fromkeys(("xlsx", "xlsb", "xls"), _book),
    **dict.fromkeys(("odt", "ods", "flat-odf"), _odf),
    "html": _html,
    "mht": _mht,
    **dict.fromkeys(("doc", "rtf", "wordml", "spreadsheetml"), _converted),
    "csv": _delimited,
    **dict.fromkeys(("md", "txt"), _plain),
}
