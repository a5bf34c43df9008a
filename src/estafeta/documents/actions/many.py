"""Many papers of one kind from one spreadsheet, in the background; a killed worker's job goes on where it stopped."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse

from docforge import docx, kinds
from docforge.placeholders import Compiled
from estafeta.core.clock import local_today
from estafeta.core.files import private_name
from estafeta.core.jobs import cancel, enqueue, progress
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.core.writing import write
from estafeta.documents.actions.drafting import PaperDraft, draft_paper
from estafeta.documents.composing import corrections_of, filled, given_of, kind_of, offered_grounds, own_template_of
from estafeta.documents.files import safe
from estafeta.documents.folder import EPOCH
from estafeta.documents.models import Document, PaperBatch
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import executor_before, key_of, papers_of
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import actor_for
from estafeta.workbench.uploads.names import clean_name
from estafeta.workbench.writing import journal, locked
from russian.plurals import counted

STEP = 20
MAKE = "documents.make_papers"


@transaction.atomic
def start_batch(*, actor: Actor, kind: str, file_name: str, papers: tuple[Mapping[str, object], ...]) -> PaperBatch:
    """Begin to make papers from values that have been read. Refuses an unknown kind and an empty list."""
    demand("documents.draft", actor)
    found = paper_kinds().get(kind)
    if found is None or not papers:
        raise Refusal("Составлять нечего: выберите вид бумаги и заполните таблицу.")
    today = local_today(actor.organisation.time_zone)
    grounds = [norm.code for norm in offered_grounds(found, actor.organisation, today) if norm.proven]
    row = PaperBatch.objects.create(
        organisation=actor.organisation,
        kind=kind,
        file_name=clean_name(file_name),
        rows=[dict(paper) for paper in papers],
        total=len(papers),
        grounds=grounds,
        made_by=actor.user,
    )
    journal(actor, "documents.start_batch", row, f"Бумаги по списку «{file_name}»: {found.title}, {len(papers)}.")
    _enqueue(actor, row)
    return row


def _enqueue(actor: Actor, batch: PaperBatch) -> None:
    job = enqueue(
        MAKE,
        {"batch": batch.pk},
        key=f"batch-{batch.pk}",
        user=actor.user,
        tenant=actor.organisation.path,
        title=f"Бумаги по списку «{batch.file_name}»",
    )
    write(batch, {"job": job}, actor)


@transaction.atomic
def resume_batch(*, actor: Actor, batch: PaperBatch) -> None:
    """Go on with a batch that was stopped or has broken off; nothing is made twice."""
    demand("documents.draft", actor)
    row = locked(batch)
    if not row.rows or row.is_open:
        raise Refusal("Продолжать нечего: работа идёт или закончена.")
    journal(actor, "documents.resume_batch", row, f"Бумаги по списку «{row.file_name}» составляются дальше.")
    _enqueue(actor, row)


def make_papers(*, batch: PaperBatch) -> None:
    """Make what is left of a batch, a few at a time, then the archive; what is made stays, whenever it breaks off.

    Refuses where a paper cannot be made and where the one who began may not make papers any more.
    """
    today = local_today(batch.organisation.time_zone)
    actor = actor_for(batch.made_by, batch.organisation, today=today)
    while _make_some(actor, batch):
        progress.check()
    batch.refresh_from_db()
    if batch.rows:
        progress.report(batch.total, batch.total, "Складываем в архив")
        _pack(batch)
    progress.result(
        f"Готово: {counted(batch.total, 'бумага', 'бумаги', 'бумаг')}",
        reverse("documents:batch", args=[batch.organisation.slug, batch.pk]),
    )


@transaction.atomic
def _make_some(actor: Actor, batch: PaperBatch) -> bool:
    """Make the next few papers and count them in the same transaction; False when nothing is left to do."""
    batch = locked(batch)
    name, phone = executor_before(actor.user, batch.organisation)
    rows = batch.rows[batch.done : batch.done + STEP]
    for values in rows:
        draft = PaperDraft(values, tuple(batch.grounds), "", name, phone, key_of(batch))
        draft_paper(actor=actor, kind=batch.kind, draft=draft)
    write(batch, {"done": batch.done + len(rows)}, actor)
    progress.report(batch.done, batch.total, f"Составляем бумаги: {batch.done} из {batch.total}")
    return bool(rows) and batch.done < batch.total


def _pack(batch: PaperBatch) -> None:
    """Pack all papers through a file on the disk: an archive of hundreds does not sit in memory."""
    with tempfile.TemporaryFile() as made:
        with zipfile.ZipFile(made, "w") as packed:
            for name, content in _printed(batch):
                packed.writestr(zipfile.ZipInfo(name, EPOCH), content)
        made.seek(0)
        batch.archive.save(private_name("papers.zip"), File(made), save=False)
    write(batch, {"archive": batch.archive, "rows": []}, None)


def _printed(batch: PaperBatch) -> Iterator[tuple[str, bytes]]:
    today = local_today(batch.organisation.time_zone)
    corrections = corrections_of(batch.organisation)
    templates: dict[int, Compiled] = {}
    rows = papers_of(batch).select_related("organisation", "own_template").order_by("pk")
    for place, row in enumerate(rows.iterator(chunk_size=100), 1):
        given = given_of(row, today, corrections)
        own = row.own_template
        if own is None:
            content = docx.render(kinds.compose(kind_of(row), given))
        else:
            template = templates.get(own.pk) or templates.setdefault(own.pk, own_template_of(own))
            content = filled(template, row, given)
        yield f"{place:03d} {safe(row.title)}.docx", content


@transaction.atomic
def stop_batch(*, actor: Actor, batch: PaperBatch) -> None:
    """Stop after the papers that are being made; those made so far stay as drafts."""
    demand("documents.draft", actor)
    row = locked(batch)
    if row.job is None or not row.is_open:
        raise Refusal("Эта работа уже закончена.")
    cancel(row.job)
    journal(actor, "documents.stop_batch", row, f"Бумаги по списку остановлены: готово {row.done} из {row.total}.")


@transaction.atomic
def discard_batch(*, actor: Actor, batch: PaperBatch) -> int:
    """Throw away the drafts of a list that has turned out wrong; what was given further stays. Returns how many."""
    demand("documents.draft", actor)
    row = locked(batch)
    if row.is_open:
        raise Refusal("Бумаги ещё составляются. Сначала остановите работу.")
    drafts = papers_of(row).filter(state=Document.State.DRAFT)
    count = drafts.count()
    if not count:
        raise Refusal("Проектов этого списка не осталось.")
    journal(actor, "documents.discard_batch", row, f"Удалены проекты по списку «{row.file_name}»: {count}.")
    drafts.delete()
    write(row, {"rows": []}, actor)
    return count
