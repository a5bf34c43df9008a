"""The tabs over the pages of an organisation's settings, and pages of upper rooms beside the list of those below."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core.components.parts import Link
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor

TABS = [
    ("organisations:card", "Карточка", "organisations.enter"),
    ("organisations:members", "Сотрудники", "organisations.see_members"),
    ("organisations:given", "Поручения", "organisations.entrust"),
    ("organisations:journal", "Журнал", "organisations.read_journal"),
]


BESIDE_BELOW: list[tuple[str, str, str]] = []
"""(address, label, right) of pages that stand beside the list of organisations below."""


def offer_beside_below(address: str, label: str, right: str) -> None:
    """Put a page of an upper room beside the list of organisations below; offered once, when that room starts."""
    if (address, label, right) not in BESIDE_BELOW:
        BESIDE_BELOW.append((address, label, right))


def links_beside_below(actor: Actor) -> list[Link]:
    """The pages there that the person may open."""
    slug = actor.organisation.slug
    return [Link(label, reverse(name, args=[slug])) for name, label, right in BESIDE_BELOW if may(right, actor)]


def offer_tab(address: str, label: str, right: str) -> None:
    """Put a page of an upper room beside the settings; offered once, when that room starts."""
    if (address, label, right) not in TABS:
        TABS.insert(-1, (address, label, right))


def settings_tabs(actor: Actor, current: str) -> list[Link]:
    """The tabs that the person may open."""
    slug = actor.organisation.slug
    return [
        Link(label, reverse(name, args=[slug]), name == current) for name, label, right in TABS if may(right, actor)
    ]
