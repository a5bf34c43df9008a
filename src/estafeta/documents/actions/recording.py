"""Files that leave the system and files that are opened: they change nothing and are written down."""

from __future__ import annotations

from django.db import transaction

from estafeta.core.rights import demand
from estafeta.documents.models import Document, FolderFile, PaperBatch
from estafeta.organisations.actors import Actor
from estafeta.workbench.writing import journal


@transaction.atomic
def record_word(*, actor: Actor, document: Document) -> None:
    """Write down that a paper was taken as a Word file."""
    demand("documents.read", actor, document)
    journal(actor, "documents.export_word", document, f"Выгружено в Word: {document}.")


@transaction.atomic
def record_pdf(*, actor: Actor, document: Document) -> None:
    """Write down that a paper was taken as a PDF."""
    demand("documents.read", actor, document)
    journal(actor, "documents.export_pdf", document, f"Выгружено в PDF: {document}.")


@transaction.atomic
def record_scan(*, actor: Actor, document: Document) -> None:
    """Write down that the signed copy was opened."""
    demand("documents.read", actor, document)
    journal(actor, "documents.open_scan", document, f"Открыт подписанный экземпляр: {document}.")


@transaction.atomic
def record_register(*, actor: Actor, rows: int) -> None:
    """Write down that the register was taken as a spreadsheet."""
    demand("documents.view", actor)
    words = f"Реестр документов выгружен в Excel, строк: {rows}."
    journal(actor, "documents.export_register", actor.organisation, words)


@transaction.atomic
def record_folder(*, actor: Actor) -> None:
    """Write down that the folder for an inspection was taken as an archive."""
    demand("documents.view", actor)
    journal(actor, "documents.export_folder", actor.organisation, "Выгружена папка проверяющего.")


@transaction.atomic
def record_folder_file(*, actor: Actor, file: FolderFile) -> None:
    """Write down that a file of the folder was opened."""
    demand("documents.view", actor)
    journal(actor, "documents.open_folder_file", file, f"Открыт файл папки проверяющего: {file.file_name}.")


@transaction.atomic
def record_batch(*, actor: Actor, batch: PaperBatch) -> None:
    """Write down that papers made by a list were taken as an archive."""
    demand("documents.draft", actor)
    journal(actor, "documents.export_batch", batch, f"Выгружены бумаги по списку «{batch.file_name}».")
