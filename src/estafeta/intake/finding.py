"""Finding a load from a background job, which knows only its number."""

from __future__ import annotations

from estafeta.intake.models import Load
from estafeta.organisations.scope import outside_scope


def load_by_id(pk: int) -> Load | None:
    """Return the load with its organisation, whose scope the job opens next; None when it is gone."""
    with outside_scope("a background job knows only the number of its load"):
        return Load.objects.select_related("organisation", "made_by").filter(pk=pk).first()
