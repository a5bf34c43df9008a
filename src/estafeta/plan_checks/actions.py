"""What a person does with a remark: mends it in one click, puts it aside with a reason, takes it back."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.plan_checks.models import LintDismissal
from estafeta.roadmaps.actions import change_measure
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.workbench.writing import create, journal
from roadmap_linter import Finding
from russian.phrases import clip

MENDED = frozenset({"title", "deadline_text", "responsible_text", "result", "document", "number"})


@transaction.atomic
def mend(*, actor: Actor, roadmap: Roadmap, finding: Finding) -> None:
    """Write what the mend of a finding says; refuses where it has none or its row has gone."""
    if finding.mend is None:
        raise Refusal("Это замечание исправляется вручную.")
    for change in finding.mend.changes:
        rows = Measure.objects.select_related("section__roadmap__organisation").filter(section__roadmap=roadmap)
        measure = rows.filter(pk=int(change.place.key), removed_at__isnull=True).first()
        if measure is None or change.place.field not in MENDED:
            raise Refusal("Этой строки в карте уже нет. Обновите страницу.")
        values: dict[str, Any] = {change.place.field: change.value}
        change_measure(actor=actor, measure=measure, **values)


@transaction.atomic
def dismiss(*, actor: Actor, roadmap: Roadmap, finding: Finding, note: str) -> LintDismissal:
    """Put a remark aside: it is as it should be, and why."""
    demand("roadmaps.change_plan", actor, roadmap)
    note = need(note, "Напишите, почему так и надо.")
    made = create(LintDismissal(roadmap=roadmap, rule=finding.rule, place=finding.key, note=note, made_by=actor.user))
    journal(
        actor, "plan_checks.dismiss_remark", roadmap, f"Замечание проверки снято ({clip(finding.sentence)}): {note}"
    )
    return made


@transaction.atomic
def recall_dismissal(*, actor: Actor, roadmap: Roadmap, finding: Finding) -> None:
    """Let a remark be shown again."""
    demand("roadmaps.change_plan", actor, roadmap)
    LintDismissal.objects.filter(roadmap=roadmap, rule=finding.rule, place=finding.key).delete()
    journal(actor, "plan_checks.recall_dismissal", roadmap, f"Замечание проверки возвращено: {clip(finding.sentence)}")
