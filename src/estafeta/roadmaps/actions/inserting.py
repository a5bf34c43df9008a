"""Writing measures of a draft with everything that hangs on them, many rows at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from estafeta.core.refusals import Refusal
from estafeta.organisations.queries import serves_others
from estafeta.organisations.roles import Role
from estafeta.roadmaps.drafts import DueDraft, KindDraft, MeasureDraft
from estafeta.roadmaps.due_plan import plan_dues
from estafeta.roadmaps.models import Due, Measure, MeasureKind, Reporting, Responsible, Roadmap, Section
from estafeta.roadmaps.packs import BELOW
from estafeta.roadmaps.understanding import catalogue, deadline_of, kinds_of, with_items
from roadmap_reader.concerns import is_about_those_below

PLAIN = ("number", "title", "group", "stage", "form", "deadline_text", "responsible_text", "result", "document")


def insert_measures(section: Section, drafts: Sequence[MeasureDraft], *, first_position: int = 0) -> list[Measure]:
    """Insert measures with their parts; positions run through the section, parts right after their measure.

    Refuses an untitled measure and a stretch that ends before it starts.
    """
    rows = list(_rows(section, drafts, None))
    for position, (_, measure) in enumerate(rows, first_position):
        measure.position = position
    level = [measure for _, measure in rows if measure.parent is None]
    while level:
        Measure.objects.bulk_create(level)
        above = {id(measure) for measure in level}
        level = [measure for _, measure in rows if measure.parent is not None and id(measure.parent) in above]
    _hang(rows)
    return [measure for _, measure in rows]


def _rows(
    section: Section, drafts: Sequence[MeasureDraft], parent: Measure | None
) -> Iterator[tuple[MeasureDraft, Measure]]:
    """Yield every draft with its unsaved row, parts right after their measure."""
    for draft in drafts:
        measure = _measure(section, draft, parent)
        yield draft, measure
        yield from _rows(section, draft.children, measure)


def _measure(section: Section, draft: MeasureDraft, parent: Measure | None) -> Measure:
    if not draft.title.strip():
        raise Refusal("Напишите, что нужно сделать: у одного из мероприятий нет названия.")
    kind, rrule, conditional = _understood(section.roadmap, draft)
    return Measure(
        concerns=draft.concerns or concerns_of(section, draft),
        section=section,
        parent=parent,
        position=0,
        **{name: getattr(draft, name) for name in PLAIN},
        items=list(draft.items),
        deadline_kind=kind,
        rrule=rrule,
        conditional=conditional,
        responsible_columns=[list(pair) for pair in draft.responsible_columns],
        place_in_file=dict(draft.places),
    )


def concerns_of(section: Section, draft: MeasureDraft) -> str:
    """Of whom a measure of the plan is asked; only a node that serves others can mean those below."""
    if not serves_others(section.roadmap.organisation):
        return Measure.Concerns.OWN
    is_below = is_about_those_below(
        draft.title,
        items=draft.items,
        responsible=draft.responsible_text,
        section=section.title,
        known=BELOW.value(),
    )
    return Measure.Concerns.BELOW if is_below else Measure.Concerns.OWN


def _understood(roadmap: Roadmap, draft: MeasureDraft) -> tuple[str, str, bool]:
    """Kind, rule and condition of the deadline: as the draft says, else as its wording is read."""
    if draft.deadline_kind:
        return draft.deadline_kind, draft.rrule, draft.conditional
    deadline = deadline_of(draft.deadline_text, roadmap.starts, roadmap.ends)
    return deadline.kind, deadline.rrule or "", deadline.conditional


def _hang(rows: Sequence[tuple[MeasureDraft, Measure]]) -> None:
    """Insert dues, responsibles, reportings and kinds of measures that stand already."""
    Due.objects.bulk_create(due for draft, measure in rows for due in _dues(draft, measure))
    Responsible.objects.bulk_create(row for draft, measure in rows for row in _responsibles(draft, measure))
    Reporting.objects.bulk_create(
        Reporting(measure=measure, position=position, to=row.to[:300], when_text=row.when_text[:300])
        for draft, measure in rows
        for position, row in enumerate(draft.reportings)
    )
    MeasureKind.objects.bulk_create(kind for draft, measure in rows for kind in _kinds(draft, measure))


def _dues(draft: MeasureDraft, measure: Measure) -> list[Due]:
    drafts = due_drafts(measure.section.roadmap, draft)
    if any(row.starts and row.due_on and row.starts > row.due_on for row in drafts):
        raise Refusal(f"Срок мероприятия «{measure}» заканчивается раньше, чем начинается.")
    return [Due(measure=measure, position=i, due_on=row.due_on, starts=row.starts) for i, row in enumerate(drafts)]


def due_drafts(roadmap: Roadmap, draft: MeasureDraft) -> tuple[DueDraft, ...]:
    """The dues of a draft: as given, else as read from its wording; a heading over parts has none of its own."""
    if draft.dues is not None:
        return draft.dues
    if draft.children and not draft.deadline_text.strip():
        return ()
    return plan_dues(deadline_of(draft.deadline_text, roadmap.starts, roadmap.ends))


def _responsibles(draft: MeasureDraft, measure: Measure) -> Iterator[Responsible]:
    for position, row in enumerate(draft.responsibles):
        if not row.text.strip() and not row.user_id and not row.role:
            continue
        if row.role and row.role not in Role.values:
            raise Refusal(f"Роли «{row.role}» нет.")
        yield Responsible(
            measure=measure,
            position=position,
            text=row.text[:300],
            sort=row.sort,
            user_id=row.user_id,
            role="" if row.user_id else row.role,
        )


def _kinds(draft: MeasureDraft, measure: Measure) -> Iterator[MeasureKind]:
    known = catalogue()
    kinds = draft.kinds or kinds_of(draft.title, draft.items, measure.section.title)
    if any(kind.confirmed for kind in kinds):
        places = places_of_kinds(draft.items)
        kinds = tuple(replace(kind, items=tuple(places.get(kind.code, ()))) for kind in kinds)
    elif not any(kind.items for kind in kinds):
        kinds = with_items(kinds, draft.items)
    for row in {kind.code: kind for kind in reversed(kinds)}.values():
        if row.code in known:
            yield kind_row(measure, row)


def reread_kinds(measure: Measure) -> None:
    """Read the kinds of a reworded measure again, as part of a larger act; what a person chose stays as chosen."""
    rows = list(measure.kinds.all())
    if any(row.confirmed_by_person for row in rows):
        places = places_of_kinds(measure.items)
        for row in rows:
            row.items = places.get(row.code, [])
        MeasureKind.objects.bulk_update(rows, ["items"])
        return
    measure.kinds.all().delete()
    drafts = kinds_of(measure.title, measure.items, measure.section.title)
    MeasureKind.objects.bulk_create(kind_row(measure, draft) for draft in drafts if draft.code in catalogue())


def places_of_kinds(items: Sequence[str]) -> dict[str, list[int]]:
    """Which works of a list speak of which kind."""
    return {draft.code: list(draft.items) for draft in with_items((), items)}


def kind_row(measure: Measure, draft: KindDraft) -> MeasureKind:
    """An unsaved kind of a measure."""
    return MeasureKind(
        measure=measure,
        code=draft.code,
        confidence=draft.confidence,
        confirmed_by_person=draft.confirmed,
        items=list(draft.items),
    )
