"""Background work: rows of jobs, and two queues that bring them to workers.

A body is declared in the app's `tasks.py` and put into the queue by its name, «app.function»:

    @task()
    def read_load(load: int) -> None: ...

    enqueue("intake.read_load", {"load": 7}, key="load-7", user=…, tenant=…, title="Читаем файл «План.docx»")

What is promised, on both queues:

- a job put in inside a transaction is seen when it commits and gone when it rolls back;
- every job ends done, cancelled or failed; none is lost, whichever process is killed whenever;
- a body may run twice (its worker was killed, or was silent too long); effects in the database happen once behind
  `once`; letters carry a `message_id` that stays the same;
- a body that fails, or kills its worker, is tried three times, then the job is failed and says so; a body that raises
  `Refusal` is failed at once with its sentence;
- one open job per task and key; a periodic task (`@task(every=…)`) runs once a slot, never beside itself;
- no clock is trusted: a jump of the calendar may shift a periodic task or a pause, it loses and doubles nothing.

A body says how far it is by `progress.report`, what came of it by `progress.result`, and asks `progress.check`
whether to go on. The person who started the job sees all this on the job's page and may stop or repeat it.
"""

from __future__ import annotations

from django_tasks import task

from estafeta.core.jobs import progress
from estafeta.core.jobs.attempts import Attempt, Cancelled, Interrupted, execute
from estafeta.core.jobs.effects import message_id, once
from estafeta.core.jobs.models import Job
from estafeta.core.jobs.queue import cancel, enqueue, repeat, take_next

__all__ = [
    "Cancelled", "Interrupted", "Job", "cancel", "enqueue", "message_id", "once", "progress", "repeat", "run_all",
    "task",
]  # fmt: skip


def run_all() -> int:
    """Run everything that is due, here and now; for tests and the demo. Returns how many attempts were made."""
    count = 0
    while (job := take_next("here")) is not None:
        execute(Attempt(job))
        count += 1
    return count
