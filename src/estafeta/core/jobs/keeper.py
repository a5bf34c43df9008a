"""The second thread of a worker: signs of life, and whatever must happen although a body takes long."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connections
from django.db.models import Max
from django.utils import timezone

from estafeta.core.jobs import queue
from estafeta.core.jobs.attempts import Attempt
from estafeta.core.jobs.lifecycle import RUNNING
from estafeta.core.jobs.models import Job, Worker
from estafeta.core.jobs.registry import periodic
from estafeta.core.jobs.timing import timing

log = logging.getLogger("estafeta.jobs")
HOUR = 3600.0


class Watch:
    """Finds rows that do not change, by a clock that cannot jump: nobody's calendar is trusted, nor compared."""

    def __init__(self) -> None:
        self._since: dict[tuple[int | None, ...], float] = {}

    def unchanged(self, jobs: Iterable[Job], *, at: float) -> list[Job]:
        """Return the jobs that have stood as they are for `silence` seconds up to `at`."""
        seen = {(job.pk, job.attempts, job.beat, job.ticket): job for job in jobs}
        self._since = {sign: self._since.get(sign, at) for sign in seen}
        return [job for sign, job in seen.items() if at - self._since[sign] >= timing().silence]


class Keeper:
    """A thread beside the bodies. Errors of the database are waited out; what broke off is taken over."""

    def __init__(self, name: str, stop: threading.Event) -> None:
        self.name = name
        self.stopping = stop
        self.attempt: Attempt | None = None
        self._running, self._unbrought = Watch(), Watch()
        self._next: dict[str, float] = {}
        self._slots: dict[str, int] = {}
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def __enter__(self) -> Keeper:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @contextmanager
    def keeping(self, job: Job) -> Iterator[Attempt]:
        """Keep an attempt alive while its body runs."""
        attempt = Attempt(job, self.stopping)
        attempt.kept, self.attempt = True, attempt
        try:
            yield attempt
        finally:
            self.attempt = None

    def _run(self) -> None:
        healthy = True
        while True:
            try:
                self.turn(time.monotonic())
                healthy = True
            except Exception:  # a keeper that died would have living jobs taken over
                if healthy:
                    log.exception("The keeper of %s waits for the database", self.name)
                healthy = False
                connections.close_all()
            if self._ended.wait(timing().beat):
                break
        connections.close_all()

    def turn(self, at: float) -> None:
        """Do what is due at the moment `at` of a clock that cannot jump."""
        attempt = self.attempt
        if attempt is not None:
            attempt.sync()
        self._every("sight", timing().silence / 3, at, self.show)
        self._every("watch", timing().silence / 6, at, lambda: self.watch(at))
        self._every("tick", timing().beat, at, lambda: self.tick(timezone.now()))
        self._every("forget", HOUR, at, lambda: forget(timezone.now()))

    def _every(self, what: str, seconds: float, at: float, act: Callable[[], object]) -> None:
        if at >= self._next.get(what, at):
            act()
            self._next[what] = at + seconds

    def show(self) -> None:
        """Say that this worker lives."""
        Worker.objects.update_or_create(name=self.name, defaults={"seen_at": timezone.now()})

    def watch(self, at: float) -> None:
        """Take over jobs whose attempts give no sign; have those brought again that no queue would bring."""
        for job in self._running.unchanged(Job.queue.filter(state=RUNNING), at=at):
            if queue.take_over(job):
                log.warning("Job %s (%s) gave no sign in attempt %s: taken over", job.pk, job.task, job.attempts)
        for job in self._unbrought.unchanged(queue.transport().unbrought(), at=at):
            queue.bring_again(job)

    def tick(self, now: dt.datetime) -> None:
        """Put due periodic tasks into the queue: once a slot among all workers, never beside an unfinished one."""
        for task, every in periodic().items():
            slot = int(now.timestamp() // every.total_seconds())
            if self._slots.get(task) != slot and put_tick(task, slot):
                self._slots[task] = slot


def put_tick(task: str, slot: int) -> bool:
    """Put the tick in; True when this slot has its job, whoever put it in."""
    rows = Job.queue.filter(task=task, slot=slot)
    if rows.exists():
        return True
    try:
        queue.create(task=task, key="tick", slot=slot)
    except IntegrityError:
        return rows.exists()
    return True


def forget(now: dt.datetime) -> None:
    """Delete what ended long ago, and workers not seen since; the newest tick of a task stays, it holds its slot."""
    long_ago = now - dt.timedelta(days=timing().keep_days)
    ticks = Job.queue.exclude(slot=None).order_by().values("task").annotate(newest=Max("pk")).values("newest")
    Job.queue.filter(finished_at__lt=long_ago).exclude(pk__in=list(ticks.values_list("newest", flat=True))).delete()
    Worker.objects.filter(seen_at__lt=long_ago).delete()
