"""A file is a way to begin a plan."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.menus import BEGINNINGS, PLAN, Entry
from estafeta.roadmaps.models import Roadmap


@BEGINNINGS.entry
def from_a_file(organisation: Organisation, actor: Actor) -> Entry | None:
    """«Загрузить карту»."""
    if not may("intake.manage_loads", actor):
        return None
    return Entry("Загрузить карту", reverse("intake:load_start", args=[organisation.slug]), "file-up")


@PLAN.entry
def another_file(plan: Roadmap, actor: Actor) -> Entry | None:
    """«Загрузить другую карту»."""
    way = from_a_file(plan.organisation, actor)
    return way and Entry("Загрузить другую карту", way.url, way.icon)


@BEGINNINGS.entry
def without_file(organisation: Organisation, actor: Actor) -> Entry | None:
    """«Начать без файла»."""
    if not may("roadmaps.change_plan", actor):
        return None
    return Entry("Начать без файла", reverse("intake:new", args=[organisation.slug]), "plus")


@PLAN.entry
def another_plan(plan: Roadmap, actor: Actor) -> Entry | None:
    """«Новая карта без файла»."""
    way = without_file(plan.organisation, actor)
    return way and Entry("Новая карта без файла", way.url, way.icon)
