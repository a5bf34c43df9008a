"""What a file is, told by its bytes: a name may say anything."""

from __future__ import annotations

from collections.abc import Iterator

from office_files import ole
from office_files.archive import Archive
from office_files.encodings import decode
from office_files.errors import Unreadable
from office_files.kinds import refuse_foreign, text_kind

MACROS = "В файле есть макросы. Сохраните его без них (.docx или .xlsx) и приложите снова."
PASSWORD = "Файл закрыт паролем. Снимите пароль и приложите его снова."
BROKEN = "Файл повреждён или загружен не полностью. Откройте его у себя, сохраните заново и приложите снова."

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_PARTS = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_OLE = (("worddocument", "doc"), ("workbook", "xls"), ("book", "xls"), ("powerpoint document", "ppt"))
_OF_TEXT = {"html": "html", "mht": "html", "wordml": "doc", "spreadsheetml": "xls", "flat-odf": "odt"}
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "activex1.bin")
_MACRO_STREAMS = frozenset({"_vba_project", "vba", "macros", "_vba_project_cur"})
_SIGNATURE = (b"\x30\x82", b"\x30\x83", b"\x30\x80", b"-----BEGIN PKCS7", b"-----BEGIN CMS", b"MII")


def kind_of(data: bytes) -> str:
    """Return what the bytes are: pdf, jpg, png, tiff, webp, heic, docx, xlsx, pptx, odt, ods, odp, doc, xls, ppt, rtf,
    zip, sig, html or text.

    Raises `Unreadable` with a sentence for what nobody takes: programs, media, broken and locked files, macros.
    """
    if data.startswith(_ZIP):
        return _package(data)
    if data.startswith(ole.SIGNATURE):
        return _old_office(data)
    known = _picture(data) or _printed(data)
    if known:
        return known
    if data.startswith(_SIGNATURE):
        return "sig"
    refuse_foreign(data)
    return _OF_TEXT.get(text_kind(decode(data)), "text")


def _picture(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIF else ""


def _printed(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "rtf" if data.lstrip()[:5].lower() == b"{\\rtf" else ""


def _package(data: bytes) -> str:
    archive = Archive(data)
    names = [name.lower() for name in archive.names]
    if any(name.endswith(_MACRO_PARTS) for name in names):
        raise Unreadable(MACROS)
    return next(_office_kinds(archive, names), "zip")


def _office_kinds(archive: Archive, names: list[str]) -> Iterator[str]:
    """The kind that the package declares (OpenDocument) or whose folder it has (Office), else nothing."""
    if "mimetype" in names:
        mime = archive.read("mimetype", 200).decode("ascii", "replace")
        yield from (kind for word, kind in _ODF.items() if f"opendocument.{word}" in mime)
    elif archive.find("[Content_Types].xml"):
        yield from (kind for folder, kind in _PARTS if any(name.startswith(folder) for name in names))


def _old_office(data: bytes) -> str:
    found = ole.streams(data)
    if not found:
        raise Unreadable(BROKEN)
    if {"encryptedpackage", "encryptioninfo"} & set(found):
        raise Unreadable(PASSWORD)
    if _MACRO_STREAMS & set(found):
        raise Unreadable(MACROS)
    kind = next((kind for stream, kind in _OLE if stream in found), "")
    if not kind:
        raise Unreadable(BROKEN)
    return kind
