"""The tabs of a card: rooms above add theirs in their module `card_tabs` (consents, requests, pairs).

Their pages extend `people/card_frame.html` and are drawn by `people.views.finding.card_page`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from estafeta.core.components.parts import Link
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.people.models import Person

Count = Callable[[Person, Actor], int | None]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: the name of its address, which takes the slug and the key of the card, and the right that opens it.

    `count` is the figure beside the label; `shown` hides the tab from cards that it is not about.
    """

    code: str
    label: str
    order: int
    address: str
    right: str
    count: Count | None = None
    shown: Callable[[Person, Actor], bool] | None = None


TABS: dict[str, Tab] = {}


def add_tab(tab: Tab) -> Tab:
    """Put a tab on every card; the same code again replaces it."""
    TABS[tab.code] = tab
    return tab


def tabs_of(person: Person, actor: Actor, current: str) -> list[Link]:
    """The tabs that the person who looks may open."""
    slug = actor.organisation.slug
    return [
        Link(
            tab.label, reverse(tab.address, args=[slug, person.pk]), tab.code == current,
            tab.count(person, actor) if tab.count else None,
        )
        for tab in sorted(TABS.values(), key=lambda tab: tab.order)
        if may(tab.right, actor, person) and (tab.shown is None or tab.shown(person, actor))
    ]  # fmt: skip


add_tab(Tab("main", "Главное", 10, "people:card", "people.view"))
add_tab(Tab("history", "История", 80, "people:history", "people.view"))
add_tab(Tab("looks", "Кто смотрел", 90, "people:looks", "people.see_looks"))
