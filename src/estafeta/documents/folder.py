"""«Папка проверяющего»: the checklist of an inspection, what answers each item, everything as one archive."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import IO

from django.db.models.fields.files import FieldFile
from django.urls import reverse

from docforge import docx
from docforge.kinds import PaperKind
from docforge.office import body
from docforge.paper import Block, Column, Heading, Paper, Row, Table, cell
from estafeta.core.files import safe_ending
from estafeta.documents.composing import word_of
from estafeta.documents.files import LONGEST, paper_name, safe
from estafeta.documents.models import Document, FolderFile
from estafeta.documents.offers import FOLDER, FolderThing
from estafeta.documents.packs import Item, items_here, paper_kinds
from estafeta.documents.queries import registered
from estafeta.organisations.models import Organisation
from estafeta.workbench.uploads.names import clean_name

EPOCH = (1980, 1, 1, 0, 0, 0)
# Deflating these again costs seconds and saves nothing.
PACKED = frozenset({".docx", ".xlsx", ".odt", ".pdf", ".jpg", ".jpeg", ".png", ".zip"})
SIGNED = ", подписано"
Content = FieldFile | Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Found:
    """What answers an item: `parts` gives its files as (name, content); `remove` where a person removes hers."""

    label: str
    url: str
    parts: tuple[tuple[str, Content], ...]
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


def checklist(organisation: Organisation, today: dt.date) -> Checklist:
    """What an inspection asks of the organisation, with what there is."""
    papers = list(registered(organisation).order_by("date", "pk"))
    files = list(FolderFile.objects.filter(organisation=organisation))
    known = paper_kinds()
    found: dict[str, list[Line]] = {}
    for item in items_here():
        if item.subjects and organisation.kind not in item.subjects:
            continue
        answers = (
            *_papers(item, papers, today),
            *_offered(item, organisation, today),
            *_files(item, files, organisation),
        )
        suits = tuple(known[code] for code in item.papers if code in known and known[code].suits(organisation.kind))
        found.setdefault(item.group, []).append(Line(item, answers, suits))
    return Checklist(found)


def _papers(item: Item, papers: list[Document], today: dt.date) -> Iterator[Found]:
    for row in papers:
        if row.kind in item.papers:
            name = paper_name(row.title, row.requisites, LONGEST - len(SIGNED))
            parts: list[tuple[str, Content]] = [(f"{name}.docx", _word(row, today))]
            if row.scan:
                parts.append((f"{name}{SIGNED}{safe_ending(row.scan_name)}", row.scan))
            yield Found(str(row), row.get_absolute_url(), tuple(parts))


def _word(row: Document, today: dt.date) -> Content:
    return row.word or partial(word_of, row, today)


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
            yield Found(row.file_name, address, ((row.file_name, row.file),), remove)


def archive(organisation: Organisation, today: dt.date) -> IO[bytes]:
    """The whole folder as an open temporary ZIP: contents first, then a folder an item, in the order of the checklist.

    Files go through piece by piece, none of them sits in memory.
    """
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    found = checklist(organisation, today)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        _put(packed, "00 Оглавление.docx", lambda: docx.render(contents(organisation, found, today)))
        for place, line in enumerate(found.all, 1):
            names: set[str] = set()
            for name, content in (part for answer in line.found for part in answer.parts):
                _put(packed, f"{place:02d} {safe(line.item.title)}/{_free(name, names)}", content)
    made.seek(0)
    return made


def _free(name: str, names: set[str]) -> str:
    """A name that no file beside it has, whatever case a system minds; it leads into no other folder."""
    name = clean_name(name)
    ending = safe_ending(name)
    stem = safe(name.removesuffix(ending))
    tried = (f"{stem} ({place}){ending}" if place > 1 else f"{stem}{ending}" for place in count(1))
    free = next(one for one in tried if one.casefold() not in names)
    names.add(free.casefold())
    return free


def _put(packed: zipfile.ZipFile, name: str, content: Content) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_STORED if safe_ending(name) in PACKED else zipfile.ZIP_DEFLATED
    with packed.open(info, "w", force_zip64=True) as member:
        if isinstance(content, FieldFile):
            with content.open("rb") as kept:
                shutil.copyfileobj(kept, member)
        else:
            member.write(content())


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
