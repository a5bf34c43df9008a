"""What else waits for a person: the rooms above the plan each say it in a line of «Ждёт вас»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from estafeta.agreement.models import Agreement
from estafeta.cascade.queries import waiting_offers
from estafeta.control.queries import moves_for_controller
from estafeta.core.rights import may
from estafeta.documents.queries import to_read, waiting_for_number
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.proofs.queries import broken, closable
from estafeta.today.queries import WaitingLine
from russian.phrases import clip
from russian.plurals import counted

RETURNED, AGREED = "returned", "agreed"


def more_waiting(actor: Actor, today: dt.date) -> tuple[WaitingLine, ...]:
    """Return the lines in the order of their weight; those that cost a look at every fact come last."""
    return (*quick_waiting(actor, today), *_provable(actor, today))


def quick_waiting(actor: Actor, today: dt.date) -> tuple[WaitingLine, ...]:
    """Return the lines that a few queries tell; the figure in the rail counts them."""
    return (*_moves(actor), *_queue(actor), *_plans(actor), *_offers(actor), *_lost(actor), *_papers(actor))


def _moves(actor: Actor) -> Iterator[WaitingLine]:
    """Requests to move dues that wait for a controller; whoever decides by her role has them from the plan already."""
    for move in moves_for_controller(actor):
        measure = move.due.measure
        why = f"{move.asked_by.short_name} просит перенести срок: {clip(move.reason, 140)}"
        yield WaitingLine("move", measure.title, why, measure.get_absolute_url(), "Решить", move=move)


def _queue(actor: Actor) -> Iterator[WaitingLine]:
    """Plans that wait for the answer of this node."""
    if not may("roadmaps.agree_roadmap", actor):
        return
    count = Agreement.objects.filter(to=actor.organisation, state="sent", roadmap__removed_at__isnull=True).count()
    if count:
        title = counted(count, "карта ждёт", "карты ждут", "карт ждут") + " согласования"
        url = reverse("agreement:agreements", args=[actor.organisation.slug])
        yield WaitingLine("agreement", title, "Организации ждут вашего ответа", url, "Рассмотреть")


def _plans(actor: Actor) -> Iterator[WaitingLine]:
    """Plans of this organisation that came back, or were agreed and have no order yet."""
    if not may("roadmaps.approve_roadmap", actor):
        return
    rows = Roadmap.objects.filter(organisation=actor.organisation, removed_at__isnull=True)
    for plan in rows.filter(state__in=[RETURNED, AGREED]).order_by("pk"):
        url = reverse("agreement:agreement", args=[actor.organisation.slug, plan.pk])
        title = clip(plan.title, 90)
        if plan.state == AGREED:
            order = reverse("agreement:approve_roadmap", args=[actor.organisation.slug, plan.pk])
            yield WaitingLine(
                "approve", f"Карта согласована: {title}", "Осталось внести приказ", order, "Внести приказ"
            )
        elif may("roadmaps.send_roadmap", actor, plan):
            yield WaitingLine("returned", f"Карту вернули: {title}", "Есть замечания", url, "Замечания и ответы")


def _offers(actor: Actor) -> Iterator[WaitingLine]:
    found = waiting_offers(actor)
    if found is not None:
        title, why, url = found
        yield WaitingLine("offer", title, why, url, "Посмотреть")


def _lost(actor: Actor) -> Iterator[WaitingLine]:
    """Proofs that have disappeared."""
    for row in broken(actor.organisation):
        if may("roadmaps.close_due", actor, row.measure):
            url = reverse("roadmaps:evidence", args=[actor.organisation.slug, row.measure.section.roadmap_id])
            title = f"Доказательство исчезло: {clip(row.measure.title, 80)}"
            yield WaitingLine("lost", title, row.broken_sentence, url, "Решить")


def _papers(actor: Actor) -> Iterator[WaitingLine]:
    """Papers that wait for a signature and a number, and those that the person herself must read."""
    if may("documents.register", actor):
        for row in waiting_for_number(actor.organisation):
            address = reverse("documents:register_paper", args=[actor.organisation.slug, row.pk])
            yield WaitingLine("paper", row.title, "На подписи: впишите номер и дату", address, "Зарегистрировать")
    for line in to_read(actor.user, actor.organisation):
        url = line.document.get_absolute_url()
        yield WaitingLine("reading", str(line.document), "Вас просят ознакомиться", url, "Прочитать")


def _provable(actor: Actor, today: dt.date) -> Iterator[WaitingLine]:
    """Dues that the facts prove already."""
    for row in closable(actor, today):
        title = f"Можно закрыть: {clip(row.measure.title, 90)}"
        yield WaitingLine("closable", title, row.sentence, row.measure.get_absolute_url(), "Закрыть по факту")
