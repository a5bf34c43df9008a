"""From a file to a `Document`: the kind is decided by content, every failure is one Russian sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import refusals
from roadmap_reader.formats.source import load

if TYPE_CHECKING:
    from roadmap_reader.blocks import Document

__all__ = ["open_document"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_document(path: Path) -> Document:
    """Everything the file says, in reading order. Raises `Unreadable` and nothing else, whatever the bytes are.

    Sizes are bounded, but a program that reads files of strangers should call `roadmap_reader.read_safely`,
    which bounds time and memory as well.
    """
    data = load(Path(path))
    try:
        return _read(data)
    except RecursionError as error:
        raise Unreadable(refusals.XML_DEEP) from error
    except MemoryError as error:
        raise Unreadable(refusals.MEMORY_OUT) from error


def _read(data: bytes) -> Document:
    if data.startswith(_ZIP):
        return _read_package(data)
    if data.startswith(_OLE):
        return _read_ole(data)
    if b"%PDF-" in data[:1024]:
        from roadmap_reader.formats.pdf import read_pdf

        return read_pdf(data)
    if data.lstrip()[:5].lower() == b"{\\rtf":
        from roadmap_reader.formats.office import read_with_office

        return read_with_office(data, "rtf")
    from roadmap_reader.formats.detect import refuse_foreign

    refuse_foreign(data)
    return _read_text(data)


def _read_package(data: bytes) -> Document:
    from roadmap_reader.formats.archive import Archive
    from roadmap_reader.formats.package import package_kind

    archive = Archive(data)
    kind, part = package_kind(archive)
    if kind == "docx":
        from roadmap_reader.formats.docx import read_docx

        return read_docx(archive, part)
    if kind == "xlsx":
        from roadmap_reader.formats.xlsx import read_xlsx

        return read_xlsx(archive, part)
    if kind == "xlsb":
        from roadmap_reader.formats.xls import read_xls

        return read_xls(data, "xlsb")
    from roadmap_reader.formats.odf import read_odf

    return read_odf(archive.read(part), archive.read("styles.xml"), kind)


def _read_ole(data: bytes) -> Document:
    from roadmap_reader.formats.detect import ole_kind

    if ole_kind(data) == "xls":
        from roadmap_reader.formats.xls import read_xls

        return read_xls(data, "xls")
    from roadmap_reader.formats.office import read_with_office

    return read_with_office(data, "doc")


def _read_text(data: bytes) -> Document:
    from roadmap_reader.formats.detect import text_kind
    from roadmap_reader.formats.encodings import decode

    text = decode(data)
    kind = text_kind(text)
    if kind == "html":
        from roadmap_reader.formats.html import read_html

        return read_html(redeclared(data, text))
    if kind == "mht":
        from roadmap_reader.formats.mht import read_mht

        return read_mht(data)
    if kind in {"wordml", "spreadsheetml"}:
        from roadmap_reader.formats.office import read_with_office

        return read_with_office(data, kind)
    if kind == "flat-odf":
        from roadmap_reader.formats.odf import read_odf

        return read_odf(data, b"", "odf")
    return _read_plain(text)


def redeclared(data: bytes, text: str) -> str:
    """The page in the encoding it declares, where that gives no replacement marks; else the text as guessed."""
    import re

    found = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{3,20})", data[:4096])
    if found is None or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return text
    try:
        return data.decode(found.group(1).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return text


def _read_plain(text: str) -> Document:
    from roadmap_reader.formats.delimited import delimiter_of, read_delimited
    from roadmap_reader.formats.text import is_markdown, read_text

    if is_markdown(text):
        return read_text(text, markdown=True)
    delimiter = delimiter_of(text)
    if delimiter is not None:
        return read_delimited(text, delimiter)
    return read_text(text, markdown=False)
