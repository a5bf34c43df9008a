"""What kind of file it is, told by its bytes only: a name may say anything, a file is what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from office_files import ole, refusals
from office_files.archive import Archive
from office_files.encodings import decode
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT, Bounds
from office_files.packages import package_kind
from office_files.text.delimited import delimiter_of
from office_files.text.plain import is_markdown

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"AT&TFORM",
    b"\x00\x00\x01\x00",
    b"8BPS",
    b"\x00\x00\x00\x0cjP  ",
    b"\xd7\xcd\xc6\x9a",
)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xcf",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
)
_ARCHIVES = (
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
    b"ITSF",
)
_MEDIA = (b"OggS", b"ID3", b"fLaC", b"\x1aE\xdf\xa3", b"\xff\xfb", b"\xff\xf3")
_FTYP_PICTURES = (b"heic", b"heix", b"mif1", b"avif", b"msf1", b"hevc")
_COMMENTS = re.compile(r"(?:\s+|<!--.{0,4000}?-->|<\?xml[^>]{0,200}\?>)*", re.DOTALL)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|meta|div|p|style|title|center|h[1-6]|tr|ul|ol|span|font)\b",
    re.IGNORECASE,
)
_MHT = re.compile(r"^(?:mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contents:
    """A file whose kind is known, with what the reader of that kind begins from.

    `kind`: docx, xlsx, xlsb, odt, ods (with `archive` and the main `part`), xls, doc, pdf, rtf (bytes alone), and of
    text (with `text`) html, mht, wordml, spreadsheetml, flat-odf, md, csv (with `delimiter`), txt.
    """

    kind: str
    data: bytes
    archive: Archive | None = None
    part: str = ""
    text: str = ""
    delimiter: str = ""


def identify(data: bytes, bounds: Bounds = DOCUMENT) -> Contents:
    """Tell what the bytes are. Refuses what is empty, too large, locked, broken or no document at all."""
    if not data:
        raise Unreadable(refusals.EMPTY)
    if len(data) > bounds.file:
        raise Unreadable(refusals.too_large(bounds.file))
    if data.startswith(_ZIP):
        archive = Archive(data, bounds)
        kind, part = package_kind(archive)
        return Contents(kind, data, archive, part)
    if data.startswith(ole.SIGNATURE):
        return Contents(ole_kind(data), data)
    if b"%PDF-" in data[:1024]:
        return Contents("pdf", data)
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return Contents("rtf", data)
    refuse_foreign(data)
    return _of_text(data, decode(data))


def _of_text(data: bytes, text: str) -> Contents:
    kind = text_kind(text)
    if kind != "text":
        return Contents(kind, data, text=text)
    if is_markdown(text):
        return Contents("md", data, text=text)
    delimiter = delimiter_of(text)
    if delimiter is not None:
        return Contents("csv", data, text=text, delimiter=delimiter)
    return Contents("txt", data, text=text)


def refuse_foreign(data: bytes) -> None:
    """Refuse pictures, programs, archives, media and databases, each with its sentence."""
    for sentence, signatures in (
        (refusals.PICTURE, _PICTURES),
        (refusals.ARCHIVE, _ARCHIVES),
        (refusals.MEDIA, _MEDIA),
    ):
        if data.startswith(signatures):
            raise Unreadable(sentence)
    if data.startswith(_PROGRAMS) and b"\x00" in data[:64]:
        raise Unreadable(refusals.PROGRAM)
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        raise Unreadable(refusals.PICTURE)
    if data[4:8] == b"ftyp":
        raise Unreadable(refusals.PICTURE if data[8:12] in _FTYP_PICTURES else refusals.MEDIA)
    if data.startswith(b"RIFF"):
        raise Unreadable(refusals.PICTURE if data[8:12] == b"WEBP" else refusals.MEDIA)
    if data.startswith((b"SQLite format 3\x00", b"\x00\x01\x00\x00Standard ")):
        raise Unreadable(refusals.DATABASE)


def ole_kind(data: bytes) -> str:
    """«doc» or «xls» for an OLE container. Refuses locked ones and those of other programs."""
    found = ole.streams(data)
    if not found:
        raise Unreadable(refusals.ZIP_BROKEN)
    if "encryptedpackage" in found or "encryptioninfo" in found:
        raise Unreadable(refusals.PASSWORD)
    if "worddocument" in found:
        head = found["worddocument"]
        if len(head) > 11 and head[11] & 0x01:
            raise Unreadable(refusals.PASSWORD)
        return "doc"
    if "workbook" in found or "book" in found:
        return "xls"
    if "powerpoint document" in found:
        raise Unreadable(refusals.PRESENTATION)
    raise Unreadable(refusals.OLE_OTHER)


def text_kind(text: str) -> str:
    """«html», «mht», «wordml», «flat-odf», «spreadsheetml», or «text» for the rest. Refuses other XML."""
    head = text[:8192]
    start = _COMMENTS.match(head)
    body = head[start.end() :] if start else head
    if _MHT.search(head[:2000]) and "multipart/related" in head.lower():
        return "mht"
    if _HTML.match(body) or (body.startswith("<") and "<html" in head.lower()):
        return "html"
    if not head.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        return "text"
    return _xml_kind(head)


def _xml_kind(head: str) -> str:
    if "<!ENTITY" in head or "<!DOCTYPE" in head:
        raise Unreadable(refusals.XML_ENTITIES)
    for mark, kind in (
        ("schemas.microsoft.com/office/word/2003/wordml", "wordml"),
        ("schemas.microsoft.com/office/2006/xmlPackage", "wordml"),
        ("urn:schemas-microsoft-com:office:spreadsheet", "spreadsheetml"),
        ("<office:document", "flat-odf"),
    ):
        if mark in head:
            return kind
    raise Unreadable(refusals.UNKNOWN_XML)
