"""An organisation's own Word templates: looked at first, used when somebody says so, kept while papers need them."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from docforge.placeholders import Scan
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.documents.models import OwnTemplate
from estafeta.documents.packs import paper_kinds
from estafeta.documents.trial import scan_of
from estafeta.organisations.actors import Actor
from estafeta.workbench.uploads import Upload
from estafeta.workbench.writing import Changes, create, journal


@transaction.atomic
def offer_template(*, actor: Actor, kind: str, file: Upload) -> OwnTemplate:
    """Take in a template to be looked at; the one that was looked at before goes. Refuses one that does not fit."""
    demand("documents.keep_templates", actor)
    found = paper_kinds().get(kind)
    if found is None:
        raise Refusal("Такого вида бумаг нет. Выберите вид из списка.")
    scan = scan_of(found, file.read())
    if not scan.fits:
        raise Refusal(f"Шаблон не подходит. {' '.join(faults(scan))}")
    for old in OwnTemplate.objects.filter(organisation=actor.organisation, kind=kind, candidate=True):
        _forget(old)
    row = OwnTemplate(
        organisation=actor.organisation, kind=kind, file_name=file.name, candidate=True, made_by=actor.user
    )
    file.keep(row.file)
    create(row)
    journal(actor, "documents.offer_template", row, f"Загружен свой шаблон: «{found.title}», файл {file.name}.")
    return row


def faults(scan: Scan) -> tuple[str, ...]:
    """Everything that keeps a template from being used, in sentences."""
    return (*scan.problems, *(unknown.sentence for unknown in scan.unknown))


@transaction.atomic
def keep_template(*, actor: Actor, template: OwnTemplate) -> OwnTemplate:
    """Print new papers of the kind by a template that has been looked at."""
    demand("documents.keep_templates", actor)
    rows = OwnTemplate.objects.filter(organisation=actor.organisation, kind=template.kind, in_use=True)
    rows.exclude(pk=template.pk).update(in_use=False)
    Changes(actor).save(template, candidate=False, in_use=True)
    journal(
        actor, "documents.keep_template", template, f"Свой шаблон: «{_title(template)}», файл {template.file_name}."
    )
    return template


@transaction.atomic
def discard_template(*, actor: Actor, template: OwnTemplate) -> None:
    """Throw away a template that was only looked at."""
    demand("documents.keep_templates", actor)
    if not template.candidate:
        raise Refusal("Этот шаблон уже используется. Верните встроенный вид, если он не нужен.")
    journal(
        actor,
        "documents.discard_template",
        template,
        f"Шаблон не принят: «{_title(template)}», файл {template.file_name}.",
    )
    _forget(template)


@transaction.atomic
def drop_template(*, actor: Actor, template: OwnTemplate) -> None:
    """Print new papers of the kind by the built-in layout again; papers made by the template keep it."""
    demand("documents.keep_templates", actor)
    Changes(actor).save(template, in_use=False)
    journal(actor, "documents.drop_template", template, f"Снова встроенный вид: «{_title(template)}».")


def _title(template: OwnTemplate) -> str:
    found = paper_kinds().get(template.kind)
    return found.title if found else template.kind


def _forget(template: OwnTemplate) -> None:
    template.delete()
    transaction.on_commit(partial(template.file.delete, save=False))
