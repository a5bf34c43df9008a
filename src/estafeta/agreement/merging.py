"""The working copy of an amendment: made from a plan, and merged back into it when the amendment is approved."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from estafeta.organisations.actors import Actor
from estafeta.roadmaps.actions.dues import drop_requests
from estafeta.roadmaps.lifecycle import DUE
from estafeta.roadmaps.models import Due, Measure, MeasureKind, Reporting, Responsible, Roadmap, Section
from estafeta.workbench.writing import Changes, take_step

SECTION = ("position", "number", "title", "stage", "deadline_text")
MEASURE = (
    "position", "number", "title", "items", "group", "stage", "form", "deadline_text", "deadline_kind", "rrule",
    "conditional", "concerns", "responsible_text", "responsible_columns", "result", "document", "upper_id",
    "term_locked",
)  # fmt: skip
HEAD = ("title", "starts", "ends", "layout", "columns", "stages", "territory_note", "controller_id", "controller_text")
DUE_FIELDS = ("position", "starts", "due_on", "state", "fact_on", "closed_by_id", "closed_by_facts", "closed_reason")
HANGING: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Responsible, ("position", "text", "sort", "user_id", "role")),
    (Reporting, ("position", "to", "when_text")),
    (MeasureKind, ("code", "confidence", "confirmed_by_person", "items")),
)


def values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the named values of a row."""
    return {name: getattr(row, name) for name in names}


def copy_plan(roadmap: Roadmap, why: str) -> Roadmap:
    """Make the working copy with all sections, measures, dues and people; every row knows what it changes."""
    copy = Roadmap.objects.create(
        organisation=roadmap.organisation,
        amends=roadmap,
        amends_why=why,
        origin=roadmap.origin,
        approved_post=roadmap.approved_post,
        approved_name=roadmap.approved_name,
        **values(roadmap, HEAD),
    )
    for section in roadmap.sections.filter(removed_at__isnull=True).order_by("position", "pk"):
        twin = Section.objects.create(roadmap=copy, source=section, **values(section, SECTION))
        _copy_measures(section, twin)
    return copy


def _copy_measures(section: Section, twin: Section) -> None:
    """Copy the measures of a section with their dues and what hangs on them."""
    rows = list(section.measures.filter(removed_at__isnull=True).order_by("position", "pk"))
    made: dict[int, Measure] = {}
    for row in _wholes_first(rows):
        parent = made.get(row.parent_id or 0)
        made[row.pk] = Measure.objects.create(section=twin, parent=parent, source=row, **values(row, MEASURE))
    for row in rows:
        _hang(row, made[row.pk])
        made[row.pk].copied = _hanging(made[row.pk])
    dues = Due.objects.filter(measure__in=rows)
    Due.objects.bulk_create(Due(measure=made[due.measure_id], source=due, **values(due, DUE_FIELDS)) for due in dues)
    for measure in made.values():
        measure.copied["dues"] = _days(measure)
        measure.save(update_fields=["copied"])


def _wholes_first(rows: Iterable[Measure]) -> Iterator[Measure]:
    """Yield wholes before their parts; a part whose whole is not among the rows stands as one."""
    by_key = {row.pk: row for row in rows}
    parts: defaultdict[int | None, list[Measure]] = defaultdict(list)
    for row in by_key.values():
        parts[row.parent_id if row.parent_id in by_key else None].append(row)
    waiting = deque(parts[None])
    while waiting:
        row = waiting.popleft()
        yield row
        waiting.extend(parts[row.pk])


def _hanging(measure: Measure) -> dict[str, Any]:
    """What hangs on a measure, as plain values by the name of its model."""
    return {
        model.__name__: [list(values(row, names).values()) for row in model.objects.filter(measure=measure)]
        for model, names in HANGING
    }


