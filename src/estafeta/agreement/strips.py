"""What agreement says at the head of a plan."""

from __future__ import annotations

import datetime as dt

from estafeta.agreement.queries import strip_for
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.strips import STATE, Strip, plan_strip


@plan_strip
def standing_strip(roadmap: Roadmap, actor: Actor, today: dt.date) -> Strip:
    """Where the plan stands between draft and closed, and what the person may do with it."""
    return Strip("agreement/strip_line.html", strip_for(roadmap, actor, today), STATE, "agreement/agreement.css")
