"""What agreement hands up to «Сегодня»: plans that wait for an answer, plans that came back, plans without an order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from estafeta.agreement.models import Agreement
from estafeta.agreement.queue import sent_to
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.entrusting import AGREE as AGREE_ACT
from estafeta.organisations.rules import own_trusts
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.models import Roadmap
from estafeta.workbench.duties import Answer, Duty, DutyKind, duty_source
from russian.dates import distance_words
from russian.phrases import clip

AGREE = DutyKind("agreement.agree", "Согласовать карты", decides="согласовать")
RETURNED = DutyKind("agreement.returned", "Карты вернули с замечаниями")
ORDER = DutyKind("agreement.order", "Карты согласованы, приказов нет")


@duty_source("agreement")
def duties_of_agreement(actor: Actor, today: dt.date) -> Iterator[Duty]:
    """Yield what was sent up to this organisation, and what became of its own plans."""
    if may("roadmaps.agree_roadmap", actor):
        yield from _queue(sent_to(actor.organisation), today)
    for trust in own_trusts(actor):
        if AGREE_ACT in trust.acts and trust.giver != actor.organisation:
            with tenant_scope(trust.giver):
                yield from list(_queue(Q(to=trust.holder), today))
    if may("roadmaps.approve_roadmap", actor):
        yield from _own(actor)


def _queue(sent: Q, today: dt.date) -> Iterator[Duty]:
    rows = Agreement.objects.filter(sent, state=Agreement.State.SENT, roadmap__removed_at__isnull=True).select_related(
        "roadmap__organisation", "sent_by"
    )
    for row in rows.order_by("sent_at", "pk"):
        plan = row.roadmap
        review = reverse("agreement:agreement", args=[plan.organisation.slug, plan.pk])
        again = f", {row.number}-й раз" if row.number > 1 else ""
        yield Duty(
            kind=AGREE,
            key=f"agree:{plan.pk}",
            title=f"{plan.organisation.short_name}: {clip(plan.title, 90)}",
            verb="Рассмотреть",
            url=review,
            why=f"{row.sent_by.short_name}{again}",
            when=distance_words(row.sent_at.date(), today),
            answers=(
                Answer(
                    "Согласовать",
                    reverse("agreement:decide_roadmap", args=[plan.organisation.slug, plan.pk]),
                    main=True,
                    key="KeyC",
                    fields=(("decision", "agree"),),
                ),
            ),
        )


def _own(actor: Actor) -> Iterator[Duty]:
    rows = Roadmap.objects.filter(organisation=actor.organisation, removed_at__isnull=True)
    for plan in rows.filter(state__in=[Roadmap.State.RETURNED, Roadmap.State.AGREED]).order_by("pk"):
        address, title = [actor.organisation.slug, plan.pk], clip(plan.title, 90)
        if plan.state == Roadmap.State.AGREED:
            yield Duty(
                kind=ORDER,
                key=f"order:{plan.pk}",
                title=f"Карта согласована: {title}",
                verb="Внести приказ",
                url=reverse("agreement:approve_roadmap", args=address),
                why="Осталось внести приказ",
            )
        elif may("roadmaps.send_roadmap", actor, plan):
            yield Duty(
                kind=RETURNED,
                key=f"returned:{plan.pk}",
                title=f"Карту вернули: {title}",
                verb="Замечания и ответы",
                url=reverse("agreement:agreement", args=address),
                why="Есть замечания",
            )
