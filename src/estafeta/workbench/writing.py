"""The write of `core.writing` for rooms above: here what an act changes is also kept for «Отменить»."""

from __future__ import annotations

from estafeta.core import writing
from estafeta.core.writing import (
    Stale,
    about,
    checked,
    create,
    journal,
    locked,
    subject,
    take_step,
)
from estafeta.organisations.actors import Actor
from estafeta.workbench.models import Undo

__all__ = ["Changes", "Stale", "about", "checked", "create", "journal", "locked", "subject", "take_step"]


class Changes(writing.Changes):
    """The rows an action changes or makes, and the undo that gives them back."""

    def undo(self, actor: Actor, sentence: str) -> Undo:
        """Keep what «Отменить» needs."""
        return Undo.objects.create(
            user=actor.user, organisation=actor.organisation, sentence=sentence, steps=self.steps
        )
