"""Files that a person puts into the folder for an inspection."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.documents.models import FolderFile
from estafeta.documents.packs import items_here
from estafeta.organisations.actors import Actor
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import create, journal


@transaction.atomic
def add_to_folder(*, actor: Actor, item: str, file: Upload) -> FolderFile:
    """Put a file to an item of the checklist. Refuses an unknown item."""
    demand("documents.draft", actor)
    known = {found.code: found.title for found in items_here()}
    if item not in known:
        raise Refusal("Такого пункта в перечне нет.")
    name = file.name
    row = FolderFile(organisation=actor.organisation, item=item, file_name=name, made_by=actor.user)
    file.keep(row.file)
    create(row)
    journal(
        actor, "documents.add_to_folder", row, f"Папка проверяющего: к пункту «{known[item]}» приложен файл {name}."
    )
    return row


@transaction.atomic
def remove_from_folder(*, actor: Actor, file: FolderFile) -> None:
    """Take a file out of the folder."""
    demand("documents.draft", actor)
    journal(actor, "documents.remove_from_folder", file, f"Папка проверяющего: убран файл {file.file_name}.")
    file.delete()
    transaction.on_commit(partial(file.file.delete, save=False))
