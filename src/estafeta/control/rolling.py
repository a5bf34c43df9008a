"""The turn of the year: next year's roadmap from the old one, with what was not finished carried on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from estafeta.control.copying import draft_of_next_year, kind_drafts
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.building import create_from_draft
from estafeta.roadmaps.drafts import DueDraft, MeasureDraft, ResponsibleDraft, RoadmapDraft, SectionDraft
from estafeta.roadmaps.models import Measure, Roadmap
from estafeta.workbench.writing import journal
from russian.plurals import counted

CARRIED = "Перешло из карты прошлого года"
MEASURES = ("мероприятие", "мероприятия", "мероприятий")


def unfinished(roadmap: Roadmap) -> list[Measure]:
    """The measures with an open dated due, which somebody may want to carry over; conditional ones are not asked of."""
    rows = Measure.objects.filter(
        section__roadmap=roadmap,
        removed_at__isnull=True,
        section__removed_at__isnull=True,
        conditional=False,
        dues__state__in=["planned", "in_progress"],
        dues__due_on__isnull=False,
    )
    rows = rows.select_related("section").prefetch_related("dues", "responsibles", "kinds").distinct()
    return list(rows.order_by("section__position", "position", "pk"))


def rolled(roadmap: Roadmap, starts: dt.date, carry: Collection[int], until: dt.date) -> RoadmapDraft:
    """The draft of the new roadmap: the old one moved, and a section of what is carried, due by `until`."""
    draft = draft_of_next_year(roadmap, starts)
    if carry and not draft.starts <= until <= draft.ends:
        raise Refusal("Срок для незавершённого — день новой карты.")
    rows = tuple(_carried(row, until) for row in unfinished(roadmap) if row.pk in carry)
    return replace(draft, sections=(*draft.sections, SectionDraft(title=CARRIED, measures=rows))) if rows else draft


def _carried(measure: Measure, until: dt.date) -> MeasureDraft:
    people = tuple(ResponsibleDraft(row.text, row.sort, row.user_id, row.role) for row in measure.responsibles.all())
    return MeasureDraft(
        title=measure.title,
        items=tuple(measure.items),
        stage=measure.stage or measure.section.stage,
        group=measure.group,
        form=measure.form,
        deadline_text=f"до {until:%d.%m.%Y}",
        deadline_kind=Measure.DeadlineKind.DATE,
        concerns=measure.concerns,
        dues=(DueDraft(until),),
        responsible_text=measure.responsible_text,
        responsibles=people,
        result=measure.result,
        document=measure.document,
        kinds=kind_drafts(measure),
    )


@transaction.atomic
def roll_over(
    *, actor: Actor, roadmap: Roadmap, starts: dt.date, carry: Collection[int] = (), until: dt.date | None = None
) -> Roadmap:
    """Make next year's roadmap; what is carried points back to the measure it comes from.

    Refuses a start less than half a year after the old one and a day for the carried outside the new roadmap.
    """
    demand("roadmaps.change_plan", actor, roadmap)
    by = until or starts + dt.timedelta(days=30)
    made = create_from_draft(actor=actor, draft=rolled(roadmap, starts, carry, by))
    old = [row for row in unfinished(roadmap) if row.pk in carry]
    if old:
        fresh = made.sections.order_by("-position").first()
        assert fresh is not None
        for row, source in zip(fresh.measures.order_by("position", "id"), old, strict=True):
            row.carried_from = source
            row.save(update_fields=["carried_from", "updated_at"])
        words = f"Из карты прошлого года перенесено: {counted(len(old), *MEASURES)}."
        journal(actor, "control.carry_over", made, words, after={"measures": [row.pk for row in old]})
    return made
