"""The list of things to do as a declaration."""

from __future__ import annotations

from estafeta.core.lists.columns import Column
from estafeta.core.lists.filters import Choice, Dates, Rows, Search
from estafeta.core.lists.registry import Registry
from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Task
from estafeta.workbench.task_queries import mine


def tasks(actor: Actor) -> Registry:
    """All that the person may see; the open ones unless others are asked for."""

    def only_open(rows: Rows) -> Rows:
        return rows.filter(state=Task.State.OPEN)

    def of_state(rows: Rows, value: str) -> Rows:
        return rows if value == "all" else rows.filter(state=value)

    def own(rows: Rows, value: str) -> Rows:
        return rows.filter(mine(actor))

    states = [(Task.State.DONE.value, "сделанные"), (Task.State.DROPPED.value, "снятые"), ("all", "все")]
    return Registry(
        title="Дела",
        columns=(
            Column("title", "Дело", lambda row: row.title, ("title",), Task.get_absolute_url, width=60),
            Column("due", "Срок", lambda row: row.due_on, ("due_on",), template="workbench/cells/due.html", width=14),
            Column("who", "Кто отвечает", lambda row: row.who, ("user__last_name", "role"), width=28),
            Column("state", "Состояние", lambda row: row.get_state_display(), ("state",), css="narrow", width=14),
            Column("made_by", "Поручил", lambda row: row.made_by.short_name, ("made_by__last_name",), width=24),
        ),
        filters=(
            Search(("title", "why"), placeholder="Что сделать"),
            Choice("state", "Показать", states, narrowing=of_state, usual=only_open, anything="открытые"),
            Choice("whose", "Чьи", [("mine", "мои")], narrowing=own),
            Dates("due", "Срок", "due_on"),
        ),
        ordering="due",
        empty="Открытых дел нет",
        beside=True,
    )
