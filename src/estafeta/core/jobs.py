"""The embedded job queue: one thin `enqueue`, a registry of tasks, and a worker that takes jobs on a lease.

A body may run twice: it must be repeatable. A worker that dies loses its lease and another takes the job over.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from estafeta.core.models import Job

LEASE = dt.timedelta(seconds=30)
ATTEMPTS = 3
PAUSE = 0.5
KEEP = dt.timedelta(days=7)

log = logging.getLogger("estafeta.jobs")

Body = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task that is put into the queue by itself every `every`."""

    task: str
    every: dt.timedelta


TASKS: dict[str, Body] = {}
PERIODIC: list[Periodic] = []


def task(name: str, *, every: dt.timedelta | None = None) -> Callable[[Body], Body]:
    """Register a body under a name; with `every` it also runs periodically, exactly once a tick."""

    def keep(body: Body) -> Body:
        TASKS[name] = body
        if every:
            PERIODIC.append(Periodic(name, every))
        return body

    return keep


def enqueue(
    name: str, payload: dict[str, Any] | None = None, *, key: str = "", run_after: dt.datetime | None = None
) -> Job | None:
    """Put a job into the queue; None when a job with the same key is already waiting or running.

    Call it inside the action's transaction: the job becomes visible when the transaction commits.
    Raises KeyError for an unknown task.
    """
    if name not in TASKS:
        raise KeyError(name)
    try:
        with transaction.atomic():
            return Job.objects.create(task=name, payload=payload or {}, key=key, run_after=run_after or timezone.now())
    except IntegrityError:
        return None


def tick(now: dt.datetime) -> None:
    """Put due periodic tasks into the queue; the key of a tick keeps several workers from doing it twice."""
    for periodic in PERIODIC:
        slot = int(now.timestamp() // periodic.every.total_seconds())
        key = f"tick-{slot}"
        if not Job.objects.filter(task=periodic.task, key=key).exists():
            enqueue(periodic.task, key=key, run_after=now)


def take(worker: str, now: dt.datetime) -> Job | None:
    """Take the oldest job that waits or whose lease has ended; a conditional update decides between workers."""
    free = Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    for job in Job.objects.filter(free, run_after__lte=now).order_by("run_after", "id")[:5]:
        won = Job.objects.filter(free, pk=job.pk).update(
            state=Job.State.RUNNING, worker=worker, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        if won:
            job.refresh_from_db()
            return job
    return None


def run(job: Job) -> None:
    """Run one job's body with its lease kept alive; a failure is written down and tried again later."""
    stop = threading.Event()
    beat = threading.Thread(target=_heartbeat, args=(job.pk, job.worker, stop), daemon=True)
    beat.start()
    try:
        TASKS[job.task](**job.payload)
    except Exception:  # noqa: BLE001 - whatever a body raises belongs to the job, not to the worker
        _failed(job, traceback.format_exc())
    else:
        Job.objects.filter(pk=job.pk).update(state=Job.State.DONE, finished_at=timezone.now(), lease_until=None)
    finally:
        stop.set()
        beat.join()


def _failed(job: Job, error: str) -> None:
    log.error("Job %s failed\n%s", job, error)
    final = job.attempts >= ATTEMPTS
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED if final else Job.State.WAITING,
        error=error[-4000:],
        lease_until=None,
        run_after=timezone.now() + dt.timedelta(seconds=5 * job.attempts),
        finished_at=timezone.now() if final else None,
    )


def _heartbeat(pk: int, worker: str, stop: threading.Event) -> None:
    while not stop.wait(LEASE.total_seconds() / 3):
        Job.objects.filter(pk=pk, worker=worker, state=Job.State.RUNNING).update(lease_until=timezone.now() + LEASE)
    connection.close()


def run_once(worker: str) -> bool:
    """Take and run one job; False when nothing waits."""
    job = take(worker, timezone.now())
    if job is None:
        return False
    run(job)
    return True


def run_forever(stop: threading.Event) -> None:
    """Work until `stop` is set, ticking periodic tasks and forgetting jobs older than a week."""
    worker = f"{socket.gethostname()}:{os.getpid()}"
    while not stop.is_set():
        tick(timezone.now())
        while not stop.is_set() and run_once(worker):
            pass
        Job.objects.filter(state=Job.State.DONE, finished_at__lt=timezone.now() - KEEP).delete()
        stop.wait(PAUSE)


def run_all() -> int:
    """Run everything that waits now, in this process; for tests and the demo. Returns how many ran."""
    count = 0
    while run_once("inline"):
        count += 1
    return count
