"""The two queues behind Django's task interface: see `TASKS` in the settings.

`Rows` looks for waiting rows itself: one machine, SQLite, nothing to install. `Procrastinate` is in `machines`.
"""

from __future__ import annotations

import datetime as dt
import inspect
import logging
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections
from django.utils import timezone
from django_tasks.base import Task, TaskResult
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from estafeta.core.jobs import queue
from estafeta.core.jobs.attempts import execute
from estafeta.core.jobs.keeper import Keeper
from estafeta.core.jobs.models import Job
from estafeta.core.jobs.registry import JobTask, name_of
from estafeta.core.jobs.results import result_of
from estafeta.core.jobs.timing import timing
from estafeta.core.jobs.transport import Transport

log = logging.getLogger("estafeta.jobs")
LONGEST_WAIT = 30.0


class JobsBackend(Transport):
    """What both queues have in common: Django's doors to the rows."""

    task_class = JobTask

    def validate_task(self, task: Task[Any, Any]) -> None:
        """Refuse what Django refuses, and bodies that want a context: they have `progress`."""
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("A body asks `estafeta.core.jobs.progress`, not a context.")

    def enqueue(self, task: Task[Any, Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskResult[Any]:
        """Put a job in by Django's door: `task.enqueue(load=7)`; a key or a page are given by `jobs.enqueue`."""
        self.validate_task(task)
        payload = inspect.signature(task.func).bind(*args, **kwargs).arguments
        return result_of(queue.enqueue(name_of(task), payload, run_after=task.run_after))

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return how the job stands. Raises TaskResultDoesNotExist."""
        try:
            return result_of(Job.queue.get(pk=result_id))
        except (Job.DoesNotExist, ValueError, ValidationError):
            raise TaskResultDoesNotExist(result_id) from None


class Rows(JobsBackend):
    """The embedded queue: a worker looks at the rows twice a second."""

    def new_ticket(self, run_after: dt.datetime | None) -> int | None:
        """Give none: the row itself is looked at."""
        return None

    def drop_ticket(self, ticket: int | None) -> None:
        """Nothing to forget."""

    def unbrought(self) -> Sequence[Job]:
        """Return none: every waiting row is looked at."""
        return ()

    def now(self) -> dt.datetime:
        """Return this machine's time, by which `take_next` goes."""
        return timezone.now()

    def work(self, stop: threading.Event, name: str) -> None:
        """Take jobs one by one."""
        wait = timing().poll
        with Keeper(name, stop) as keeper:
            while not stop.wait(wait):
                try:
                    while not stop.is_set() and run_next(keeper):
                        pass
                    wait = timing().poll
                except Exception:  # bodies keep theirs: this is the queue's own, and a worker that dies serves nobody
                    wait = min(wait * 2, LONGEST_WAIT)
                    log.exception("Worker %s waits %.0f s for the database", name, wait)
                    connections.close_all()


def run_next(keeper: Keeper) -> bool:
    """Take and run one job; False when none is due."""
    job = queue.take_next(keeper.name)
    if job is None:
        return False
    with keeper.keeping(job) as attempt:
        execute(attempt)
    return True
