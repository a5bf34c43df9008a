"""Measures by hand: added, reworded, moved, split, removed, given back, renumbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from estafeta.core.refusals import Refusal
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.guards import NOT_DELETED, demand_free_term, demand_free_to_drop, demand_writable
from estafeta.roadmaps.actions.inserting import insert_measures, reread_kinds
from estafeta.roadmaps.drafts import DueDraft, MeasureDraft, ReportingDraft
from estafeta.roadmaps.due_plan import Change, Standing, plan_dues, propose
from estafeta.roadmaps.models import Due, Measure, Reporting, Roadmap, Section
from estafeta.roadmaps.numbering import renumbered
from estafeta.roadmaps.sentences import named
from estafeta.roadmaps.understanding import deadline_of
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, journal, locked

TEXTS = frozenset(
    {"number", "title", "items", "stage", "form", "group", "responsible_text", "result", "document", "deadline_text"}
)


@transaction.atomic
def add_measure(*, actor: Actor, section: Section, draft: MeasureDraft, after: Measure | None = None) -> Measure:
    """Add a measure at the end of a section or after another one; its dues are read from its wording."""
    demand_writable(actor, section)
    position = _make_room(section, after, draft.count())
    measure = insert_measures(section, [draft], first_position=position)[0]
    journal(actor, "roadmaps.add_measure", measure, f"Добавлено мероприятие {named(measure)}.")
    return measure


@transaction.atomic
def change_measure(
    *,
    actor: Actor,
    measure: Measure,
    reportings: Sequence[ReportingDraft] | None = None,
    version: int | None = None,
    **values: Any,
) -> Change:
    """Change wordings (those of `TEXTS`); a new deadline is read again and its dues follow, closed ones stay.

    Returns what has become of the dues. Refuses an empty title, an unknown field and a stale `version`.
    """
    demand_writable(actor, measure)
    if not values.keys() <= TEXTS:
        raise Refusal("Эти сведения мероприятия изменить нельзя.")
    row = locked(measure, version)
    fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
    change = Change(tuple(row.dues.values_list("pk", flat=True)))
    if "deadline_text" in fresh:
        demand_free_term(row)
        deadline = deadline_of(fresh["deadline_text"], row.section.roadmap.starts, row.section.roadmap.ends)
        fresh |= {
            "deadline_kind": deadline.kind, "rrule": deadline.rrule or "", "conditional": deadline.conditional
        }  # fmt: skip
        change = propose_dues(row, plan_dues(deadline))
        _apply(row, change)
    changes = Changes(actor)
    if fresh:
        changes.save(row, **fresh)
    if "items" in fresh:
        reread_kinds(row)
    if reportings is not None and _set_reportings(row, reportings) and not fresh:
        changes.touch(row)
    measure.refresh_from_db()
    journal(actor, "roadmaps.change_measure", measure, f"Изменено мероприятие {named(measure)}.", **changes.sides())
    return change


def propose_dues(measure: Measure, wanted: Sequence[DueDraft]) -> Change:
    """Return what the wanted dues would change: dues with proofs or closed ones are never dropped."""
    standing = [Standing(due.pk, DueDraft(due.due_on, due.starts), not due.is_open) for due in measure.dues.all()]
    return propose(standing, wanted)


def _apply(measure: Measure, change: Change) -> None:
    for pk, draft in change.changed:
        Due.objects.filter(pk=pk).update(due_on=draft.due_on, starts=draft.starts)
    first = measure.dues.count()
    Due.objects.bulk_create(
        Due(measure=measure, position=first + i, due_on=draft.due_on, starts=draft.starts)
        for i, draft in enumerate(change.added)
    )
    Due.objects.filter(pk__in=change.dropped).delete()


def _set_reportings(measure: Measure, reportings: Sequence[ReportingDraft]) -> bool:
    """Put the informed in place of those that stand; False when they are the same."""
    wanted = [(row.to[:300], row.when_text[:300]) for row in reportings]
    if list(measure.reportings.values_list("to", "when_text")) == wanted:
        return False
    measure.reportings.all().delete()
    Reporting.objects.bulk_create(
        Reporting(measure=measure, position=position, to=to, when_text=when_text)
        for position, (to, when_text) in enumerate(wanted)
    )
    return True


@transaction.atomic
def move_measure(*, actor: Actor, measure: Measure, section: Section, after: Measure | None = None) -> None:
    """Put a measure with its parts into a section of the same plan, after another one or at its end."""
    demand_writable(actor, measure)
    if section.roadmap_id != measure.section.roadmap_id:
        raise Refusal("Мероприятие можно переставить только внутри своей карты.")
    family = family_of(measure)
    if after is not None and (after.pk in {row.pk for row in family} or after.section_id != section.pk):
        raise Refusal("Сюда переставить нельзя.")
    position = _make_room(section, after, len(family))
    for offset, row in enumerate(family):
        row.section, row.position = section, position + offset
    if measure.parent_id and after != measure.parent:
        measure.parent = after.parent if after else None
    Measure.objects.bulk_update(family, ["section", "position", "parent"])
    where = f"в раздел «{section}»" if str(section) else "внутри карты"
    journal(actor, "roadmaps.move_measure", measure, f"Мероприятие {named(measure)} переставлено {where}.")


def _make_room(section: Section, after: Measure | None, size: int) -> int:
    """Return the first free position at the wanted place, having shifted what follows."""
    if after is None:
        last = section.measures.aggregate(last=Max("position"))["last"]
        return 0 if last is None else last + 1
    if after.section_id != section.pk:
        raise Refusal("Этого места в разделе уже нет. Обновите страницу.")
    position: int = max(row.position for row in family_of(after)) + 1
    section.measures.filter(position__gte=position).update(position=F("position") + size)
    return position


def family_of(measure: Measure) -> list[Measure]:
    """Return a measure with its parts and their parts, in order, the measure itself first."""
    of_section = list(measure.section.measures.order_by("position", "id"))
    found = {measure.pk}
    family = [measure]
    for row in of_section:
        if row.parent_id in found and row.pk not in found:
            found.add(row.pk)
            family.append(row)
    return family


@transaction.atomic
def split_measure(*, actor: Actor, measure: Measure, titles: Sequence[str]) -> list[Measure]:
    """Split a measure into several: it keeps the first title with its history, the others come after it.

    The new ones take over deadline, responsible and result as wordings. Refuses fewer than two titles.
    """
    demand_writable(actor, measure)
    wanted = [title.strip() for title in titles if title.strip()]
    if len(wanted) < 2:
        raise Refusal("Напишите хотя бы два мероприятия, каждое с новой строки.")
    row = locked(measure)
    draft = MeasureDraft(
        title=wanted[0],
        stage=row.stage,
        form=row.form,
        group=row.group,
        deadline_text=row.deadline_text,
        responsible_text=row.responsible_text,
        result=row.result,
        document=row.document,
    )
    drafts = [replace(draft, title=title) for title in wanted[1:]]
    position = _make_room(row.section, row, len(drafts))
    made = insert_measures(row.section, drafts, first_position=position)
    changes = Changes(actor)
    had_items = bool(row.items)
    changes.save(row, title=wanted[0], items=[])
    if had_items:
        reread_kinds(row)
    measure.refresh_from_db()
    words = f"Мероприятие разделено на {len(wanted)}: {', '.join(named(part) for part in [row, *made])}."
    journal(actor, "roadmaps.split_measure", measure, words, **changes.sides())
    return [measure, *made]


@transaction.atomic
def delete_measure(*, actor: Actor, measure: Measure) -> Undo:
    """Remove a measure with its parts; it can be given back. Refuses what came from above with a locked term."""
    demand_writable(actor, measure)
    if measure.removed_at:
        raise Refusal("Это мероприятие уже удалено.")
    changes = Changes(actor)
    now = timezone.now()
    for row in family_of(measure):
        if row.removed_at is None:
            demand_free_to_drop(actor, row, NOT_DELETED.format(named(row)))
            changes.save(row, removed_at=now)
    words = f"Удалено мероприятие {named(measure)}."
    journal(actor, "roadmaps.delete_measure", measure, words)
    return changes.undo(actor, words)


@transaction.atomic
def restore_measure(*, actor: Actor, measure: Measure) -> None:
    """Give back a removed measure with the parts that went with it; refuses while its section is removed."""
    demand_writable(actor, measure)
    if not measure.removed_at:
        raise Refusal("Это мероприятие не удалено.")
    if measure.section.removed_at:
        raise Refusal("Сначала верните раздел.")
    went = measure.removed_at
    for row in family_of(measure):
        if row.removed_at == went:
            Changes(actor).save(row, removed_at=None)
    journal(actor, "roadmaps.restore_measure", measure, f"Возвращено мероприятие {named(measure)}.")


@transaction.atomic
def renumber(*, actor: Actor, roadmap: Roadmap) -> Undo:
    """Number sections and measures anew in their order («1», «1.1», «1.1.1»); can be taken back."""
    demand_writable(actor, roadmap)
    changes = Changes(actor)
    for row, number in renumbered(roadmap):
        if row.number != number:
            changes.save(row, number=number)
    if not changes.steps:
        raise Refusal("Номера и так идут по порядку.")
    words = "Мероприятия пронумерованы заново."
    journal(actor, "roadmaps.renumber", roadmap, words, after={"rows": len(changes.steps)})
    return changes.undo(actor, words)
