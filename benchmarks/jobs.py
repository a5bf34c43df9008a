"""Throughput of background jobs on both queues, with a short and a hundredfold longer queue.

    PYTHONPATH=src:. python benchmarks/jobs.py

A job inserts one row. `put` is `enqueue`, one transaction each; `run` is taking, calling and ending a job by one and by
two workers; `wake` is the time from the commit of a job to its body in an idle worker. Ratios say what a longer queue
costs (×100 waiting beside ×1), and what the queue costs beside the bare insert and two updates of a row.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import django
import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
TAKEN, LONG = 200, 20_000


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


class Measured:
    """One queue, in a process of its own; workers are forked from it."""

    def __init__(self) -> None:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.faults.settings"
        django.setup()
        from django.conf import settings
        from tests.faults import machine

        settings.JOBS = {}  # the waits of an installation, not those of the tests
        machine.make()
        self.machine = machine

    def put(self, count: int) -> float:
        """Return the seconds that a job takes to be put in."""
        from estafeta.core.jobs import enqueue

        return seconds(lambda: [enqueue("tests.benchmark", {"name": str(n)}) for n in range(count)]) / count

    def run(self, count: int, workers: int) -> float:
        """Return the seconds that a job takes while `count` of those that wait are run."""
        from estafeta.core.jobs import Job

        waiting = Job.queue.filter(state="waiting", task="tests.benchmark")
        whole = waiting.count()
        running = [self.machine.start() for _ in range(workers)]
        self.machine.until(lambda: waiting.count() < whole)
        first, start = waiting.count(), time.perf_counter()
        self.machine.until(lambda: waiting.count() <= whole - count)
        spent, last = time.perf_counter() - start, waiting.count()
        self.end(running)
        return spent / (first - last)

    def wake(self, times: int) -> float:
        """Return the seconds from the commit of a job to its body in an idle worker, the median."""
        from estafeta.core.jobs import enqueue

        worker, waits = self.machine.start(), []
        for n in range(times):
            rows = self.machine.count("ran", "benchmark") + 1
            enqueue("tests.benchmark", {"name": str(n)})
            waits.append(
                seconds(lambda rows=rows: self.machine.until(lambda: self.machine.count("ran", "benchmark") >= rows))
            )
            time.sleep(0.1)
        self.end([worker])
        return statistics.median(waits)

    def end(self, workers: list[int]) -> None:
        for worker in workers:
            os.kill(worker, signal.SIGTERM)
            self.machine.gone(worker)

    def bare(self, count: int) -> float:
        """Return the seconds of an insert and two updates: what any queue in a table must do."""
        from estafeta.core.jobs import Job

        def one() -> None:
            row = Job.queue.create(task="bare", state="done")
            for state in ("running", "done"):
                Job.queue.filter(pk=row.pk).update(state=state)

        return seconds(lambda: [one() for _ in range(count)]) / count


def measure() -> None:
    queue = Measured()
    floor, wake = queue.bare(TAKEN), queue.wake(20)
    put_short = queue.put(TAKEN + 50)
    run_short = queue.run(TAKEN, 1)
    queue.put(TAKEN)
    run_two = queue.run(TAKEN, 2)
    put_long = queue.put(LONG)
    run_long = queue.run(TAKEN, 1)
    print(f"  put      {1 / put_short:7.0f}/s   behind {LONG} waiting: time ×{put_long / put_short:.2f}")
    print(f"  run, 1   {1 / run_short:7.0f}/s   behind {LONG} waiting: time ×{run_long / run_short:.2f}")
    print(f"  run, 2   {1 / run_two:7.0f}/s   beside one worker: speed ×{run_short / run_two:.2f}")
    print(f"  wake     {wake * 1000:7.0f} ms")
    print(f"  put and run take ×{(put_short + run_short) / floor:.1f} of a bare insert and two updates", flush=True)


def child(url: str, data: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "ESTAFETA_DATA": data,
        "PYTHONPATH": os.pathsep.join(sys.path[:2]),
    }
    subprocess.run([sys.executable, __file__, "measure"], env=environment, cwd=ROOT, check=True)


def main() -> None:
    from tests import postgresql

    with tempfile.TemporaryDirectory() as data:
        print("Rows, SQLite", flush=True)
        child(f"sqlite:///{data}/jobs.sqlite3", data)
        with postgresql.server() as server:
            if server is None:
                print("PostgreSQL is neither given nor installed")
                return
            name = f"jobs_{uuid.uuid4().hex[:8]}"
            with psycopg.connect(server, autocommit=True) as admin:
                admin.execute(f"CREATE DATABASE {name}")
            print("Procrastinate, PostgreSQL", flush=True)
            child(server.rsplit("/", 1)[0] + f"/{name}", data)


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
