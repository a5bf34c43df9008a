"""Below: what is offered is accepted into the plan or declined with a reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from estafeta.accounts.models import User
from estafeta.cascade.content import TEXTS, draft_of, dues_of
from estafeta.cascade.lifecycle import OFFER
from estafeta.cascade.models import Offer
from estafeta.cascade.queries import fitting_section, taken_measure, writable_roadmap
from estafeta.core.lifecycles import check
from estafeta.core.refusals import Refusal, need
from estafeta.core.rights import demand
from estafeta.notifications.notices import announce
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import holders
from estafeta.organisations.roles import EDITORS
from estafeta.roadmaps.actions.dues import drop_requests
from estafeta.roadmaps.actions.editing import propose_dues
from estafeta.roadmaps.actions.guards import IN_FORCE, demand_writable
from estafeta.roadmaps.actions.inserting import insert_measures
from estafeta.roadmaps.actions.people import put_responsible, tell_assigned
from estafeta.roadmaps.lifecycle import DUE
from estafeta.roadmaps.models import Due, Measure, Section
from estafeta.workbench.models import Undo
from estafeta.workbench.writing import Changes, create, journal, locked, take_step
from russian.phrases import clip
from russian.plurals import counted

OFFERS = ("предложение", "предложения", "предложений")
NO_PLAN = "Принять пока некуда: у организации нет проекта карты. Загрузите карту или начните новую."


class Lossless(Changes):
    """Changes that know whether «Отменить» can give everything back."""

    whole = True


@transaction.atomic
def accept_offers(
    *,
    actor: Actor,
    offers: Sequence[Offer],
    today: dt.date,
    section: Section | None = None,
    user: User | None = None,
    role: str = "",
) -> Undo | None:
    """Accept offers: new measures go into the section or a fitting one, with a responsible if one is named; changes
    are applied to what was taken; dropped ones have their open dues cancelled.

    Refuses answered offers and a plan that may not be changed now. Returns None when it cannot be taken back.
    """
    _some(offers)
    changes = Lossless(actor)
    made: list[Measure] = []
    for offer in offers:
        demand(OFFER["accept"].right, actor, offer)
        check(OFFER, "accept", locked(offer).state)
        measure = _apply(actor, offer, section, changes)
        if offer.sort == Offer.Sort.NEW:
            made.append(measure)
        values = {"measure": measure, "decided_by": actor.user, "decided_at": timezone.now()}
        take_step(offer, OFFER, "accept", actor=actor, changes=changes, values=values)
    for measure in made:
        if user or role:
            put_responsible(
                actor=actor, measure=measure, today=today, user=user, role=role, responsible=None, changes=changes
            )
    if user and made:
        tell_assigned(actor, user, made)
    words = f"Принято сверху: {counted(len(offers), *OFFERS)}."
    keys = sorted({offer.measure_id for offer in offers if offer.measure_id})
    journal(actor, "cascade.accept_offers", actor.organisation, words, after={"measures": keys})
    return changes.undo(actor, words) if changes.whole else None


def _apply(actor: Actor, offer: Offer, section: Section | None, changes: Lossless) -> Measure:
    if offer.sort == Offer.Sort.NEW:
        return _take(actor, offer, section, changes)
    if offer.sort == Offer.Sort.CHANGE:
        return _change(actor, offer, changes)
    return _drop(actor, offer, changes)


def _take(actor: Actor, offer: Offer, section: Section | None, changes: Changes) -> Measure:
    place = section or fitting_section(actor.organisation, offer.content)
    if place is None:
        roadmap = writable_roadmap(actor.organisation)
        if roadmap is None:
            raise Refusal(NO_PLAN if not actor.organisation.roadmaps.filter(amends=None).exists() else IN_FORCE)
        place = create(Section(roadmap=roadmap, position=0, title=offer.content["section"][:500]))
    demand_writable(actor, place)
    last = place.measures.aggregate(last=Max("position"))["last"]
    number = next_number(place)
    measure = insert_measures(place, [draft_of(offer.content)], first_position=0 if last is None else last + 1)[0]
    changes.made(measure, "title")
    Measure.objects.filter(pk=measure.pk).update(upper=offer.upper_id, term_locked=offer.locked, number=number)
    measure.refresh_from_db()
    return measure


def next_number(section: Section) -> str:
    """The number after the last one of a section: «2.4» after «2.3»; nothing when the last is not numbered so."""
    rows = section.measures.filter(removed_at__isnull=True, parent__isnull=True)
    last = rows.order_by("-position").values_list("number", flat=True).first() or ""
    found = re.fullmatch(r"((?:\d+\.)*)(\d+)(\.?)", last.strip())
    return f"{found[1]}{int(found[2]) + 1}{found[3]}"[:30] if found else ""


def _change(actor: Actor, offer: Offer, changes: Lossless) -> Measure:
    """Write only what has changed above since it was last known here: everything else was adapted on purpose."""
    measure = locked(_taken(actor, offer, writable=True))
    demand_writable(actor, measure)
    content, was = offer.content, offer.content.get("was", {})
    fresh = {name: content[name] for name in TEXTS if content[name] != was.get(name)}
    if "deadline_text" in fresh or content["dues"] != was.get("dues"):
        fresh |= {name: content[name] for name in ("deadline_text", "deadline_kind", "rrule", "conditional")}
        _redate(measure, offer, changes)
    changes.save(measure, **fresh, term_locked=offer.locked)
    return measure


def _redate(measure: Measure, offer: Offer, changes: Lossless) -> None:
    change = propose_dues(measure, dues_of(offer.content))
    standing = {due.pk: due for due in measure.dues.all()}
    for pk, draft in change.changed:
        changes.save(standing[pk], due_on=draft.due_on, starts=draft.starts)
    for place, draft in enumerate(change.added, len(standing)):
        due = create(Due(measure=measure, position=place, due_on=draft.due_on, starts=draft.starts))
        changes.made(due, "due_on", "state")
    if change.dropped:
        changes.whole = False
        Due.objects.filter(pk__in=change.dropped).delete()


def _drop(actor: Actor, offer: Offer, changes: Changes) -> Measure:
    measure = _taken(actor, offer, writable=False)
    reason = f"Больше не требуется: так решено выше ({offer.content['from']})."
    for due in measure.dues.filter(state__in=DUE["cancel"].sources):
        values = {"closed_by": actor.user, "closed_reason": reason}
        drop_requests(take_step(due, DUE, "cancel", actor=None, changes=changes, values=values), changes)
    changes.save(measure, term_locked=False)
    return measure


def _taken(actor: Actor, offer: Offer, *, writable: bool) -> Measure:
    measure = taken_measure(actor.organisation, offer.upper_id, writable=writable)
    if measure is not None:
        return measure
    if writable and taken_measure(actor.organisation, offer.upper_id, writable=False) is not None:
        raise Refusal(IN_FORCE)
    raise Refusal("Этого мероприятия в вашей карте уже нет. Отклоните предложение и напишите об этом.")


@transaction.atomic
def decline_offers(*, actor: Actor, offers: Sequence[Offer], reason: str, today: dt.date) -> Undo:
    """Decline offers with one reason; those above are told. Refuses answered offers and a missing reason."""
    _some(offers)
    reason = need(reason, "Напишите, почему мероприятие не подходит.")
    changes = Changes(actor)
    for offer in offers:
        values = {"reason": reason, "decided_by": actor.user, "decided_at": timezone.now()}
        take_step(offer, OFFER, "decline", actor=actor, changes=changes, values=values)
    words = f"Отклонено сверху: {counted(len(offers), *OFFERS)}. Причина: {reason}"
    journal(
        actor, "cascade.decline_offers", actor.organisation, words, after={"offers": [offer.pk for offer in offers]}
    )
    _tell_above(actor, offers, reason, today)
    return changes.undo(actor, words)


def _tell_above(actor: Actor, offers: Collection[Offer], reason: str, today: dt.date) -> None:
    for offer in {row.content["from_id"]: row for row in offers}.values():
        upper = Organisation.objects.get(pk=offer.content["from_id"])
        announce(
            users=holders(upper, [str(role) for role in EDITORS], today=today),
            but=actor.user,
            kind="cascade.offer_declined",
            sentence=f"{actor.organisation.short_name}: не подходит «{clip(offer.content['title'])}». {reason}",
            url=reverse("cascade:taken", args=[upper.slug, offer.upper_id]),
            organisation=upper,
        )


def _some(offers: Sequence[Offer]) -> None:
    if not offers:
        raise Refusal("Ничего не выбрано. Отметьте предложения.")
