"""What the cascade hands up to «Сегодня»: measures offered from above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from estafeta.cascade.queries import waiting_offers
from estafeta.organisations.actors import Actor
from estafeta.workbench.duties import Duty, DutyKind, duty_source

OFFERS = DutyKind("cascade.offers")


@duty_source("cascade")
def duties_of_offers(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield one line for everything that was offered."""
    found = waiting_offers(actor)
    if found is not None:
        title, why, url = found
        yield Duty(kind=OFFERS, key="offers", title=title, verb="Посмотреть", url=url, why=why)
