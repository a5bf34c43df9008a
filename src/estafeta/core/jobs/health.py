"""Whether background work goes on, in words for whoever watches the installation."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce, Greatest

from estafeta.core.jobs.lifecycle import WAITING
from estafeta.core.jobs.models import Job, Worker
from estafeta.core.jobs.timing import timing


def troubles(now: dt.datetime) -> list[str]:
    """Return what is wrong with background work at the moment; nothing when all is well or nothing was ever asked."""
    patience = dt.timedelta(seconds=timing().report_silence)
    found = []
    seen = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    if seen is not None and now - seen > patience:
        found.append(f"worker: not seen for {int((now - seen).total_seconds())} s")
    due = Q(run_after=None) | Q(run_after__lte=now)
    ready = Greatest(Coalesce("run_after", "created_at"), "created_at")
    since = Job.queue.filter(due, state=WAITING).aggregate(first=Min(ready))["first"]
    if since is not None and now - since > patience:
        found.append(f"queue: the oldest job has waited for {int((now - since).total_seconds())} s")
    return found
