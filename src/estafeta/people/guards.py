"""An undo never tears a card away from what has been hung on it since."""

from __future__ import annotations

from typing import Any

from estafeta.core.refusals import Refusal
from estafeta.people.models import Person
from estafeta.people.pointing import rows_at
from estafeta.workbench.undoing import undo_guard

LABEL = Person._meta.label_lower


def hangs_on(person: int, besides: set[tuple[str, int]]) -> bool:
    """Say whether any row of any room points at the card, but for the given ones (model, key)."""
    return any((row._meta.label_lower, row.pk) not in besides for row, _ in rows_at(Person(pk=person)))


@undo_guard
def keep_what_hangs(steps: list[dict[str, Any]]) -> None:
    """Refuse to take a card back once somebody has worked with it."""
    own = {(step["model"], step["pk"]) for step in steps}
    made = [step["pk"] for step in steps if step["model"] == LABEL and step["before"] is None]
    if any(hangs_on(key, own) for key in made):
        raise Refusal("Отменить уже нельзя: с карточкой успели поработать. Закончите её пребывание в организации.")
