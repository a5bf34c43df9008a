"""Asking about one's own jobs."""

from __future__ import annotations

from django.db.models import QuerySet

from estafeta.core.jobs import Job
from estafeta.organisations.actors import Actor


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """Return what the person has started in this very organisation, newest first; forgotten after a week."""
    return Job.objects.filter(tenant=actor.organisation.path, user=actor.user).order_by("-id")
