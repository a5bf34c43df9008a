"""The queue of many machines: procrastinate brings the rows to workers by tickets, PostgreSQL wakes them.

One attempt of a job is one procrastinate job, its ticket. Procrastinate knows nothing else: what a job is, how often
it was tried and how it ended stand in its row, and a ticket that no row waits for any more does nothing.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import Sequence

from django.db import connection, connections
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.job_context import JobContext
from procrastinate.jobs import DeleteJobCondition
from procrastinate.jobs import Job as Ticket
from procrastinate.manager import JobManager
from procrastinate.worker import Worker

from estafeta.core.jobs import queue
from estafeta.core.jobs.attempts import execute
from estafeta.core.jobs.backends import LONGEST_WAIT, JobsBackend
from estafeta.core.jobs.keeper import Keeper
from estafeta.core.jobs.models import Job
from estafeta.core.jobs.timing import timing

log = logging.getLogger("estafeta.jobs")
TASK = QUEUE = "estafeta"
DROP = "DELETE FROM procrastinate_jobs WHERE id = %s"
UNBROUGHT = """
    SELECT job.* FROM core_job job LEFT JOIN procrastinate_jobs ticket ON ticket.id = job.ticket
    WHERE job.state = 'waiting' AND (
        ticket.id IS NULL OR ticket.status <> 'todo'
        OR (job.attempts > 0 AND ticket.scheduled_at > now() + make_interval(secs => %s))
    )
"""
SWEEP = """
    DELETE FROM procrastinate_jobs ticket WHERE status = 'doing' AND worker_id IS NULL AND NOT EXISTS
        (SELECT 1 FROM core_job job WHERE job.ticket = ticket.id AND job.state IN ('waiting', 'running'))
"""


class Procrastinate(JobsBackend):
    """Any number of workers on any number of machines, on PostgreSQL."""

    def new_ticket(self, run_after: dt.datetime | None) -> int | None:
        """Defer a ticket in the transaction of Django's connection, also inside a worker."""
        ticket = Ticket(queue=QUEUE, task_name=TASK, lock=None, queueing_lock=None, scheduled_at=run_after)
        return JobManager(DjangoConnector()).defer_job(ticket).id

    def drop_ticket(self, ticket: int | None) -> None:
        """Delete it, whoever holds it."""
        with connection.cursor() as cursor:
            cursor.execute(DROP, [ticket])

    def unbrought(self) -> Sequence[Job]:
        """Return waiting jobs whose ticket is gone, or in the hands of a worker, or of a clock since set back.

        Tickets that workers now dead have left behind are swept away.
        """
        with connection.cursor() as cursor:
            cursor.execute(SWEEP)
        return list(Job.queue.raw(UNBROUGHT, [timing().longest_pause]))

    def now(self) -> dt.datetime:
        """Return the server's time: workers' clocks may differ."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            moment: dt.datetime = cursor.fetchone()[0]
        return moment

    def work(self, stop: threading.Event, name: str) -> None:
        """Serve tickets; when the database goes away, wait for it with growing pauses."""
        wait = timing().poll
        with Keeper(name, stop) as keeper:
            while not stop.wait(wait):
                try:
                    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                        runner.run(serve(stop, keeper))
                    wait = timing().poll
                except Exception:  # whatever psycopg or procrastinate raise of a lost server: it is waited for
                    wait = min(wait * 2, LONGEST_WAIT)
                    log.exception("Worker %s waits %.0f s for the database", name, wait)
                connections.close_all()


async def serve(stop: threading.Event, keeper: Keeper) -> None:
    """Run procrastinate's worker until `stop` is set or the database is lost.

    A ticket that comes between `stop` and the moment when procrastinate hears of it is left to another worker.
    """
    app = DjangoApp(connector=DjangoConnector().get_worker_connector())
    deaf = threading.Event()

    @app.task(name=TASK, queue=QUEUE, pass_context=True)
    def run(context: JobContext) -> None:
        rows = Job.queue.filter(ticket=context.job.id)
        if stop.is_set():
            deaf.wait()
            queue.pass_on(rows)
        elif (job := queue.take(rows, keeper.name)) is not None:
            with keeper.keeping(job) as attempt:
                execute(attempt)

    async with app.open_async():
        worker = Worker(
            app,
            queues=[QUEUE],
            name=keeper.name,
            install_signal_handlers=False,
            delete_jobs=DeleteJobCondition.ALWAYS,
            fetch_job_polling_interval=timing().poll,
            update_heartbeat_interval=timing().silence / 3,
            stalled_worker_timeout=timing().silence,
            task_middleware=app.worker_defaults["task_middleware"],
        )
        ending = asyncio.create_task(end_with(stop, worker, deaf))
        try:
            await worker.run()  # type: ignore[no-untyped-call]
        finally:
            ending.cancel()
            deaf.set()


async def end_with(stop: threading.Event, worker: Worker, deaf: threading.Event) -> None:
    """Stop the worker once `stop` is set; `deaf` says that it takes no more tickets."""
    while not stop.is_set():
        await asyncio.sleep(0.1)
    worker.stop()  # type: ignore[no-untyped-call]
    deaf.set()
