"""Asking about imports: which there are for a person, what was brought in, what headings mean."""

from __future__ import annotations

from django.db.models import QuerySet

from estafeta.core.imports import ImportKind, kinds
from estafeta.core.imports.kinds import KINDS
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.workbench.models import ColumnMeaning, SheetImport


def open_to(actor: Actor) -> list[ImportKind]:
    """The kinds whose right the person has here."""
    return [kind for kind in kinds() if may(kind.right, actor)]


def kind_named(code: str) -> ImportKind | None:
    """The kind of a code."""
    return KINDS.get(code)


def imports_of(organisation: Organisation, kind: str) -> QuerySet[SheetImport]:
    """What was brought in of a kind, the last first, without the rows themselves."""
    rows = SheetImport.objects.filter(organisation=organisation, kind=kind)
    return rows.select_related("organisation", "made_by", "job").defer("source")


def meanings_remembered(organisation: Organisation, kind: str) -> dict[str, str]:
    """What the organisation's headings mean, {folded heading: key}."""
    return dict(ColumnMeaning.objects.filter(organisation=organisation, kind=kind).values_list("head", "key"))
