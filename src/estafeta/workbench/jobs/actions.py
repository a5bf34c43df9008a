"""What a person does with her own background jobs: stop, begin again."""

from __future__ import annotations

from django.db import transaction

from estafeta.core import jobs
from estafeta.core.jobs import Job
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.workbench.writing import journal

OWN = "workbench.own_job"


@transaction.atomic
def cancel_job(*, actor: Actor, job: Job) -> None:
    """Stop a job: a waiting one at once, a running one where what it has done is whole. Refuses when it has ended."""
    demand(OWN, actor, job)
    jobs.cancel(job)
    journal(actor, "workbench.cancel_job", job, f"Остановлено: {job.title}")


@transaction.atomic
def repeat_job(*, actor: Actor, job: Job) -> None:
    """Begin a failed or stopped job again; what it has done stays done. Refuses when it is open or done."""
    demand(OWN, actor, job)
    jobs.repeat(job)
    journal(actor, "workbench.repeat_job", job, f"Начато снова: {job.title}")
