"""Where the entrusted work is done: rooms above offer their doors, the page of the centre shows those that are open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import Trust
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_of
from estafeta.organisations.scope import tenant_scope

Figure = Callable[[Organisation, dt.date], int]


@dataclass(frozen=True, slots=True)
class Work:
    """A door at the giver: the acts it serves, its words, the address, the right that opens it, how much waits."""

    acts: frozenset[str]
    label: str
    address: str
    right: str
    figure: Figure | None = None
    url: str = ""
    count: int = 0


WORKS: dict[str, Work] = {}


def offer_work(work: Work) -> Work:
    """Put a door on the page of whoever is entrusted with its act; the same address again replaces it."""
    WORKS[work.address] = work
    return work


def works_of(actor: Actor, trust: Trust, *, today: dt.date) -> list[Work]:
    """The doors of an entrusting that are open to the person, each with what waits behind it."""
    there = actor_of(actor.user, trust.giver, actor.memberships)
    with tenant_scope(trust.giver):
        return [
            replace(
                work,
                url=reverse(work.address, args=[trust.giver.slug]),
                count=work.figure(trust.giver, today) if work.figure else 0,
            )
            for work in WORKS.values()
            if work.acts & trust.acts and may(work.right, there)
        ]
