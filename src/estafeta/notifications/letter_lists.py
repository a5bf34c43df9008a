"""The outbox as a declaration."""

from __future__ import annotations

from estafeta.core.lists.columns import Column
from estafeta.core.lists.filters import Choice, Rows, Search
from estafeta.core.lists.registry import Registry
from estafeta.notifications.models import Letter

UNSENT = "unsent"


def narrow(rows: Rows, value: str) -> Rows:
    """Those of a state; «unsent» are all that somebody must see to."""
    states = [Letter.State.FAILED, Letter.State.HELD] if value == UNSENT else [value]
    return rows.filter(state__in=states)


LETTERS = Registry(
    title="Письма",
    columns=(
        Column("subject", "Письмо", lambda row: row.subject, ("subject",), width=50),
        Column("reader", "Кому", lambda row: row.reader, ("name", "address"), width=30),
        Column("state", "Состояние", lambda row: row.get_state_display(), ("state",),
               template="notifications/cells/letter_state.html", width=40),
        Column("at", "Когда", lambda row: row.sent_at or row.created_at, ("created_at",), css="narrow", width=18),
    ),
    filters=(
        Search(("subject", "name", "address"), placeholder="Тема или кому"),
        Choice("state", "Показать", [(UNSENT, "не ушли"), *Letter.State.choices], narrowing=narrow, anything="все"),
    ),
    ordering="-at",
    empty="Писем ещё не было",
)  # fmt: skip
