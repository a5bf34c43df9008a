"""The coordinator's queue: what waits for her answer, how every other organisation that answers to her stands.

The number of queries is the same for three organisations and for three thousand.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, IntegerField, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from estafeta.agreement.models import Agreement
from estafeta.core.lookups import InRussian
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below, holders_for
from estafeta.roadmaps.models import Measure, Roadmap

PAGE = 50
SETTLED = ("agreed", "approved", "in_force", "amended")
LEFT_OUT = ("archived", "closed", "sent")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A plan that waits for the answer of those above."""

    agreement: Agreement
    days: int
    measures: int
    again: bool

    @property
    def roadmap(self) -> Roadmap:
        """The plan itself."""
        return self.agreement.roadmap


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits (longest first) with its rows, a page of the other organisations, each with its `plans`.

    `agreed` of `total` organisations have a plan that is agreed or further.
    """

    waiting: Page[Any]
    rows: tuple[QueueRow, ...]
    others: Page[Any]
    agreed: int
    total: int


def answering_to(top: Organisation) -> QuerySet[Organisation]:
    """The organisations below whose plans the top agrees: no other node that agrees stands between; one query now."""
    nodes = below(top).filter(kind__in=Organisation.ABOVE).values_list("path", flat=True)
    deeper = Q(pk__in=[])
    for path in nodes:
        deeper |= Q(path__startswith=path) & ~Q(path=path)
    return below(top).exclude(deeper).exclude(kind=Organisation.Kind.PARTNER)


def sent_to(organisation: Organisation) -> Q:
    """The condition «sent to this organisation or to one that agrees in its place» for rounds."""
    return Q(to=organisation) | Q(to__in=holders_for(organisation))


def waiting_for(organisation: Organisation) -> QuerySet[Agreement]:
    """The rounds that wait, the longest first, each with how many `measures` its plan has.

    Of those sent to this organisation, and to those to which it has ever entrusted to agree: it sees what they do.
    """
    rows = Agreement.objects.filter(sent_to(organisation), state=Agreement.State.SENT, roadmap__removed_at__isnull=True)
    measures = Measure.objects.filter(
        section__roadmap=OuterRef("roadmap"), removed_at__isnull=True, section__removed_at__isnull=True
    ).order_by()
    count = measures.values("section__roadmap").annotate(count=Count("pk")).values("count")
    counted = Coalesce(Subquery(count, output_field=IntegerField()), 0)
    rows = rows.annotate(measures=counted).select_related("roadmap__organisation", "sent_by")
    return rows.order_by("sent_at", "pk")


def other_plans() -> QuerySet[Roadmap]:
    """Plans that neither wait for an answer nor lie in the archive, the newest first."""
    plans = Roadmap.objects.filter(removed_at__isnull=True, amends__isnull=True).exclude(state__in=LEFT_OUT)
    plans = plans.annotate(
        open_remarks=Count("agreements__remarks", filter=Q(agreements__remarks__state="open"), distinct=True),
        answered_at=Max("agreements__decided_at"),
    )
    return plans.select_related("organisation").order_by("-starts", "-pk")


def others_of(organisation: Organisation) -> QuerySet[Organisation]:
    """The organisations that answer to this one and do not wait, those with a plan first, each with its `plans`."""
    rows = answering_to(organisation)
    own = Roadmap.objects.filter(removed_at__isnull=True, amends__isnull=True, organisation=OuterRef("pk"))
    waits = Agreement.objects.filter(
        sent_to(organisation),
        state=Agreement.State.SENT,
        roadmap__removed_at__isnull=True,
        roadmap__organisation=OuterRef("pk"),
    )
    rows = rows.annotate(has_plan=Exists(own.exclude(state__in=LEFT_OUT)))
    rows = rows.filter(Q(has_plan=True) | ~Exists(waits)).order_by("-has_plan", InRussian("short_name"), "pk")
    return rows.prefetch_related(Prefetch("roadmaps", other_plans(), to_attr="plans"))


def queue_of(
    organisation: Organisation, numbers: tuple[str | int, str | int] = (1, 1), *, today: dt.date, size: int = PAGE
) -> Queue:
    """Return what was sent to this organisation and waits, and how the others stand; `numbers` of the two pages."""
    waiting = Paginator[Any](waiting_for(organisation), size).get_page(numbers[0])
    rows = [QueueRow(row, (today - row.sent_at.date()).days, row.measures, row.number > 1) for row in waiting]
    answering = answering_to(organisation).order_by()
    settled = Roadmap.objects.filter(removed_at__isnull=True, amends__isnull=True, state__in=SETTLED)
    found = answering.aggregate(
        total=Count("pk"), agreed=Count("pk", filter=Exists(settled.filter(organisation=OuterRef("pk"))))
    )
    others = Paginator[Any](others_of(organisation), size).get_page(numbers[1])
    return Queue(waiting, tuple(rows), others, found["agreed"], found["total"])
