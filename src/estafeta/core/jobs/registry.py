"""Tasks by their names. A body is declared once with `@task` and known from then on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")

TASKS: dict[str, Task[Any, Any]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T]):
    """Django's task with a period: `@task(every=timedelta(hours=24))` is put into the queue by itself."""

    every: dt.timedelta | None = None

    def __post_init__(self) -> None:
        """Keep the body under its name. Raises ValueError when two bodies of an app have one name."""
        Task.__post_init__(self)
        known = TASKS.setdefault(name_of(self), self)
        if known.func.__module__ != self.func.__module__:
            raise ValueError(f"two tasks are called {name_of(self)}")


def name_of(task: Task[Any, Any]) -> str:
    """Return «app.function»: what stays true when modules move, because rows outlive a release."""
    parts = task.func.__module__.split(".")
    app = parts[1] if parts[0] == "estafeta" and len(parts) > 1 else parts[0]
    return f"{app}.{task.func.__name__}"


def periodic() -> dict[str, dt.timedelta]:
    """Return the periods of tasks that run by themselves, by name."""
    return {name: task.every for name, task in TASKS.items() if isinstance(task, JobTask) and task.every}
