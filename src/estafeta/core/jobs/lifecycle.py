"""The life cycle of a job. Steps without a label are the worker's own."""

from __future__ import annotations

from estafeta.core.lifecycles import Step, states, table

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
OPEN = states(WAITING, RUNNING)
OWN = "core.own_jobs"


def _of_worker(name: str, source: str, target: str) -> Step:
    return Step(name, states(source), target, "", "", "")


JOB = table(
    _of_worker("take", WAITING, RUNNING),
    _of_worker("finish", RUNNING, DONE),
    _of_worker("try_again", RUNNING, WAITING),
    _of_worker("give_up", RUNNING, FAILED),
    _of_worker("stop", RUNNING, CANCELLED),
    Step("cancel", states(WAITING), CANCELLED, "Отменить", OWN, "Отменять нечего: работа закончена."),
    Step("repeat", states(FAILED, CANCELLED), WAITING, "Повторить", OWN, "Повторять нечего: работа идёт или сделана."),
)
