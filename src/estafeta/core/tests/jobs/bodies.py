"""Bodies for the tests of the queue."""

from __future__ import annotations

from typing import Any

from estafeta.core import jobs
from estafeta.core.jobs import once, progress, task
from estafeta.core.refusals import Forbidden, Refusal

NOTES: list[Any] = []


@task()
def note(n: int) -> None:
    NOTES.append(n)


@task()
def explode() -> None:
    NOTES.append("explode")
    raise ValueError("нет файла")


@task()
def refuse() -> None:
    raise Refusal("Файл пустой. Выберите другой.")


@task()
def forbid() -> None:
    raise Forbidden("Готовить документы могут только сотрудники.")


@task()
def count(total: int, cancelled_at: int = -1) -> None:
    """Count up to the total; somebody cancels at the given step."""
    for step in range(total):
        progress.report(step, total, f"Шаг {step}")
        if step == cancelled_at:
            jobs.cancel(jobs.Job.queue.get(state="running"))
        progress.check()
        with once(f"step {step}") as first:
            if first:
                NOTES.append(step)
    progress.report(total, total)
    progress.result("Сосчитано", "/итог/")
