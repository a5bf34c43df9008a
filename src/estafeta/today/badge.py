"""The figure of «Сегодня» in the rail: never the whole page for the sake of a number."""

from __future__ import annotations

import datetime as dt

from estafeta.organisations.actors import Actor
from estafeta.today.queries import Today, today_for
from estafeta.workbench.memory import keep, remember, version_of


def key_of(actor: Actor, today: dt.date) -> str:
    """The figure is one person's, on one day."""
    return f"today:{actor.user.pk}:{today}"


def count_for(actor: Actor, today: dt.date) -> int:
    """How much there is to do; counted anew after an act in the organisation."""
    version = version_of(actor.organisation)
    return remember(key_of(actor, today), version, lambda: today_for(actor, today).count)


def keep_count(actor: Actor, today: dt.date, found: Today) -> None:
    """Keep the figure of a page that was just made."""
    keep(key_of(actor, today), version_of(actor.organisation), found.count)