def _days(measure: Measure) -> list[list[str | None]]:
    """The dues of a measure as plain values, in order."""
    rows = measure.dues.values_list("starts", "due_on")
    return sorted(([_iso(day) for day in row] for row in rows), key=lambda row: [day or "" for day in row])


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _hang(source: Measure, target: Measure, standing: dict[str, Any] | None = None) -> None:
    """Give a measure the people, the informed and the kinds of another one, in place of its own.

    With `standing` (what the copy began with) only those that the copy has changed: the plan's own stay otherwise.
    """
    now = _hanging(source) if standing else {}
    for model, names in HANGING:
        if standing and now[model.__name__] == standing.get(model.__name__):
            continue
        model.objects.filter(measure=target).delete()
        rows = model.objects.filter(measure=source)
        model.objects.bulk_create(model(measure=target, **values(row, names)) for row in rows)


def merge_copy(actor: Actor, copy: Roadmap) -> Roadmap:
    """Write the copy into the plan it changes: wording and structure come from the copy, facts stay with the plan.

    What was done to the plan meanwhile (people named, dues moved, rows added) stays where the copy has not changed it.
    A due of the plan that the copy has no longer is cancelled with the reason of the amendment, unless it is closed.
    """
    plan = copy.amends
    assert plan is not None
    now = timezone.now()
    for name, value in values(copy, HEAD).items():
        setattr(plan, name, value)
    plan.save(update_fields=[name.removesuffix("_id") for name in HEAD] + ["updated_at"])
    sections: dict[int, Section] = {}
    for section in copy.sections.filter(removed_at__isnull=True).order_by("position", "pk"):
        sections[section.pk] = _merged_section(section, plan)
    kept = _merge_measures(actor, copy, sections)
    gone = Measure.objects.filter(section__roadmap=plan, removed_at__isnull=True, created_at__lte=copy.created_at)
    gone.exclude(pk__in=kept).update(removed_at=now)
    empty = plan.sections.filter(removed_at__isnull=True, created_at__lte=copy.created_at)
    empty.exclude(pk__in=[row.pk for row in sections.values()]).update(removed_at=now)
    return plan


def _merged_section(section: Section, plan: Roadmap) -> Section:
    target = section.source or Section(roadmap=plan, position=section.position)
    for name, value in values(section, SECTION).items():
        setattr(target, name, value)
    target.removed_at = None
    target.save()
    return target


def _merge_measures(actor: Actor, copy: Roadmap, sections: dict[int, Section]) -> set[int]:
    """Write every standing measure of the copy; return the ids of the plan's measures that stand."""
    measures = Measure.objects.filter(section__in=list(sections), removed_at__isnull=True).select_related("source")
    rows = list(measures.order_by("position", "pk"))
    made: dict[int, Measure] = {}
    for row in _wholes_first(rows):
        made[row.pk] = _merged_measure(row, sections[row.section_id], made.get(row.parent_id or 0))
    for row in rows:
        _hang(row, made[row.pk], row.copied)
        if not row.copied or _days(row) != row.copied.get("dues"):
            _merge_dues(actor, row, made[row.pk], copy.amends_why)
    return {measure.pk for measure in made.values()}


def _merged_measure(row: Measure, section: Section, parent: Measure | None) -> Measure:
    target = row.source or Measure(section=section)
    for name, value in values(row, MEASURE).items():
        setattr(target, name, value)
    target.section, target.parent, target.removed_at = section, parent, None
    target.save()
    return target


def _merge_dues(actor: Actor, row: Measure, target: Measure, why: str) -> None:
    """Move open dues to the days of the copy, add new ones, cancel what the copy dropped; closed ones stay."""
    kept = set()
    for due in row.dues.select_related("source"):
        if due.source is None:
            kept.add(Due.objects.create(measure=target, position=due.position, starts=due.starts, due_on=due.due_on).pk)
            continue
        kept.add(due.source.pk)
        if due.source.is_open and (due.source.due_on, due.source.starts) != (due.due_on, due.starts):
            Due.objects.filter(pk=due.source.pk).update(due_on=due.due_on, starts=due.starts, escalated_at=None)
    changes = Changes(actor)
    for due in target.dues.filter(state__in=DUE["cancel"].sources).exclude(pk__in=kept):
        values = {"closed_by": actor.user, "closed_reason": f"Исключено изменением карты: {why}"}
        drop_requests(take_step(due, DUE, "cancel", actor=None, changes=changes, values=values), changes)
