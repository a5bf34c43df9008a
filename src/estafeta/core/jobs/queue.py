"""Changes of the rows of jobs. Every one is conditional: who comes too late changes nothing.

The caller's transaction counts: what is put in becomes visible when it commits, and is gone when it rolls back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import task_backends

from estafeta.core.jobs.lifecycle import JOB, OPEN, WAITING
from estafeta.core.jobs.models import Job
from estafeta.core.jobs.registry import TASKS
from estafeta.core.jobs.timing import timing
from estafeta.core.jobs.transport import Transport
from estafeta.core.refusals import Refusal

BROKEN_OFF = (
    "Работа обрывалась несколько раз подряд, и мы её остановили: вероятно, ей не хватает памяти. "
    "Попробуйте на меньшем объёме или скажите тому, кто обслуживает Эстафету."
)
GAVE_UP = (
    "Работа прервалась из-за неполадки на сервере, подробности записаны. Повторите её; если не поможет, "
    "скажите тому, кто обслуживает Эстафету."
)


def transport() -> Transport:
    """Return the queue that brings the rows to workers."""
    return cast(Transport, task_backends["default"])


def enqueue(
    task: str,
    payload: Mapping[str, Any] | None = None,
    *,
    key: str = "",
    run_after: dt.datetime | None = None,
    user: AbstractBaseUser | None = None,
    tenant: str = "",
    title: str = "",
) -> Job:
    """Put a job into the queue and return its row; with a key, the job that is already open under it.

    With `user`, `tenant` (the path of her organisation) and a `title` («Читаем файл «План.docx»») the job has a page.
    Raises KeyError for an unknown task.
    """
    values = {"task": task, "payload": dict(payload or {}), "key": key, "run_after": run_after, "tenant": tenant}
    values |= {"title": title[:300], "user_id": user.pk if user else None}
    while True:
        try:
            return create(**values)
        except IntegrityError:
            if not key:
                raise
            known = Job.queue.filter(task=task, key=key, state__in=OPEN).first()
            if known is not None:
                return known


@transaction.atomic
def create(**values: Any) -> Job:
    """Insert a waiting row with its ticket. Raises IntegrityError for a key or a slot that is taken."""
    if values["task"] not in TASKS:
        raise KeyError(values["task"])
    ticket = transport().new_ticket(values.get("run_after"))
    return Job.queue.create(**values, ticket=ticket, allowed=timing().attempts)


def move(name: str, rows: QuerySet[Job], **values: Any) -> bool:
    """Take one step of the life cycle; False when the row has left the states it may start from."""
    step = JOB[name]
    return rows.filter(state__in=step.sources).update(state=step.target, **values) == 1


def attempt_of(job: Job) -> QuerySet[Job]:
    """Return the row as long as this very attempt is its newest."""
    return Job.queue.filter(pk=job.pk, attempts=job.attempts)


def take_next(worker: str) -> Job | None:
    """Take the oldest job that is due; a conditional update decides between workers."""
    now = timezone.now()
    written_before_a_jump = Q(attempts__gt=0, run_after__gt=now + dt.timedelta(seconds=timing().longest_pause))
    due = Q(run_after=None) | Q(run_after__lte=now) | written_before_a_jump
    waiting = Job.queue.filter(due, state=WAITING).order_by("id").values_list("pk", flat=True)
    for pk in waiting[:5]:
        job = take(Job.queue.filter(pk=pk), worker)
        if job is not None:
            return job
    return None


def take(rows: QuerySet[Job], worker: str) -> Job | None:
    """Begin an attempt of the one job in `rows`, unless another worker has."""
    begun = {"worker": worker, "attempts": F("attempts") + 1, "beat": F("beat") + 1, "started_at": timezone.now()}
    return rows.get() if move("take", rows, **begun) else None


def finish(job: Job, **values: Any) -> bool:
    """End an attempt well."""
    return move("finish", attempt_of(job), finished_at=timezone.now(), error="", **values)


def stop(job: Job, **values: Any) -> bool:
    """End an attempt that was asked to stop."""
    return move("stop", attempt_of(job), finished_at=timezone.now(), **values)


def fail(job: Job, *, error: str, problem: str = "", **values: Any) -> bool:
    """End an attempt badly: it is tried again after a pause, at once given up with a `problem` for the user."""
    if problem or job.attempts >= job.allowed:
        return give_up(job, attempt_of(job), problem=problem or GAVE_UP, error=error[-4000:], **values)
    return _again(job, attempt_of(job), pause=_pause(job), error=error[-4000:], **values)


def give_back(job: Job, **values: Any) -> bool:
    """Lay an attempt down because its worker is stopping: it does not count."""
    return _again(job, attempt_of(job), pause=0, allowed=F("allowed") + 1, **values)


def give_up(job: Job, rows: QuerySet[Job], **values: Any) -> bool:
    """End a job as failed, with a sentence for the user."""
    return move("give_up", rows, finished_at=timezone.now(), **values)


@transaction.atomic
def take_over(job: Job) -> bool:
    """Put a job whose attempt gives no sign back into the queue, or give it up after its last attempt.

    `job` is the row as it was last seen: when it has given a sign since, nothing changes.
    """
    rows = attempt_of(job).filter(beat=job.beat)
    if job.attempts >= job.allowed:
        taken = give_up(job, rows, problem=BROKEN_OFF)
    else:
        taken = _again(job, rows, pause=_pause(job))
    if taken:
        transport().drop_ticket(job.ticket)
    return taken


def _pause(job: Job) -> float:
    return min(timing().pause * job.attempts, timing().longest_pause)


@transaction.atomic
def _again(job: Job, rows: QuerySet[Job], *, pause: float, **values: Any) -> bool:
    queue = transport()
    run_after = queue.now() + dt.timedelta(seconds=pause) if pause else None
    ticket = queue.new_ticket(run_after)
    moved = move("try_again", rows, run_after=run_after, ticket=ticket, **values)
    if not moved:
        queue.drop_ticket(ticket)
    return moved


@transaction.atomic
def bring_again(job: Job) -> bool:
    """Give a waiting job whose ticket is lost a new one."""
    queue = transport()
    queue.drop_ticket(job.ticket)
    ticket = queue.new_ticket(None)
    rows = attempt_of(job).filter(state=WAITING, ticket=job.ticket)
    moved = rows.update(ticket=ticket, run_after=None) == 1
    if not moved:
        queue.drop_ticket(ticket)
    return moved


@transaction.atomic
def pass_on(rows: QuerySet[Job]) -> None:
    """Give the waiting job in `rows` a new ticket, for the one in hand will not be served."""
    rows.filter(state=WAITING).update(ticket=transport().new_ticket(None))


@transaction.atomic
def cancel(job: Job) -> None:
    """Cancel a waiting job; ask a running one to stop, which it does at its next `progress.check`.

    Refuses when it has ended.
    """
    if move("cancel", Job.queue.filter(pk=job.pk), finished_at=timezone.now()):
        transport().drop_ticket(job.ticket)
    elif not Job.queue.filter(pk=job.pk, state__in=OPEN).update(cancel_asked=True):
        raise Refusal(JOB["cancel"].refusal)


def repeat(job: Job) -> None:
    """Put a failed or cancelled job into the queue again; steps that it has done stay done.

    Refuses when it has not ended so, or when the same work is open under the same key.
    """
    refusal = Refusal(JOB["repeat"].refusal)
    fresh = {"cancel_asked": False, "problem": "", "error": "", "finished_at": None, "run_after": None}
    allowed = F("attempts") + timing().attempts
    try:
        with transaction.atomic():
            ticket = transport().new_ticket(None)
            if not move("repeat", Job.queue.filter(pk=job.pk), ticket=ticket, allowed=allowed, **fresh):
                raise refusal
    except IntegrityError:
        raise refusal from None
