"""Sections of a plan: added, changed, moved, removed and given back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from estafeta.core.refusals import Refusal
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.guards import NOT_DELETED, demand_free_to_drop, demand_writable
from estafeta.roadmaps.models import Measure, Roadmap, Section
from estafeta.roadmaps.sentences import named
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked
from russian.phrases import clip


@transaction.atomic
def add_section(
    *, actor: Actor, roadmap: Roadmap, title: str, number: str = "", stage: int | None = None, deadline_text: str = ""
) -> Section:
    """Add a section at the end of the plan; refuses one without a title."""
    demand_writable(actor, roadmap)
    if not title.strip():
        raise Refusal("Назовите раздел.")
    last = roadmap.sections.aggregate(last=Max("position"))["last"]
    section = create(
        Section(
            roadmap=roadmap,
            position=0 if last is None else last + 1,
            number=number.strip(),
            title=title.strip(),
            stage=stage,
            deadline_text=deadline_text.strip(),
        )
    )
    journal(
        actor,
        "roadmaps.add_section",
        roadmap,
        f"Добавлен раздел «{clip(str(section))}».",
        after={"section": section},
    )
    return section


@transaction.atomic
def change_section(
    *,
    actor: Actor,
    section: Section,
    title: str,
    number: str = "",
    stage: int | None = None,
    deadline_text: str = "",
    version: int | None = None,
) -> None:
    """Change number, title, stage and deadline of a section. Refuses a stale `version`."""
    demand_writable(actor, section)
    row = locked(section, version)
    changes = Changes(actor)
    changes.save(row, title=title.strip(), number=number.strip(), stage=stage, deadline_text=deadline_text.strip())
    section.refresh_from_db()
    words = f"Изменён раздел «{clip(str(row))}»."
    journal(actor, "roadmaps.change_section", section.roadmap, words, **changes.sides())


@transaction.atomic
def move_section(*, actor: Actor, section: Section, after: Section | None) -> None:
    """Put a section after another one of the same plan, or first; numbers stay as printed."""
    demand_writable(actor, section)
    if after is not None and after.roadmap_id != section.roadmap_id:
        raise Refusal("Раздел можно переставить только внутри своей карты.")
    others = [row for row in section.roadmap.sections.select_for_update(of=("self",)) if row.pk != section.pk]
    place = 0 if after is None else [row.pk for row in others].index(after.pk) + 1
    others.insert(place, section)
    for position, row in enumerate(others):
        row.position = position
    Section.objects.bulk_update(others, ["position"])
    journal(actor, "roadmaps.move_section", section.roadmap, f"Переставлен раздел «{clip(str(section))}».")


@transaction.atomic
def delete_section(*, actor: Actor, section: Section) -> Undo:
    """Remove a section with its measures; it can be given back. Refuses the only section of a plan, and one that
    holds what came from above with a locked term.
    """
    demand_writable(actor, section)
    if section.removed_at:
        raise Refusal("Этот раздел уже удалён.")
    if not section.roadmap.sections.filter(removed_at__isnull=True).exclude(pk=section.pk).exists():
        raise Refusal("Это единственный раздел карты. Добавьте другой, потом удалите этот.")
    changes = Changes(actor)
    now = timezone.now()
    changes.save(section, removed_at=now)
    for measure in section.measures.filter(removed_at__isnull=True):
        demand_free_to_drop(actor, measure, NOT_DELETED.format(named(measure)))
        changes.save(measure, removed_at=now)
    words = f"Удалён раздел «{clip(str(section))}»."
    journal(actor, "roadmaps.delete_section", section.roadmap, words, after={"section": section})
    return changes.undo(actor, words)


@transaction.atomic
def restore_section(*, actor: Actor, section: Section) -> None:
    """Give back a removed section with the measures that went with it."""
    demand_writable(actor, section)
    if not section.removed_at:
        raise Refusal("Этот раздел не удалён.")
    Measure.objects.filter(section=section, removed_at=section.removed_at).update(removed_at=None)
    Changes(actor).save(section, removed_at=None)
    journal(actor, "roadmaps.restore_section", section.roadmap, f"Возвращён раздел «{clip(str(section))}».")
