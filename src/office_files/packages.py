"""Which office document a zip package holds, told by its members and relationships."""

from __future__ import annotations

import re

from office_files import limits, refusals
from office_files.archive import Archive
from office_files.errors import Unreadable
from office_files.markup import parse_xml

_ODF = {
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.text-template": "odt",
    "application/vnd.oasis.opendocument.text-master": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}
_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_SMALL_PART = 4 * limits.MEGABYTE
_PAGES = re.compile(r"(?:^|/)(?:Index/Document\.iwa|index\.apxl|Index\.zip)$")


def package_kind(archive: Archive) -> tuple[str, str]:
    """Kind («docx», «xlsx», «xlsb», «odt», «ods») and main part. Refuses packages of other programs."""
    names = archive.names
    if "mimetype" in names:
        kind = _odf_kind(archive)
        if kind:
            return kind, "content.xml"
    if archive.find("[Content_Types].xml") or archive.find("_rels/.rels"):
        kind, part = _ooxml_kind(archive)
        if kind == "pptx":
            raise Unreadable(refusals.PRESENTATION)
        if kind:
            return kind, part
        raise Unreadable(refusals.ZIP_BROKEN if len(names) < 3 else refusals.ARCHIVE)
    if any(_PAGES.search(name) for name in names):
        raise Unreadable(refusals.PAGES)
    raise Unreadable(refusals.ARCHIVE)


def _odf_kind(archive: Archive) -> str | None:
    mime = archive.read("mimetype", _SMALL_PART).decode("ascii", "replace").strip()
    if "presentation" in mime:
        raise Unreadable(refusals.PRESENTATION)
    kind = _ODF.get(mime)
    if kind is None:
        return None
    if b"encryption-data" in archive.read("META-INF/manifest.xml", _SMALL_PART):
        raise Unreadable(refusals.PASSWORD)
    if archive.find("content.xml") is None:
        raise Unreadable(refusals.ZIP_BROKEN)
    return kind


def _ooxml_kind(archive: Archive) -> tuple[str, str]:
    part = _main_part(archive)
    for folder, kind in _FOLDERS.items():
        if part.startswith(folder):
            return ("xlsb" if part.endswith(".bin") else kind), part
    for name, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb")):
        if archive.find(name):
            return kind, name
    return "", ""


def _main_part(archive: Archive) -> str:
    raw = archive.read("_rels/.rels", _SMALL_PART)
    if not raw:
        return ""
    for relation in parse_xml(raw).iterchildren():
        if relation.get("Type", "").endswith("/officeDocument"):
            target = relation.get("Target", "").lstrip("/")
            return target if archive.find(target) else ""
    return ""
