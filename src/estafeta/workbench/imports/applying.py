"""The work itself: lines are written a few at a time, each by an action of its app; and all of it is taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from estafeta.core.imports import ImportKind
from estafeta.core.imports.kinds import KINDS
from estafeta.core.jobs import enqueue, progress
from estafeta.core.lifecycles import check as check_state
from estafeta.core.refusals import Forbidden, Refusal
from estafeta.core.rights import demand
from estafeta.core.writing import write
from estafeta.organisations.actors import Actor
from estafeta.workbench.drafts.actions import start_draft
from estafeta.workbench.imports.checking import DIFFERS, NEW, Line, Source, check, with_rows
from estafeta.workbench.imports.lifecycle import IMPORT, UNDO
from estafeta.workbench.models import SheetImport
from estafeta.workbench.undoing import restore
from estafeta.workbench.writing import Changes, journal, locked, take_step
from russian.plurals import counted

DRAFT = "workbench.import"
"""The kind of draft that an import is until it is confirmed."""
TOGETHER = 50
"""Lines of one transaction: a base that is written by one at a time is never held for long.

So many are written while the person waits, all or nothing; more go to the background, transaction by transaction.
"""
CHANGED_MEANWHILE = "пока вы проверяли, такая запись появилась или изменилась"
Became = dict[str, Any]


def apply_all(*, actor: Actor, made: SheetImport) -> None:
    """Write all lines, as many at a time as one transaction bears; what was written is not written again."""
    while apply_some(actor, made):
        progress.check()
    kind = KINDS[made.kind]
    progress.result(f"{kind.title}: {_summary(kind, made)}", made.get_absolute_url())


def apply_some(actor: Actor, made: SheetImport) -> bool:
    """Write the next lines in one transaction; False when all are written. A line that is refused waits, named."""
    with transaction.atomic():
        row = locked(made)
        if row.state != SheetImport.State.APPLYING:
            made.refresh_from_db()
            return False
        kind = KINDS[row.kind]
        demand(kind.right, actor)
        planned = row.source["planned"][len(row.rows) : len(row.rows) + TOGETHER]
        lines = _lines(kind, actor, row, {number for _, numbers in planned for number in numbers})
        became = [_written(kind, actor, row, lines[numbers[0]], status) for status, numbers in planned]
        write(row, {"rows": [*row.rows, *became]}, actor)
        done = len(row.rows) >= row.total
        if done:
            _finish(actor, row)
        made.refresh_from_db()
    progress.report(len(made.rows), made.total, "Вносим строки")
    return not done


def _lines(kind: ImportKind, actor: Actor, row: SheetImport, numbers: Collection[int]) -> dict[int, Line]:
    """The lines of these rows as they stand now, by their numbers."""
    return {line.number: line for line in check(kind, actor, with_rows(row.source, numbers)).lines}


def _written(kind: ImportKind, actor: Actor, row: SheetImport, line: Line, promised: str) -> Became:
    became: Became = {
        "number": line.number,
        "numbers": line.numbers,
        "label": line.label,
        "became": "waits",
        "steps": [],
        "why": "",
    }
    if line.status != promised:
        return became | {"why": CHANGED_MEANWHILE}
    changes = Changes(actor)
    try:
        with transaction.atomic():
            if line.status == NEW:
                kind.add(actor, row.variant, line.item, changes)
            elif line.known is not None:
                kind.change(actor, line.known, line.taken, changes)
    except (Refusal, Forbidden) as refusal:
        return became | {"why": refusal.sentence if isinstance(refusal, Refusal) else refusal.reason}
    return became | {"became": "changed" if promised == DIFFERS else "new", "steps": changes.steps}


def _finish(actor: Actor, row: SheetImport) -> None:
    refused = [number for line in row.rows if line["became"] == "waits" for number in line["numbers"]]
    waiting = leave_the_rest(actor, row.source, {*row.source["rest"], *refused})
    take_step(row, IMPORT, "finish", actor=None, values={"source": {}, "waiting": waiting})
    row.refresh_from_db()
    journal(
        actor,
        "workbench.finish_import",
        row,
        f"{KINDS[row.kind].title}: внесено из «{row.file_name}».",
        after={"new": row.count("new"), "changed": row.count("changed"), "waits": row.count("waits")},
    )


def leave_the_rest(actor: Actor, source: Source, numbers: Collection[int]) -> int | None:
    """Make a draft of the rows of these numbers, with all that was said of them; return its number, if any is left."""
    if not numbers:
        return None
    data = {key: value for key, value in with_rows(source, numbers).items() if key not in ("planned", "rest")}
    return start_draft(actor=actor, kind=DRAFT, title=source["file"], data=data).pk


def _summary(kind: ImportKind, made: SheetImport) -> str:
    new, changed = made.count("new"), made.count("changed")
    words = [counted(new, *kind.new)] if new else []
    words += [counted(changed, "изменение", "изменения", "изменений")] if changed else []
    return ", ".join(words) or "ничего не внесено"


@transaction.atomic
def undo_import(*, actor: Actor, made: SheetImport) -> SheetImport:
    """Begin to take an import back; a long one in the background. Refuses one that is not done or is taken back."""
    row = take_step(made, IMPORT, "undo", actor=actor)
    journal(actor, "workbench.undo_import", row, f"{KINDS[row.kind].title}: отменяется загрузка «{row.file_name}».")
    if len(row.rows) <= TOGETHER:
        take_some_back(actor, row)
        return row
    job = enqueue(
        "workbench.undo_import",
        {"sheet_import": row.pk, "user": actor.user.pk},
        key=f"import-undo-{row.pk}",
        user=actor.user,
        tenant=actor.organisation.path,
        title=f"Отменяется загрузка «{row.file_name}»",
    )
    write(row, {"job": job}, actor)
    return row


def undo_all(*, actor: Actor, made: SheetImport) -> None:
    """Take back all lines, the last written first; what was changed since stays and is named."""
    while take_some_back(actor, made):
        progress.check()
    progress.result(f"Загрузка «{made.file_name}» отменена", made.get_absolute_url())


def take_some_back(actor: Actor, made: SheetImport) -> bool:
    """Take the next lines back in one transaction; False when nothing is left."""
    with transaction.atomic():
        row = locked(made)
        demand(UNDO, actor, row)
        if row.state != SheetImport.State.UNDOING:
            made.refresh_from_db()
            return False
        kind, rows = KINDS[row.kind], list(row.rows)
        open_ones = [place for place, line in enumerate(rows) if line["became"] in ("new", "changed")]
        for place in reversed(open_ones[-TOGETHER:]):
            rows[place] = _taken_back(kind, actor, rows[place])
        write(row, {"rows": rows}, actor)
        left = len(open_ones) > TOGETHER
        if not left:
            check_state(IMPORT, "undone", row.state)
            take_step(row, IMPORT, "undone", actor=None)
        made.refresh_from_db()
    progress.report(len(rows) - len(open_ones) + TOGETHER, len(rows), "Отменяем строки")
    return left


def _taken_back(kind: ImportKind, actor: Actor, line: Became) -> Became:
    try:
        with transaction.atomic():
            if not kind.take_back(actor, line["steps"]):
                for step in reversed(line["steps"]):
                    restore(actor, step)
    except (ProtectedError, RestrictedError):
        return line | {"became": "stays", "why": "с ней уже работают"}
    except (Refusal, Forbidden) as refusal:
        why = refusal.sentence if isinstance(refusal, Refusal) else refusal.reason
        return line | {"became": "stays", "why": why}
    return line | {"became": "undone", "steps": []}
