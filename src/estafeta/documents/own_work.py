"""Papers as open work: drafts that the person has composed, what only she herself can read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from estafeta.accounts.models import User
from estafeta.documents.models import Document
from estafeta.documents.queries import to_read
from estafeta.organisations.models import Organisation
from estafeta.workbench.open_work import OpenWork, WorkSource, work_source


def drafts(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """Papers that she has composed and that have no number yet."""
    states = [Document.State.DRAFT, Document.State.ON_SIGNATURE]
    rows = Document.objects.filter(organisation=organisation, made_by=person, state__in=states)
    for row in rows.select_related("organisation").order_by("pk"):
        yield OpenWork(row.pk, row.title, row.get_absolute_url(), row, waits=row.get_state_display().lower())


def reading(organisation: Organisation, person: User, today: dt.date) -> Iterable[OpenWork]:
    """Papers that she has not read."""
    for row in to_read(person, organisation):
        yield OpenWork(row.pk, str(row.document), row.document.get_absolute_url(), row)


work_source(
    WorkSource(
        "documents_drafts",
        "Проекты документов",
        ("проект", "проекта", "проектов"),
        drafts,
        why="Они в реестре: продолжит любой, кто составляет документы. Автором останется тот, кто начал.",
        order=63,
    )
)
work_source(
    WorkSource(
        "documents_reading",
        "Ознакомление",
        ("документ", "документа", "документов"),
        reading,
        why="Ознакомиться может только сам сотрудник: попросите его сделать это до ухода.",
        order=64,
    )
)
