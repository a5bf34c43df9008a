"""Whether background work goes on, in words for whoever watches the installation and for those who wait."""

from __future__ import annotations

import datetime as dt
import logging
import time

from django.db import connections
from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from estafeta.core.jobs.lifecycle import WAITING
from estafeta.core.jobs.models import Job, Worker
from estafeta.core.jobs.timing import timing
from estafeta.core.vitals import Vital, vital

log = logging.getLogger("estafeta.jobs")
LOOK = 15.0
STANDSTILL: list[int] = []
"""How many seconds the oldest job has waited, where that is too long; kept by `look_on`, read by every page."""


@vital("worker")
def worker(now: dt.datetime) -> Vital:
    """When a worker was last seen; well where none ever was: nothing has been started yet."""
    seen = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    if seen is None:
        return Vital(True, "never seen")
    seconds = int((now - seen).total_seconds())
    well = seconds <= timing().report_silence
    return Vital(well, f"seen {seconds} s ago" if well else f"not seen for {seconds} s", {"seen_seconds_ago": seconds})


@vital("queue")
def queue(now: dt.datetime) -> Vital:
    """How long the oldest job that is due has waited."""
    seconds = waited(now)
    well = seconds <= timing().report_silence
    words = f"the oldest job has waited for {seconds} s" if seconds else "nothing waits"
    return Vital(well, words, {"oldest_waits_seconds": seconds})


def waited(now: dt.datetime) -> int:
    """Seconds that the oldest due job has waited; 0 when none waits."""
    due = Q(run_after=None) | Q(run_after__lte=now)
    ready = Greatest(Coalesce("run_after", "created_at"), "created_at")
    since = Job.queue.filter(due, state=WAITING).aggregate(first=Min(ready))["first"]
    return max(0, int((now - since).total_seconds())) if since else 0


def look_on() -> None:
    """Look now and then, for ever, in a thread of its own: pages read what was seen and ask nothing themselves."""
    while True:
        try:
            seconds = waited(timezone.now())
            STANDSTILL[:] = [seconds] if seconds > timing().report_silence else []
        except Exception:  # whatever a database that is away raises: the next look comes by itself
            log.debug("The queue could not be looked at", exc_info=True)
        finally:
            connections.close_all()
        time.sleep(LOOK)
