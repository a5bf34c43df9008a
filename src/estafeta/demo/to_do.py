"""Things to do of the demo that are no measures, played through the real actions. Days are counted from its day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from estafeta.demo.cast import Cast
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope
from estafeta.workbench.task_actions import TaskDraft, add_task, finish_task


@dataclass(frozen=True, slots=True)
class Given:
    """One thing to do: where, who gave it to whom, what, in how many days, why."""

    organisation: str
    by: str
    who: str
    title: str
    days: int
    why: str = ""
    lawful: bool = False
    done: bool = False


TASKS = (
    Given("school", "director", "curator", "Ответить на запрос о данных ребёнка", 5,
          "Мать ученицы 7А спрашивает, кто видит данные дочери. По закону — десять рабочих дней.", lawful=True),
    Given("school", "curator", "curator", "Позвонить в наставнический центр о базе наставников", 2,
          "Обещали прислать контакты двух выпускников."),
    Given("school", "curator", "curator", "Раздать наставникам памятки о первой встрече", -1, "Лежат в 31-м."),
    Given("school", "curator", "teacher", "Прислать пожелания пары к плану встреч", 4),
    Given("school", "curator", "curator", "Поправить список группы в журнале", -4, done=True),
    Given("department", "coordinator", "coordinator", "Собрать вопросы к совещанию кураторов", 3),
)  # fmt: skip


def give_tasks(cast: Cast, day: dt.date) -> None:
    """Give every one of them; what is done is marked by whoever answers for it."""
    for row in TASKS:
        organisation = getattr(cast, row.organisation)
        user = getattr(cast, row.who)
        with tenant_scope(organisation):
            draft = TaskDraft(
                title=row.title, due_on=day + dt.timedelta(days=row.days), user=user, why=row.why, lawful=row.lawful
            )
            by = actor_for(getattr(cast, row.by), organisation, today=day)
            task, _ = add_task(actor=by, draft=draft)
            if row.done:
                finish_task(actor=actor_for(user, organisation, today=day), task=task)
