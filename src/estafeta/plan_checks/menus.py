"""The check of a plan: an entry of its menu, a button at its head, a block beside a draft."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from estafeta.intake.asides import Aside, draft_aside
from estafeta.intake.models import Load
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.menus import PLAN, Entry
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.strips import HEAD, Strip, plan_strip


@PLAN.entry
def remarks(plan: Roadmap, actor: Actor) -> Entry:
    """«Проверить карту»."""
    address = reverse("plan_checks:remarks", args=[plan.organisation.slug, plan.pk])
    return Entry("Проверить карту", address, "list-checks")


@plan_strip
def button(plan: Roadmap, actor: Actor, today: dt.date) -> Strip:
    """How many remarks stand, asked for after the plan has been shown."""
    return Strip("plan_checks/check.html", plan, place=HEAD)


@draft_aside
def beside_draft(load: Load) -> Aside:
    """The gravest remarks on a draft."""
    return Aside("plan_checks/beside_draft.html")
