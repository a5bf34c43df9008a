"""«Продолжить»: what the person has begun and not finished, as lines of «Сегодня»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from estafeta.organisations.actors import Actor
from estafeta.workbench.drafts.queries import drafts_of
from estafeta.workbench.drafts.registry import KINDS, address_of
from estafeta.workbench.duties import Duty, duty_source
from estafeta.workbench.duties import DutyKind as Folding

BEGUN = Folding("workbench.draft", "Начато и не закончено")


@duty_source("workbench.drafts")
def duties_of_drafts(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield a line for each draft."""
    for draft in drafts_of(actor).filter(kind__in=KINDS).defer("data"):
        yield Duty(
            kind=BEGUN,
            key=f"draft:{draft.pk}",
            title=draft.title,
            verb="Продолжить",
            url=address_of(draft),
            why=KINDS[draft.kind].why,
        )
