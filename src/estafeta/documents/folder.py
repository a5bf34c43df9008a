"""«Папка проверяющего»: the checklist of an inspection, what answers each item, everything as one archive."""

from __future__ import annotations

import datetime as dt
import io
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from django.urls import reverse

from docforge import docx, kinds
from docforge.kinds import PaperKind
from docforge.office import body
from docforge.paper import Block, Column, Heading, Paper, Row, Table, cell
from estafeta.documents.composing import word_of
from estafeta.documents.models import Document, FolderFile
from estafeta.documents.offers import FOLDER, FolderThing
from estafeta.documents.queries import registered
from estafeta.organisations.models import Organisation

PACK = Path(__file__).resolve().parents[3] / "packs" / "inspection" / "checklist.toml"
LONGEST = 80
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an inspection asks for."""

    code: str
    group: str
    title: str
    note: str = ""
    papers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What answers an item: `parts` gives its files as (name, bytes); `remove` is where a person's file is removed."""

    label: str
    url: str
    parts: tuple[tuple[str, object], ...]
    remove: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An item with everything that answers it, and the kinds of paper that would."""

    item: Item
    found: tuple[Found, ...]
    kinds: tuple[PaperKind, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of an organisation by group."""

    lines: dict[str, list[Line]]

    @property
    def all(self) -> list[Line]:
        """Every line in order."""
        return [line for lines in self.lines.values() for line in lines]

    @property
    def total(self) -> int:
        """How many items."""
        return len(self.all)

    @property
    def have(self) -> int:
        """How many items something answers."""
        return sum(bool(line.found) for line in self.all)


@cache
def items() -> tuple[Item, ...]:
    """The checklist of the pack. Raises ValueError where it names a paper that does not exist."""
    rows: list[dict[str, Any]] = tomllib.loads(PACK.read_text("utf-8"))["item"]
    found = tuple(
        Item(**{**row, **{name: tuple(row.get(name, ())) for name in ("papers", "subjects")}}) for row in rows
    )
    unknown = {code for item in found for code in item.papers} - set(kinds.load())
    if unknown:
        raise ValueError(f"the checklist asks for unknown papers: {sorted(unknown)}")
    return found


def checklist(organisation: Organisation, today: dt.date) -> Checklist:
    """What an inspection asks of the organisation, with what there is."""
    papers = list(registered(organisation).order_by("date", "pk"))
    files = list(FolderFile.objects.filter(organisation=organisation))
    found: dict[str, list[Line]] = {}
    for item in items():
        if item.subjects and organisation.kind not in item.subjects:
            continue
        answers = (
            *_papers(item, papers, today),
            *_offered(item, organisation, today),
            *_files(item, files, organisation),
        )
        suits = tuple(kinds.load()[code] for code in item.papers if kinds.load()[code].suits(organisation.kind))
        found.setdefault(item.group, []).append(Line(item, answers, suits))
    return Checklist(found)


def _papers(item: Item, papers: list[Document], today: dt.date) -> Iterator[Found]:
    for row in papers:
        if row.kind in item.papers:
            parts: list[tuple[str, object]] = [(f"{safe(str(row))}.docx", _word(row, today))]
            if row.scan:
                parts.append((f"{safe(str(row))}, подписано{PurePath(row.scan_name).suffix[:10]}", row.scan))
            yield Found(str(row), row.get_absolute_url(), tuple(parts))


def _word(row: Document, today: dt.date) -> object:
    return row.word or (lambda: word_of(row, today))


def _offered(item: Item, organisation: Organisation, today: dt.date) -> Iterator[Found]:
    source = FOLDER.get(item.code)
    things: tuple[FolderThing, ...] = tuple(source(organisation, today)) if source else ()
    for thing in things:
        yield Found(thing.label, thing.url, ((thing.file_name, thing.content),))


def _files(item: Item, files: list[FolderFile], organisation: Organisation) -> Iterator[Found]:
    for row in files:
        if row.item == item.code:
            address = reverse("documents:folder_file", args=[organisation.slug, row.pk])
            remove = reverse("documents:folder_remove", args=[organisation.slug, row.pk])
            yield Found(row.file_name, address, ((safe(PurePath(row.file_name).stem) + row.suffix, row.file),), remove)


def archive(organisation: Organisation, today: dt.date) -> bytes:
    """The whole folder as a ZIP: a table of contents, then a folder an item, in the order of the checklist."""
    made = io.BytesIO()
    found = checklist(organisation, today)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, "00 Оглавление.docx", docx.render(contents(organisation, found, today)))
        for place, line in enumerate(found.all, 1):
            names: dict[str, int] = {}
            for answer in line.found:
                for name, content in answer.parts:
                    names[name] = names.get(name, 0) + 1
                    own = name if names[name] == 1 else f"{names[name]} {name}"
                    _put(packed, f"{place:02d} {safe(line.item.title)}/{own}", _bytes(content))
    return made.getvalue()


def _put(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)


def _bytes(content: object) -> bytes:
    if callable(content):
        made: bytes = content()
        return made
    with content.open("rb") as kept:  # type: ignore[attr-defined]
        return bytes(kept.read())


def contents(organisation: Organisation, found: Checklist, today: dt.date) -> Paper:
    """The table of contents: number, item, what there is."""
    rows = [
        Row((cell(f"{place:02d}"), cell(line.item.title), cell("\n".join(one.label for one in line.found) or "нет")))
        for place, line in enumerate(found.all, 1)
    ]
    head = Row(tuple(cell(title, bold=True) for title in ("№", "Что просят показать", "Что есть")))
    blocks: tuple[Block, ...] = (
        Heading(f"Наставничество: документы\n{organisation.full_name}"),
        body(f"Составлено {today:%d.%m.%Y}. Есть {found.have} из {found.total}."),
        Table((Column(1), Column(6), Column(8)), tuple(rows), (head,)),
    )
    return Paper("Оглавление", blocks, author=organisation.short_name, made_on=today)


def safe(text: str) -> str:
    """A name that every file system bears."""
    kept = "".join(" " if letter in '\\/:*?"<>|«»' or ord(letter) < 32 else letter for letter in text)
    return " ".join(kept.split())[:LONGEST].rstrip(" .,") or "файл"
