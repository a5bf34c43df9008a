"""What an organisation above may entrust to another by an order, and which rights each act carries.

Acts stand here, in the words of an order; the rooms that do the work say which of their rights an act needs
(`carries`). Whoever holds an entrusting asks a right as a coordinator of the giver would, for these rights alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estafeta.organisations.models import Organisation
from estafeta.organisations.roles import Role

AGREE, GATHER, CAMPAIGNS, REMIND, CONSULT = "agree", "gather", "campaigns", "remind", "consult"
ACTS = {
    AGREE: "согласовывать дорожные карты",
    GATHER: "собирать базы и отчёты",
    CAMPAIGNS: "проводить кампании мониторинга",
    REMIND: "напоминать о сроках",
    CONSULT: "консультировать по картам",
}
DEPUTIES = frozenset({Role.CURATOR, Role.DIRECTOR, Role.METHODIST})
"""Whose roles in the entrusted organisation do what is entrusted; a clerk, an auditor, an employee do not."""

_RIGHTS: dict[str, set[str]] = {act: set() for act in ACTS}


def carries(act: str, *rights: str) -> None:
    """Say that an act needs these rights of a room. Raises KeyError for an act that no order knows."""
    _RIGHTS[act].update(rights)


def rights_of(acts: Iterable[str]) -> frozenset[str]:
    """Every right that the acts carry."""
    return frozenset(right for act in acts for right in _RIGHTS.get(act, ()))


def is_alive(act: str) -> bool:
    """Say whether a room does the act already; an order may name it before."""
    return bool(_RIGHTS[act])


@dataclass(frozen=True, slots=True)
class Trust:
    """An entrusting in force, as the acting person carries it."""

    giver: Organisation
    holder: Organisation
    acts: frozenset[str]
    order: str
    ends: dt.date | None

    def reaches(self, organisation: Organisation) -> bool:
        """True for the giver and those below it, but for the holder itself: nobody agrees her own plan."""
        if organisation.pk == self.giver.pk:
            return True
        own = self.holder.pk != self.giver.pk and self.holder.holds(organisation)
        return self.giver.holds(organisation) and not own

    def carries(self, right: str) -> bool:
        """True when one of its acts carries the right."""
        return right in rights_of(self.acts)


@dataclass(frozen=True, slots=True)
class Order:
    """A registered order of the giver's: `key` «documents.document:12», its words, where it is read."""

    key: str
    number: str
    date: dt.date
    title: str
    url: str


OrderSource = Callable[[Organisation], list[Order]]
ORDER_SOURCES: list[OrderSource] = []


def order_source(source: OrderSource) -> OrderSource:
    """Register a room above that keeps orders of an organisation."""
    if source not in ORDER_SOURCES:
        ORDER_SOURCES.append(source)
    return source


def orders_of(organisation: Organisation) -> dict[str, Order]:
    """The registered orders that an entrusting may rest on, by key, the latest first."""
    return {order.key: order for source in ORDER_SOURCES for order in source(organisation)}
