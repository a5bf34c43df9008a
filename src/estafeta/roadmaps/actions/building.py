"""Making roadmaps: empty, from a draft, from a template, from last year's; putting them away."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.inserting import insert_measures
from estafeta.roadmaps.drafts import RoadmapDraft, SectionDraft
from estafeta.roadmaps.lifecycle import ROADMAP
from estafeta.roadmaps.models import Roadmap, Section
from estafeta.workbench.writing import Changes, create, journal, locked, take_step
from russian.plurals import counted

HEAD = (
    "title", "starts", "ends", "layout", "origin", "template", "previous_id", "approved_post", "approved_name",
    "approved_date", "approved_text", "order_kind", "order_number", "order_date", "order_subject", "territory_note",
)  # fmt: skip
MEASURES = ("мероприятие", "мероприятия", "мероприятий")


@transaction.atomic
def create_roadmap(
    *, actor: Actor, title: str, starts: dt.date, ends: dt.date, layout: str = Roadmap.Layout.CLASSIC5
) -> Roadmap:
    """Make an empty roadmap with one unnamed section; refuses a missing title and an end before the start."""
    draft = RoadmapDraft(
        title=need(title, "Назовите дорожную карту."),
        starts=starts,
        ends=ends,
        layout=layout,
        origin=Roadmap.Origin.EMPTY,
        sections=(SectionDraft(),),
    )
    return create_from_draft(actor=actor, draft=draft)


@transaction.atomic
def create_from_draft(*, actor: Actor, draft: RoadmapDraft) -> Roadmap:
    """Make a roadmap with everything the draft holds.

    Dues that the draft leaves open are read from the wording; kinds that it leaves open are guessed. Refuses an
    untitled measure, an end before the start, and responsible users are taken as given.
    """
    demand("roadmaps.change_plan", actor)
    values = {name: getattr(draft, name) for name in HEAD}
    roadmap = create(
        Roadmap(organisation=actor.organisation, **values, columns=list(draft.columns), stages=list(draft.stages))
    )
    for position, part in enumerate(draft.sections):
        section = Section.objects.create(
            roadmap=roadmap,
            position=position,
            number=part.number[:20],
            title=part.title,
            stage=part.stage,
            deadline_text=part.deadline_text,
        )
        insert_measures(section, part.measures)
    words = f"Создана дорожная карта «{roadmap.title}»: {counted(draft.count(), *MEASURES)}."
    journal(actor, "roadmaps.create_roadmap", roadmap, words, after={"origin": draft.origin, "starts": draft.starts})
    return roadmap


@transaction.atomic
def archive_roadmap(*, actor: Actor, roadmap: Roadmap) -> None:
    """Put a roadmap away: it can be read, its dues remind nobody."""
    _turn(actor, roadmap, "archive", "Дорожная карта убрана в архив.")


@transaction.atomic
def restore_roadmap(*, actor: Actor, roadmap: Roadmap) -> None:
    """Take a roadmap out of the archive."""
    _turn(actor, roadmap, "restore", "Дорожная карта возвращена из архива.")


@transaction.atomic
def withdraw_roadmap(*, actor: Actor, roadmap: Roadmap) -> None:
    """Take back a roadmap that a load made; refuses when a due has been closed or a proof added since."""
    demand("roadmaps.change_plan", actor, roadmap)
    row = locked(roadmap)
    if row.removed_at:
        raise Refusal("Эта карта уже убрана.")
    worked = row.sections.filter(measures__dues__state__in=["done", "in_progress", "cancelled", "not_needed"])
    proved = row.sections.filter(measures__proofs__removed_at__isnull=True, measures__proofs__isnull=False)
    if worked.exists() or proved.exists():
        raise Refusal("По этой карте уже работали: есть отметки или подтверждения. Уберите её в архив.")
    Changes(actor).save(row, removed_at=timezone.now())
    roadmap.refresh_from_db()
    journal(actor, "roadmaps.withdraw_roadmap", roadmap, f"Загрузка отменена, карта «{roadmap.title}» убрана.")


def _turn(actor: Actor, roadmap: Roadmap, name: str, words: str) -> None:
    former = locked(roadmap)
    changes = Changes(actor)
    to, left = ("", former.state) if name == "archive" else (former.archived_from, "")
    take_step(roadmap, ROADMAP, name, actor=actor, changes=changes, to=to, values={"archived_from": left})
    journal(actor, f"roadmaps.{name}_roadmap", roadmap, words, **changes.sides())
