"""Plans and their measures are found by their wording; who answers for them is not: names stay in the organisation."""

from __future__ import annotations

from estafeta.roadmaps.lifecycle import LIVING
from estafeta.roadmaps.models import Measure, Roadmap, Section
from estafeta.workbench.search.registry import Entry, Rows, Source, Watch, searchable

VIEW = "roadmaps.view_plan"
KEPT = [*LIVING, Roadmap.State.CLOSED]


def plans() -> Rows:
    """Plans that were not removed or archived, without working copies."""
    rows = Roadmap.objects.filter(removed_at__isnull=True, amends__isnull=True, state__in=KEPT)
    return rows.select_related("organisation")


def plan_entry(plan: Roadmap) -> Entry:
    """By its title."""
    note = f"{plan.organisation.short_name}, {plan.get_state_display().lower()}"
    return Entry(plan.organisation.path, plan.title, plan.get_absolute_url(), note)


def measures() -> Rows:
    """What stands in those plans."""
    rows = Measure.objects.filter(
        removed_at__isnull=True,
        section__removed_at__isnull=True,
        section__roadmap__removed_at__isnull=True,
        section__roadmap__amends__isnull=True,
        section__roadmap__state__in=KEPT,
    )
    return rows.select_related("section__roadmap__organisation")


def measure_entry(measure: Measure) -> Entry:
    """By number, wording, works, result and document."""
    plan = measure.section.roadmap
    note = f"{plan.organisation.short_name}: {plan.title}"
    text = " ".join([measure.section.title, *map(str, measure.items), measure.result, measure.document])
    return Entry(plan.organisation.path, str(measure), measure.get_absolute_url(), note, text)


def of_section(section: Section) -> list[int]:
    """The measures of a section."""
    return list(section.measures.values_list("pk", flat=True))


def of_plan(plan: Roadmap) -> list[int]:
    """The measures of a plan."""
    return list(Measure.objects.filter(section__roadmap=plan).values_list("pk", flat=True))


STANDING = frozenset({"state", "removed_at", "amends", "title"})

searchable(Source("plan", "Дорожные карты", 35, VIEW, Roadmap, plans, plan_entry))
searchable(
    Source(
        kind="measure",
        label="Мероприятия",
        order=30,
        right=VIEW,
        model=Measure,
        rows=measures,
        entry=measure_entry,
        watches=(Watch(Section, of_section), Watch(Roadmap, of_plan, STANDING)),
    )
)
