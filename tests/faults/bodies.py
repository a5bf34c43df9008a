"""Bodies of the machine's jobs. Each writes down that it ran, and its effect; some die where they are told to."""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
from pathlib import Path

from django.core.mail import EmailMessage
from django.db import connection

from estafeta.core.jobs import message_id, once, progress, task
from estafeta.core.refusals import Refusal

POINT = ""  # where this process is to die


def die(point: str) -> None:
    """End this process as `kill -9` does, when this is the point."""
    if point == POINT:
        os.kill(os.getpid(), signal.SIGKILL)


def write(table: str, job: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (job) VALUES (%s)", [job])


@task()
def effect(name: str, seconds: float = 0) -> None:
    """Have one effect in the database, and take so long."""
    write("ran", name)
    die("in the body")
    time.sleep(seconds)
    with once() as first:
        if first:
            write("effect", name)
        die("in the transaction of the effect")
    die("after the effect")


@task()
def poison(name: str) -> None:
    """Kill the worker, always."""
    write("ran", name)
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def letter(name: str) -> None:
    """Send a letter and die after it."""
    EmailMessage(name, "…", to=["p@example.org"], headers={"Message-ID": message_id("p@example.org")}).send()
    die("after the letter")


@task()
def gate(name: str, file: str) -> None:
    """Wait until the file is there, then have the effect."""
    write("ran", name)
    while not Path(file).exists():
        time.sleep(0.02)
    with once() as first:
        if first:
            write("effect", name)
    write("ended", name)


@task()
def steps(name: str, total: int) -> None:
    """Go step by step until asked to stop."""
    write("ran", name)
    for done in range(total):
        progress.report(done, total, "Считаем")
        progress.check()
        time.sleep(0.02)
    progress.result("Сосчитано", "/итог/")


@task()
def refuse(name: str) -> None:
    raise Refusal("Файл пустой. Выберите другой.")


@task()
def explode(name: str) -> None:
    write("ran", name)
    raise ValueError("нет такого")


@task(every=dt.timedelta(seconds=0.5))
def pulse() -> None:
    write("ran", "pulse")


@task()
def benchmark(name: str) -> None:
    write("ran", "benchmark")
