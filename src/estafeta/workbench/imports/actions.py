"""An import from the file to the confirming: begin, say what columns mean, mend a line, confirm."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from estafeta.core.imports import Column, ImportKind
from estafeta.core.imports.kinds import KINDS
from estafeta.core.jobs import enqueue
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.core.writing import write
from estafeta.organisations.actors import Actor
from estafeta.workbench.drafts.actions import save_draft, start_draft
from estafeta.workbench.imports.applying import DRAFT, TOGETHER, apply_some, leave_the_rest
from estafeta.workbench.imports.checking import CHECK, Checked, Source, check, rows_of
from estafeta.workbench.imports.lifecycle import IMPORT
from estafeta.workbench.imports.queries import meanings_remembered
from estafeta.workbench.imports.reading import Sheet
from estafeta.workbench.imports.recognising import Rows, heading_of, heads_of, meanings_of
from estafeta.workbench.models import ColumnMeaning, Draft, SheetImport
from estafeta.workbench.writing import create, journal, locked, take_step
from russian.folding import search_key

NOTHING_READY = "Вносить пока нечего: исправьте строки, которые стоит проверить."


def start_import(*, actor: Actor, kind: ImportKind, variant: str, sheets: Sequence[Sheet], name: str) -> Draft:
    """Begin an import with what was read (see `reading`): choose the sheet, the heading, what columns mean."""
    demand(kind.right, actor)
    columns = kind.columns(actor, variant)
    remembered = meanings_remembered(actor.organisation, kind.code)
    choices = []
    for place, sheet in enumerate(sheets):
        heading = heading_of(sheet["rows"], columns, remembered)
        meanings = meanings_of(sheet["rows"], heading, columns, remembered)
        choices.append((sum(map(bool, meanings)), len(sheet["rows"]), -place, heading, meanings))
    _, _, place, heading, meanings = max(choices)
    source: Source = {"import": kind.code, "variant": variant, "file": name, "sheets": list(sheets)}
    source |= {"sheet": -place, "heading": heading, "meanings": meanings, **_nothing_said()}
    return start_draft(actor=actor, kind=DRAFT, title=name, data=source)


def choose_columns(
    *, actor: Actor, draft: Draft, sheet: int, heading: int | None, meanings: Mapping[int, str] | None
) -> None:
    """Take another sheet, another row as the heading, or say what columns mean; the organisation remembers the last.

    Another sheet or heading is recognised anew. Refuses a sheet and a row that the file does not have.
    """
    kind = KINDS[draft.data["import"]]
    demand(kind.right, actor)
    columns = kind.columns(actor, draft.data["variant"])
    remembered = meanings_remembered(actor.organisation, kind.code)

    def change(source: Source) -> None:
        if not 0 <= sheet < len(source["sheets"]):
            raise Refusal("Такого листа в файле нет.")
        if sheet != source["sheet"] or heading not in (None, source["heading"]):
            source["sheet"] = sheet
            source |= _recognised(rows_of(source), heading, columns, remembered)
        elif meanings is not None:
            source["meanings"] = [meanings.get(place, key) for place, key in enumerate(source["meanings"])]

    with transaction.atomic():
        row = save_draft(actor=actor, draft=draft, change=change)
        if meanings is not None:
            _remember(actor, kind, row.data)


def _recognised(rows: Rows, heading: int | None, columns: Sequence[Column], remembered: Mapping[str, str]) -> Source:
    """Which row is the heading, unless that is said, and what its columns mean; whatever was said before is void."""
    place = heading_of(rows, columns, remembered) if heading is None else heading
    if not -1 <= place < len(rows):
        raise Refusal("Такой строки в таблице нет.")
    return {"heading": place, "meanings": meanings_of(rows, place, columns, remembered), **_nothing_said()}


def _nothing_said() -> Source:
    """What a person has said of the lines, before she has said anything."""
    return {"edits": {}, "choices": {}, "kept": {}, "left": []}


def _remember(actor: Actor, kind: ImportKind, source: Source) -> None:
    """Keep what every heading of the file means; the generated names of columns without one are not kept."""
    heads = heads_of(rows_of(source), source["heading"])
    given = rows_of(source)[source["heading"]][1] if source["heading"] >= 0 else []
    for place, key in enumerate(source["meanings"]):
        head = search_key(heads[place])[:200]
        if place < len(given) and given[place] and head:
            ColumnMeaning.objects.update_or_create(
                organisation=actor.organisation, kind=kind.code, head=head, defaults={"key": key}
            )


@dataclass(frozen=True, slots=True)
class Mending:
    """What a person says of one line: texts of cells by (row, key), whom it is about, what the base keeps, whether
    it is left out. None: nothing is said of it.
    """

    cells: Mapping[tuple[int, str], str]
    choice: str | None = None
    kept: Collection[str] | None = None
    left: bool | None = None


def mend_line(*, actor: Actor, draft: Draft, number: int, mending: Mending) -> None:
    """Keep what a person says of a line. The file itself stays as it was."""
    demand(KINDS[draft.data["import"]].right, actor)

    def change(source: Source) -> None:
        for (row, key), text in mending.cells.items():
            source["edits"].setdefault(str(row), {})[key] = text
        if mending.choice is not None:
            source["choices"][str(number)] = mending.choice
        if mending.kept is not None:
            source["kept"][str(number)] = sorted(mending.kept)
        if mending.left is not None:
            source["left"] = sorted({*source["left"], str(number)} - ({str(number)} if not mending.left else set()))

    save_draft(actor=actor, draft=draft, change=change)


@transaction.atomic
def confirm_import(*, actor: Actor, draft: Draft, version: int) -> SheetImport:
    """Write everything that is ready, or hand it to the long work of the kind; what is not stays as a new draft.

    Refuses with Stale when the table was changed since the person saw it, and when nothing is ready.
    """
    row = locked(draft, version)
    kind = KINDS[row.data["import"]]
    demand(kind.right, actor)
    checked = check(kind, actor, row.data)
    if not checked.ready:
        raise Refusal(NOTHING_READY)
    made = _begun(actor, kind, row, checked)
    items = [line.item for line in checked.ready]
    address = kind.hand_over(actor, made.variant, items, made.file_name)
    if address:
        waiting = leave_the_rest(actor, made.source, made.source["rest"])
        take_step(made, IMPORT, "finish", actor=None, values={"address": address, "waiting": waiting, "source": {}})
    elif made.total <= TOGETHER:
        apply_some(actor, made)
    else:
        job = enqueue(
            "workbench.apply_import",
            {"sheet_import": made.pk},
            key=f"import-{made.pk}",
            user=actor.user,
            tenant=actor.organisation.path,
            title=f"{kind.title}: «{made.file_name}»",
        )
        write(made, {"job": job}, actor)
    return made


def _begun(actor: Actor, kind: ImportKind, draft: Draft, checked: Checked) -> SheetImport:
    source = {**draft.data, "planned": [[line.status, line.numbers] for line in checked.ready]}
    source["rest"] = [number for line in checked.lines if line.status == CHECK for number in line.numbers]
    made = SheetImport(
        organisation=actor.organisation,
        kind=kind.code,
        variant=source["variant"],
        file_name=draft.title,
        draft_number=draft.pk,
        source=source,
        total=len(checked.ready),
        made_by=actor.user,
    )
    create(made)
    journal(
        actor,
        "workbench.confirm_import",
        made,
        f"{kind.title}: вносится из «{made.file_name}».",
        after={"rows": made.total},
    )
    draft.delete()
    return made
