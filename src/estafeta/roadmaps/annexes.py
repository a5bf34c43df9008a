"""What roadmaps hand to papers: the plan as an annex of its order, the plan in the folder for an inspection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet

from docforge import docx
from docforge.office import Annex
from docforge.paper import Approval
from estafeta.documents.offers import FolderThing, annex_source, folder_source
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.exports.layouts import paper_of
from estafeta.roadmaps.exports.press import file_name
from estafeta.roadmaps.exports.sheet import sheet_of
from estafeta.roadmaps.lifecycle import LIVING, WRITABLE
from estafeta.roadmaps.models import Roadmap


def plans_of(organisation: Organisation) -> QuerySet[Roadmap]:
    """Plans of an organisation that have not been taken back."""
    return Roadmap.objects.filter(organisation=organisation, removed_at__isnull=True).select_related("organisation")


@annex_source("roadmap")
def plan_as_annex(organisation: Organisation, key: int, today: dt.date) -> Iterator[Annex]:
    """The plan in its own print layout, without the block of approval: the head of the annex says it instead."""
    plan = plans_of(organisation).filter(pk=key).first()
    if plan is not None:
        paper = paper_of(sheet_of(plan), plan.layout, today)
        yield Annex("", tuple(block for block in paper.blocks if not isinstance(block, Approval)), paper.page)


@folder_source("roadmap")
def plans_in_folder(organisation: Organisation, today: dt.date) -> Iterator[FolderThing]:
    """Plans that have been approved and are worked on."""
    states = LIVING - WRITABLE - {"sent", "agreed"}
    for plan in plans_of(organisation).filter(amends__isnull=True, state__in=states).order_by("pk"):
        sheet = sheet_of(plan)
        label = f"{plan.title} ({plan.get_state_display().lower()})"
        content = partial(_word, plan, today)
        yield FolderThing(label, plan.get_absolute_url(), file_name(sheet, "docx"), content)


def _word(plan: Roadmap, today: dt.date) -> bytes:
    return docx.render(paper_of(sheet_of(plan), plan.layout, today))
