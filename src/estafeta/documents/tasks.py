"""Background work of papers."""

from __future__ import annotations

from estafeta.core.jobs import task
from estafeta.documents.actions import many
from estafeta.documents.models import PaperBatch
from estafeta.organisations.scope import outside_scope, tenant_scope


@task()
def make_papers(batch: int) -> None:
    """Make the papers of a batch."""
    with outside_scope("a job knows only the key of its batch"):
        found = PaperBatch.objects.select_related("organisation", "made_by").filter(pk=batch).first()
    if found is not None:
        with tenant_scope(found.organisation):
            many.make_papers(batch=found)
