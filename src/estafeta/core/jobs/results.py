"""A row in the words of Django's task interface."""

from __future__ import annotations

from typing import Any

from django_tasks.base import TaskError, TaskResult, TaskResultStatus

from estafeta.core.jobs.models import Job
from estafeta.core.jobs.registry import TASKS

State = Job.State
STATUS = {
    State.WAITING: TaskResultStatus.READY,
    State.RUNNING: TaskResultStatus.RUNNING,
    State.DONE: TaskResultStatus.SUCCESSFUL,
    State.FAILED: TaskResultStatus.FAILED,
    State.CANCELLED: TaskResultStatus.FAILED,
}


def result_of(job: Job) -> TaskResult[Any]:
    """Return a row in Django's words."""
    return TaskResult(
        task=TASKS[job.task],
        id=str(job.pk),
        status=STATUS[State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=[],
        kwargs=job.payload,
        backend="default",
        errors=[TaskError(exception_class_path="builtins.Exception", traceback=job.error)] if job.error else [],
        worker_ids=[job.worker] * job.attempts,
    )
