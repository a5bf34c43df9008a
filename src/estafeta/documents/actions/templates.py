"""An organisation's own Word templates: checked before they are kept, kept when papers have been printed by them."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction

from docforge import kinds
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.documents.files import private_name
from estafeta.documents.models import OwnTemplate
from estafeta.documents.trial import scan_of
from estafeta.documents.writing import journal, saved
from estafeta.organisations.actors import Actor


@transaction.atomic
def keep_template(*, actor: Actor, kind: str, file: File[bytes]) -> OwnTemplate:
    """Keep a template that has been looked at; it is used for new papers from now on. Refuses one that does not fit."""
    demand("documents.keep_templates", actor)
    found = kinds.load().get(kind)
    if found is None:
        raise Refusal("Такого вида бумаг нет. Выберите вид из списка.")
    name = PurePath(file.name or "шаблон.docx").name[:255]
    content = file.read()
    file.seek(0)
    scan = scan_of(found, content)
    if not scan.fits:
        raise Refusal("Шаблон не подходит: исправьте метки, которые названы ниже, и загрузите файл снова.")
    OwnTemplate.objects.filter(organisation=actor.organisation, kind=kind, in_use=True).update(in_use=False)
    row = OwnTemplate(organisation=actor.organisation, kind=kind, file_name=name, in_use=True, made_by=actor.user)
    row.file.save(private_name(name), file, save=False)
    saved(row)
    journal(actor, "keep_template", row, f"Свой шаблон: «{found.title}», файл {name}.")
    return row


@transaction.atomic
def drop_template(*, actor: Actor, template: OwnTemplate) -> None:
    """Print new papers of the kind by the built-in layout again; papers made by the template keep it."""
    demand("documents.keep_templates", actor)
    template.in_use = False
    saved(template)
    title = kinds.load()[template.kind].title if template.kind in kinds.load() else template.kind
    journal(actor, "drop_template", template, f"Снова встроенный вид: «{title}».")
