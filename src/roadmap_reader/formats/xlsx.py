"""Excel workbooks (.xlsx, .xlsm): an own pass over the sheets, because number formats decide what a cell says."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from roadmap_reader.blocks import Block, Document, Doubt
from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import limits, refusals
from roadmap_reader.formats.archive import Archive
from roadmap_reader.formats.cleaning import tidy
from roadmap_reader.formats.limits import Budget
from roadmap_reader.formats.markup import Element, parse_xml, to_transitional
from roadmap_reader.formats.number_formats import BUILT_IN, GENERAL
from roadmap_reader.formats.xlsx_sheet import SheetReader
from roadmap_reader.formats.xlsx_workbook import Workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MACROS = Doubt("весь документ", "В файле есть макросы: они не выполнялись.", "low")
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def read_xlsx(archive: Archive, main_part: str) -> Document:
    """One table for each visible sheet with text."""
    root = parse_xml(to_transitional(archive.read(main_part)))
    folder = posixpath.dirname(main_part)
    entries = _sheets(archive, root, main_part)
    if not any("/worksheets/" in f"/{entry.part}" for entry in entries):
        raise Unreadable(refusals.NO_SHEETS)
    book = _workbook(archive, root, folder)
    doubts = [_MACROS] if any(name.lower().endswith("vbaproject.bin") for name in archive.names) else []
    reader = SheetReader(archive, book, Budget())
    blocks: list[Block] = []
    for entry in entries:
        if "/worksheets/" not in f"/{entry.part}":
            continue
        if entry.hidden:
            doubts.append(Doubt(f"лист «{entry.name}»", "Скрытый лист пропущен.", "medium"))
            continue
        table, remarks = reader.read(entry.name, entry.part)
        doubts.extend(remarks)
        if table is not None:
            blocks.append(table)
    if not blocks:
        raise Unreadable(_why_empty(entries, reader))
    return Document("xlsx", tuple(blocks), tuple(doubts))


def _why_empty(entries: list[SheetEntry], reader: SheetReader) -> str:
    if reader.formulas:
        return refusals.ONLY_FORMULAS
    return refusals.ONLY_HIDDEN if any(entry.hidden for entry in entries) else refusals.NO_CONTENT


def _sheets(archive: Archive, root: Element, main_part: str) -> list[SheetEntry]:
    folder, name = posixpath.split(main_part)
    raw = archive.read(posixpath.join(folder, "_rels", f"{name}.rels"))
    targets = {}
    if raw:
        for relation in parse_xml(raw).iterchildren():
            target = relation.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            targets[relation.get("Id", "")] = path
    found = []
    for sheet in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        part = targets.get(sheet.get(_RELATION, ""))
        if part is not None and archive.find(part):
            hidden = sheet.get("state", "visible") != "visible"
            found.append(SheetEntry(sheet.get("name", ""), part, hidden))
    return found


def _workbook(archive: Archive, root: Element, folder: str) -> Workbook:
    book = Workbook()
    properties = root.find(f"{MAIN}workbookPr")
    book.from_1904 = properties is not None and properties.get("date1904") in _ON
    strings = archive.read(posixpath.join(folder, "sharedStrings.xml"), limits.MAX_PART // 2)
    if strings:
        items = parse_xml(to_transitional(strings)).iterchildren(f"{MAIN}si")
        book.strings = [string_of(item) for item in items]
    styles = archive.read(posixpath.join(folder, "styles.xml"), limits.MAX_PART // 4)
    if styles:
        _read_styles(parse_xml(to_transitional(styles)), book)
    return book


def string_of(item: Element) -> str:
    """Text of a shared or inline string; the phonetic helper of East Asian books is left out."""
    pieces = [
        text.text or ""
        for text in item.iter(f"{MAIN}t")
        if (parent := text.getparent()) is None or parent.tag != f"{MAIN}rPh"
    ]
    return tidy("".join(pieces).replace("_x000D_", ""))


def _read_styles(root: Element, book: Workbook) -> None:
    own = {
        item.get("numFmtId", ""): item.get("formatCode", GENERAL)
        for item in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    fonts = [_is_bold(font) for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    for xf in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        key = xf.get("numFmtId", "0")
        number = int(key) if key.isdecimal() and len(key) < 6 else 0
        book.formats.append(own.get(key, BUILT_IN.get(number, GENERAL)))
        font = xf.get("fontId", "0")
        at = int(font) if font.isdecimal() and len(font) < 6 else 0
        book.bold.append(at < len(fonts) and fonts[at])


def _is_bold(font: Element) -> bool:
    mark = font.find(f"{MAIN}b")
    return mark is not None and mark.get("val", "1") in _ON
