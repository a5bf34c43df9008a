"""A map that is over is one line with three ways out, not a wall of late dues."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Max, Q
from django.urls import reverse

from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.queries.live import live_dues
from estafeta.workbench.duties import Answer, Duty, DutyKind, duty_source
from estafeta.workbench.models import Dismissal
from russian.dates import day_words, school_year
from russian.phrases import clip
from russian.plurals import counted

PAST = DutyKind("today.past_map")


@duty_source("today")
def duties_of_past_maps(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield the maps whose last day was in an earlier school year and in which something is still open.

    «Оставить» is remembered for the organisation; then the dues stand as late ones again.
    """
    if not may("roadmaps.change_plan", actor):
        return
    begins = dt.date(school_year(today), 9, 1)
    waiting = Q(state__in=["planned", "in_progress"], measure__conditional=False, due_on__isnull=False)
    rows = (
        live_dues(actor.organisation)
        .order_by()
        .values("measure__section__roadmap")
        .annotate(last=Max("due_on"), open=Count("pk", filter=waiting))
        .filter(last__lt=begins, open__gt=0)
    )
    found = {row["measure__section__roadmap"]: row for row in rows}
    left = set(Dismissal.objects.filter(organisation=actor.organisation).values_list("key", flat=True)) if found else ()
    for plan in Roadmap.objects.filter(pk__in=found).order_by("pk"):
        if key_of(plan) not in left:
            yield _past(plan, found[plan.pk]["last"], found[plan.pk]["open"], actor, today)


def key_of(roadmap: Roadmap) -> str:
    """The key under which «оставить» is remembered."""
    return f"past:{roadmap.pk}"


def _past(plan: Roadmap, last: dt.date, count: int, actor: Actor, today: dt.date) -> Duty:
    address = [actor.organisation.slug, plan.pk]
    in_force = plan.state in (Roadmap.State.IN_FORCE, Roadmap.State.AMENDED)
    close = Answer("Закрыть", reverse("agreement:close_roadmap", args=address), asks=True)
    archive = Answer("Закрыть", reverse("roadmaps:archive", args=address))
    return Duty(
        kind=PAST,
        key=key_of(plan),
        title=f"Карта кончилась {_when(last, today)}: {clip(plan.title)}",
        verb="Сдвинуть",
        url=plan.get_absolute_url(),
        why=f"Остались открытыми {counted(count, 'срок', 'срока', 'сроков')}",
        due=last,
        state="late",
        answers=(
            Answer("Сдвинуть", reverse("control:roll_over", args=address), asks=True),
            close if in_force else archive,
            Answer("Оставить", reverse("today:leave", args=address)),
        ),
        hides=frozenset({f"roadmap:{plan.pk}"}),
    )


def _when(last: dt.date, today: dt.date) -> str:
    """«в 2024», within the last year «31 мая 2026»."""
    return f"в {last.year}" if (today - last).days > 365 else day_words(last, today)
