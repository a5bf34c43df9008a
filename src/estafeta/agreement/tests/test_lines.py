"""Every step of a plan on its way writes one line under its own verb; a plan returned without a line once survived."""

from __future__ import annotations

import pytest

from estafeta.agreement import actions
from estafeta.core.models import JournalLine

ACTS = {
    "send_roadmap": lambda people, plan, day: actions.send_roadmap(actor=people["curator"], roadmap=plan),
    "recall_roadmap": lambda people, plan, day: actions.recall_roadmap(actor=people["curator"], roadmap=plan),
    "return_roadmap": lambda people, plan, day: actions.return_roadmap(
        actor=people["above"], roadmap=plan, note="Уточните сроки"
    ),
    "agree_roadmap": lambda people, plan, day: actions.agree_roadmap(actor=people["above"], roadmap=plan),
    "remark_roadmap": lambda people, plan, day: actions.add_agreement_remark(
        actor=people["above"], roadmap=plan, text="Где срок?"
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACTS)
def test_step_writes_one_line_of_its_own(name, roadmap, curator, above, today) -> None:
    people = {"curator": curator, "above": above}
    if name != "send_roadmap":
        ACTS["send_roadmap"](people, roadmap, today)
    before = set(JournalLine.objects.values_list("pk", flat=True))
    ACTS[name](people, roadmap, today)
    fresh = JournalLine.objects.exclude(pk__in=before)
    assert [(line.verb, line.target_id) for line in fresh] == [(f"agreement.{name}", roadmap.pk)]
