"""Background work of the workbench: long imports, drafts that nobody has touched, the index of the search."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.core.clock import local_today
from estafeta.core.jobs import progress, task
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import outside_scope, tenant_scope
from estafeta.workbench.drafts.expiry import forget_drafts as forget
from estafeta.workbench.imports import applying
from estafeta.workbench.models import SheetImport
from estafeta.workbench.search.indexing import rebuild
from estafeta.workbench.search.registry import sources


def _found(number: int) -> SheetImport | None:
    with outside_scope("a job knows only the key of its import"):
        return SheetImport.objects.select_related("organisation", "made_by").filter(pk=number).first()


@task()
def apply_import(sheet_import: int) -> None:
    """Write the lines of an import."""
    made = _found(sheet_import)
    if made is not None:
        with tenant_scope(made.organisation):
            today = local_today(made.organisation.time_zone)
            applying.apply_all(actor=actor_for(made.made_by, made.organisation, today=today), made=made)


@task()
def undo_import(sheet_import: int, user: int) -> None:
    """Take an import back, as the person who asked for it."""
    made = _found(sheet_import)
    if made is not None:
        with tenant_scope(made.organisation):
            today = local_today(made.organisation.time_zone)
            actor = actor_for(User.objects.get(pk=user), made.organisation, today=today)
            applying.undo_all(actor=actor, made=made)


@task(every=dt.timedelta(days=1))
def forget_drafts() -> None:
    """Remove drafts that are too old."""
    with outside_scope("old drafts of every organisation go"):
        forget(now=timezone.now())


@task(every=dt.timedelta(days=1))
def rebuild_search() -> None:
    """Bring the index of the search into line with everything that went past the signals."""
    for source in sources():
        progress.check()
        rebuild(source)
