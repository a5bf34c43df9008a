"""A machine whose workers are killed: reads requests as lines of JSON, answers each with a line.

Workers are forks of this process, so that they begin at once; the database is what DATABASE_URL names. Where a worker
dies is told by the statement it is about to make, or has just made: nothing of the queue itself is replaced.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone

CEILING = 60.0  # seconds that a loaded machine is given before a request counts as failed
UPDATE = 'UPDATE "core_job" SET '


def statement_of(sql: str, params: Any) -> str:
    """Name the statement of the queue, or nothing."""
    if sql.startswith(UPDATE + '"beat"'):
        return "the beat"
    if sql.startswith(UPDATE + '"state"'):
        return {"running": "the take", "done": "the end"}.get(params[0], "")
    return ""


def dying(point: str) -> Callable[..., Any]:
    """Return a wrapper of statements that dies before or after the one named by the point."""

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        from tests.faults import bodies

        name = statement_of(sql, params)
        bodies.die(f"before {name}")
        answer = execute(sql, params, many, context)
        bodies.die(f"after {name}")
        return answer

    def install(connection: Any, **_: Any) -> None:
        connection.execute_wrappers.append(wrapper)

    return install


def start(point: str = "", shift: float = 0) -> int:
    """Fork a worker; with a shift its calendar is wrong by so many seconds. Returns its number."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    lonely = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):  # or the one who asks would wait for an answer of a machine that is gone
        os.dup2(lonely, stream)
    from tests.faults import bodies

    bodies.POINT = point
    connection_created.connect(dying(point), weak=False)
    if shift:
        right = timezone.now
        timezone.now = lambda: right() + dt.timedelta(seconds=shift)
    try:
        call_command("worker")
    finally:
        os._exit(0)


def until(what: Callable[[], bool]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + CEILING
    while not what():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)


def gone(child: int) -> int:
    """Wait for the end of a worker; returns the signal that killed it, 0 when it ended by itself."""
    return os.WTERMSIG(os.waitpid(child, 0)[1])


def count(table: str, name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE job = %s", [name])
        return int(cursor.fetchone()[0])


def seen(name: str) -> dict[str, Any]:
    """Return the row of a job and how often its body ran and had its effect."""
    from estafeta.core.jobs import Job

    job = Job.queue.get(payload__name=name)
    fields = ["state", "attempts", "problem", "error", "done", "total", "sentence", "result", "result_url", "worker"]
    row = {field: getattr(job, field) for field in fields}
    return row | {"ran": count("ran", name), "effects": count("effect", name)}


def tickets() -> int:
    """Return how many procrastinate jobs there are."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


def state(name: str) -> str:
    from estafeta.core.jobs import Job

    return str(Job.queue.values_list("state", flat=True).get(payload__name=name))


def ended(*names: str) -> bool:
    return all(state(name) in ("done", "failed", "cancelled") for name in names)


def write_lines(seed: int, acts: int, tenants: list[str]) -> None:
    """Write so many acts, each a transaction with lines of several tenants in any order; every fifth is taken back."""
    from estafeta.core.journal import record

    dice = random.Random(seed)
    done = 0
    while done < acts:
        places = dice.sample(tenants, 2)
        try:
            with transaction.atomic():
                for place in places:
                    with transaction.atomic():
                        said = {"user": None, "verb": "test.say", "target": None}
                        record(tenant=place, sentence=f"{seed}.{done}", after={"act": done}, **said)
                if done % 5 == 4:
                    transaction.set_rollback(True)
        except OperationalError:  # SQLite was busy for too long: again
            continue
        done += 1


class Requests:
    """What the machine can be asked; every answer is a dictionary."""

    def put(self, body: str, name: str, **payload: Any) -> dict[str, Any]:
        from estafeta.core import jobs

        jobs.enqueue(f"tests.{body}", {"name": name, **payload})
        return {}

    def start(self, point: str = "", shift: float = 0) -> dict[str, Any]:
        return {"worker": start(point, shift)}

    def signal(self, worker: int, name: str) -> dict[str, Any]:
        os.kill(worker, getattr(signal, name))
        return {}

    def gone(self, worker: int) -> dict[str, Any]:
        return {"signal": gone(worker)}

    def alive(self, worker: int) -> dict[str, Any]:
        return {"alive": os.waitpid(worker, os.WNOHANG) == (0, 0)}

    def wait(self, table: str, name: str, rows: int) -> dict[str, Any]:
        until(lambda: count(table, name) >= rows)
        return {}

    def wait_progress(self, name: str, done: int) -> dict[str, Any]:
        from estafeta.core.jobs import Job

        until(lambda: Job.queue.get(payload__name=name).done >= done)
        return {}

    def cancel(self, name: str) -> dict[str, Any]:
        from estafeta.core import jobs

        jobs.cancel(jobs.Job.queue.get(payload__name=name))
        return {}

    def ended(self, names: list[str]) -> dict[str, Any]:
        until(lambda: ended(*names))
        return {name: seen(name) for name in names}

    def seen(self, name: str) -> dict[str, Any]:
        return seen(name)

    def pulses(self) -> dict[str, Any]:
        from estafeta.core.jobs import Job

        slots = Job.queue.filter(task="tests.pulse").values_list("slot", "attempts")
        return {"slots": [slot for slot, _ in slots], "attempts": [tries for _, tries in slots]}

    def wait_pulses(self, slots: int) -> dict[str, Any]:
        until(lambda: len(self.pulses()["slots"]) >= slots)
        return {}

    def outage(self, seconds: float) -> dict[str, Any]:
        """Take the database away: PostgreSQL's sessions are cut, SQLite's only lock is kept."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            return {}
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            cursor.execute("ROLLBACK")
        return {}

    def write_lines(self, writers: int, acts: int, tenants: list[str]) -> dict[str, Any]:
        """Fork writers that write at once; returns how many lines they leave and what the chain says."""
        from estafeta.core.journal.models import JournalLine
        from estafeta.core.journal.verifying import verify

        connections.close_all()
        children = []
        for number in range(writers):
            child = os.fork()
            if not child:
                try:
                    write_lines(number, acts, tenants)
                    os._exit(0)
                finally:
                    os._exit(1)
            children.append(child)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        verdict = verify()
        lines = JournalLine.chain.filter(verb="test.say").count()
        return {
            "codes": codes,
            "holds": verdict.holds,
            "breaks": [found.why for found in verdict.breaks],
            "lines": lines,
        }

    def clear(self) -> dict[str, Any]:
        """Forget what is not ended: the next test's workers have only its own jobs."""
        from estafeta.core.jobs import Job

        Job.queue.exclude(state__in=("done", "failed", "cancelled")).delete()
        return {}

    def no_tickets(self) -> dict[str, Any]:
        until(lambda: tickets() == 0)
        return {}


def make() -> None:
    """Make the tables, those in which bodies write down what they did too."""
    import tests.faults.bodies  # noqa: F401

    call_command("migrate", verbosity=0, skip_checks=True)
    with connection.cursor() as cursor:
        for table in ("ran", "effect", "ended"):
            cursor.execute(f"CREATE TABLE {table} (job varchar(100))")


def main() -> None:
    """Make the database, then answer until the input ends."""
    django.setup()
    make()
    requests = Requests()
    print("{}", flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = getattr(requests, request.pop("ask"))(**request)
        except Exception:  # noqa: BLE001 - the test that asked fails of it, the next one asks again
            answer = {"trouble": traceback.format_exc()}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    assert threading.active_count() == 1
    main()
