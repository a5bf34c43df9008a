"""One attempt at a job: its body is called, its progress kept, its end written over this attempt only."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import close_old_connections
from django.db.models import F

from estafeta.core.jobs import queue
from estafeta.core.jobs.lifecycle import RUNNING
from estafeta.core.jobs.models import Job
from estafeta.core.jobs.registry import TASKS
from estafeta.core.refusals import Forbidden, Refusal

log = logging.getLogger("estafeta.jobs")


class Cancelled(Exception):
    """The person has asked to stop; raised by `progress.check` inside a body."""


class Interrupted(Exception):
    """The worker is stopping: the job goes back and is begun again by another."""


class Superseded(Exception):
    """Another worker has taken the job over: whatever this attempt writes down, nobody reads."""


class Attempt:
    """A running attempt. The body's thread writes progress here, the keeper's thread carries it to the row."""

    def __init__(self, job: Job, stopping: threading.Event | None = None) -> None:
        self.job = job
        self.progress: dict[str, Any] = {}
        self.kept = False
        self.stopping = stopping or threading.Event()
        self.cancel_asked = False
        self.lost = False

    def sync(self) -> None:
        """Give a sign of life, save the progress, hear of a cancellation or of being taken over."""
        rows = queue.attempt_of(self.job).filter(state=RUNNING)
        if not rows.update(beat=F("beat") + 1, **self.progress):
            self.lost = True
        elif rows.filter(cancel_asked=True).exists():
            self.cancel_asked = True


CURRENT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)


@contextmanager
def current(attempt: Attempt) -> Iterator[None]:
    """Let the body find its attempt."""
    token = CURRENT.set(attempt)
    try:
        yield
    finally:
        CURRENT.reset(token)


def execute(attempt: Attempt) -> None:
    """Call the body and write down how it ended. Raises only what the database raises while that is written."""
    job, progress = attempt.job, attempt.progress
    try:
        _call(attempt)
    except Cancelled:
        queue.stop(job, **progress)
    except Interrupted:
        queue.give_back(job, **progress)
    except Superseded:
        log.warning("Job %s (%s) was taken over by another worker", job.pk, job.task)
    except (Refusal, Forbidden) as refusal:
        queue.fail(job, error=traceback.format_exc(), problem=str(refusal), **progress)
    except Exception:  # noqa: BLE001 - whatever a body raises belongs to the job, not to the worker
        _break_off(attempt)
    else:
        queue.finish(job, **progress)


def _call(attempt: Attempt) -> None:
    if attempt.job.cancel_asked:
        raise Cancelled
    with current(attempt):
        TASKS[attempt.job.task].call(**attempt.job.payload)


def _break_off(attempt: Attempt) -> None:
    job, error = attempt.job, traceback.format_exc()
    log.exception("Job %s (%s) failed, attempt %s of %s", job.pk, job.task, job.attempts, job.allowed)
    if attempt.kept:
        close_old_connections()
    queue.fail(job, error=error, **attempt.progress)
