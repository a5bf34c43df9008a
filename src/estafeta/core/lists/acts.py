"""What may be done with ticked rows of a list, offered by rooms above to the lists of rooms below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Act:
    """A button under a list: `url` takes a POST with the ticked rows as `selected`."""

    label: str
    icon: str
    url: str


Offer = Callable[[str, Any], Act | None]
OFFERS: dict[str, Offer] = {}


def offer_act(name: str) -> Callable[[Offer], Offer]:
    """Register an offer under a name: given the code of a list and the actor, it answers with a button or None."""

    def keep(offer: Offer) -> Offer:
        OFFERS[name] = offer
        return offer

    return keep


def acts_of(code: str, actor: Any) -> list[Act]:
    """The buttons that the person has under the list; none under a list without a code."""
    if not code or actor is None:
        return []
    return [act for offer in OFFERS.values() if (act := offer(code, actor)) is not None]
