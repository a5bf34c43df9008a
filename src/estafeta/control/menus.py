"""Who controls a plan, and next year's plan from it: entries of its menu."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.menus import BEGINNINGS, PLAN, Entry
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.plan import roadmaps_of


@PLAN.entry
def controller(plan: Roadmap, actor: Actor) -> Entry | None:
    """«Контролёр карты»."""
    return _entry("Контролёр карты", "control:controller", "user-check", plan, actor)


@PLAN.entry
def roll_over(plan: Roadmap, actor: Actor) -> Entry | None:
    """«Карта на новый год»."""
    return _entry("Карта на новый год", "control:roll_over", "calendar-plus", plan, actor)


def _entry(label: str, address: str, icon: str, plan: Roadmap, actor: Actor) -> Entry | None:
    if not may("roadmaps.change_plan", actor, plan):
        return None
    return Entry(label, reverse(address, args=[plan.organisation.slug, plan.pk]), icon)


@BEGINNINGS.entry
def from_last_year(organisation: Organisation, actor: Actor) -> Entry | None:
    """«Из карты прошлого года»: the latest plan there is."""
    last = roadmaps_of(organisation).first()
    if last is None:
        return None
    return _entry("Из карты прошлого года", "control:roll_over", "calendar-plus", last, actor)
