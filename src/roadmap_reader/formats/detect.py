"""What kind of file it is, told by its bytes only; a file name is never looked at."""

from __future__ import annotations

import re

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import ole, refusals

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
