"""Excel workbooks (.xlsx, .xlsm): an own pass over the sheets, because number formats decide what a cell says."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from office_files import limits, refusals
from office_files.archive import Archive
from office_files.characters import tidy
from office_files.errors import Unreadable
from office_files.markup import Element, Stream, parse_xml, to_transitional
from office_files.sheets.book import Book
from office_files.sheets.number_formats import BUILT_IN, GENERAL
from office_files.sheets.xlsx_sheet import Shared, XlsxSheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ON = frozenset({"1", "true"})
_MOST_STYLES = 18 * limits.MEGABYTE


def open_xlsx(archive: Archive, main_part: str) -> Book:
    """The book whose list of sheets is `main_part` of the package. Refuses one of charts only."""
    root = parse_xml(to_transitional(archive.read(main_part)))
    shared = _shared(archive, root, posixpath.dirname(main_part))
    sheets = [
        XlsxSheet(name, part, archive, shared, hidden=hidden)
        for name, part, hidden in _entries(archive, root, main_part)
        if "/worksheets/" in f"/{part}"
    ]
    if not sheets:
        raise Unreadable(refusals.NO_SHEETS)
    return Book("xlsx", sheets, any(name.lower().endswith("vbaproject.bin") for name in archive.names))


def _entries(archive: Archive, root: Element, main_part: str) -> Iterator[tuple[str, str, bool]]:
    """Name and part of each sheet that the workbook lists, and whether it is hidden."""
    folder, name = posixpath.split(main_part)
    raw = archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    targets = {}
    if raw:
        for relation in parse_xml(raw).iterchildren():
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets[relation.get("Id", "")] = path
    for sheet in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        part = targets.get(sheet.get(_RELATION, ""))
        if part is not None and archive.find(part):
            yield sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"


def _shared(archive: Archive, root: Element, folder: str) -> Shared:
    shared = Shared()
    properties = root.find(f"{MAIN}workbookPr")
    shared.from_1904 = properties is not None and properties.get("date1904") in _ON
    stream = Stream(f"{MAIN}si")
    for piece in archive.chunks(posixpath.join(folder, "sharedStrings.xml"), archive.bounds.part):
        shared.strings += map(_string_of, stream.feed(piece))
    stream.close()
    styles = archive.read(posixpath.join(folder, "styles.xml"), _MOST_STYLES)
    if styles:
        _read_styles(parse_xml(to_transitional(styles)), shared)
    return shared


def _string_of(item: Element) -> str:
    """Text of a shared string; the phonetic helper of East Asian books is left out."""
    pieces = [
        text.text or ""
        for text in item.iter(f"{MAIN}t")
        if (parent := text.getparent()) is None or parent.tag != f"{MAIN}rPh"
    ]
    return tidy("".join(pieces).replace("_x000D_", ""))


def _read_styles(root: Element, shared: Shared) -> None:
    own = {
        item.get("numFmtId", ""): item.get("formatCode", GENERAL)
        for item in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    fonts = [_is_bold(font) for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    for xf in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        key = xf.get("numFmtId", "0")
        number = int(key) if key.isdecimal() and len(key) < 6 else 0
        shared.formats.append(own.get(key, BUILT_IN.get(number, GENERAL)))
        font = xf.get("fontId", "0")
        at = int(font) if font.isdecimal() and len(font) < 6 else 0
        shared.bold.append(at < len(fonts) and fonts[at])


def _is_bold(font: Element) -> bool:
    mark = font.find(f"{MAIN}b")
    return mark is not None and mark.get("val", "1") in _ON
