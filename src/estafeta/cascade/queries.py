"""What waits below, what was made of it, and how that looks from above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from estafeta.cascade.content import Content, differences
from estafeta.cascade.models import Offer
from estafeta.cascade.planning import history_of
from estafeta.core.rights import may
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.lifecycle import WRITABLE
from estafeta.roadmaps.models import Measure, Proof, Roadmap, Section
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.queries.states import DONE, due_state, measure_state
from russian.plurals import plural

Sort, State = Offer.Sort, Offer.State


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer as its page shows it."""

    offer: Offer
    rows: tuple[tuple[str, str, str], ...]
    section: Section | None


@dataclass(frozen=True, slots=True)
class Taken:
    """How one organisation stands to a measure above. `state`: a key of the states, or waiting, declined, dropped."""

    organisation: Organisation
    state: str
    words: str
    reason: str
    measure: Measure | None
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class TakenCount:
    """The same in numbers."""

    offered: int = 0
    waiting: int = 0
    declined: int = 0
    taken: int = 0
    done: int = 0


def offers_of(organisation: Organisation, *, waiting: bool = True) -> QuerySet[Offer]:
    """What waits for the organisation's answer, or what has been answered, newest first."""
    rows = Offer.objects.filter(organisation=organisation).select_related("decided_by", "measure")
    if waiting:
        return rows.filter(state=State.WAITING)
    return rows.filter(state__in=[State.ACCEPTED, State.DECLINED]).order_by("-decided_at", "-id")


def offer_lines(organisation: Organisation) -> tuple[OfferLine, ...]:
    """What waits, each with its differences and the section it would go to."""
    sections = writable_sections(organisation)
    return tuple(
        OfferLine(offer, tuple(differences(offer.content)), _fitting(sections, offer.content))
        for offer in offers_of(organisation)
    )


def waiting_offers(actor: Actor) -> tuple[str, str, str] | None:
    """The hook for «Ждёт вас»: (title, why, address), or None when nothing waits or she may not answer."""
    if not may("cascade.answer_offer", actor):
        return None
    count = offers_of(actor.organisation).count()
    if not count:
        return None
    noun = plural(count, "предложение", "предложения", "предложений")
    return (
        f"{count} {noun} сверху",
        "Управление предлагает добавить или изменить мероприятия",
        reverse("cascade:offers", args=[actor.organisation.slug]),
    )


def writable_roadmap(organisation: Organisation) -> Roadmap | None:
    """The roadmap whose wording may be changed now, newest period first."""
    rows = Roadmap.objects.filter(organisation=organisation, state__in=WRITABLE, removed_at__isnull=True)
    return rows.order_by("-starts", "-pk").first()


def writable_sections(organisation: Organisation) -> list[Section]:
    """The sections into which an offer can be accepted."""
    roadmap = writable_roadmap(organisation)
    return [] if roadmap is None else list(roadmap.sections.filter(removed_at__isnull=True).order_by("position", "id"))


def fitting_section(organisation: Organisation, content: Content) -> Section | None:
    """The section of the same title or stage, else the last one; None when nothing can be changed now."""
    return _fitting(writable_sections(organisation), content)


def _fitting(sections: list[Section], content: Content) -> Section | None:
    same = [row for row in sections if row.title and row.title in content["section"]]
    staged = [row for row in sections if row.stage and row.stage == content["stage"]]
    return next(iter([*same, *staged, *reversed(sections)]), None)


def taken_measure(organisation: Organisation, upper: int, *, writable: bool) -> Measure | None:
    """What the organisation has made of a measure above: in the plan that may be changed, or in the living one."""
    rows = Measure.objects.filter(upper=upper, section__roadmap__organisation=organisation)
    if writable:
        rows = rows.filter(
            removed_at__isnull=True,
            section__removed_at__isnull=True,
            section__roadmap__state__in=WRITABLE,
            section__roadmap__removed_at__isnull=True,
        )
    else:
        rows = rows.filter(live())
    return rows.select_related("section__roadmap__organisation").order_by("-pk").first()


def taken_rows(measure: Measure, today: dt.date) -> tuple[Taken, ...]:
    """How every organisation to which the measure was offered stands to it, with links to its proofs."""
    return taken_by([measure], today).get(measure.pk, ())


def taken_by(measures: Sequence[Measure], today: dt.date) -> dict[int, tuple[Taken, ...]]:
    """The same for several measures by their ids; four queries whatever their number."""
    offers: dict[int, dict[int, list[Offer]]] = {}
    for offer in Offer.objects.filter(upper__in=measures).select_related("organisation").order_by("id"):
        offers.setdefault(offer.upper_id, {}).setdefault(offer.organisation_id, []).append(offer)
    proofs = Prefetch("proofs", Proof.objects.filter(removed_at__isnull=True))
    below = Measure.objects.filter(live(), upper__in=measures).select_related("section__roadmap__organisation")
    made = {
        (row.upper_id, row.section.roadmap.organisation_id): row
        for row in below.prefetch_related("dues", proofs).order_by("pk")
    }
    found = {}
    for upper, by_organisation in offers.items():
        rows = [_taken(rows, made.get((upper, key)), today) for key, rows in by_organisation.items()]
        found[upper] = tuple(sorted(rows, key=lambda row: row.organisation.short_name))
    return found


def _taken(offers: list[Offer], measure: Measure | None, today: dt.date) -> Taken:
    history = history_of(offers)
    last, organisation = history.answered, offers[-1].organisation
    if history.refused and last is not None:
        return Taken(organisation, "declined", "Отклонили", last.reason, None, ())
    if last is None:
        waits = history.waiting is not None
        words = "Ждёт ответа" if waits else "Предложение отозвано"
        return Taken(organisation, "waiting" if waits else "dropped", words, "", None, ())
    if measure is None:
        return Taken(organisation, "dropped", "Убрали из карты", last.reason, None, ())
    state = measure_state(due_state(due, today, conditional=measure.conditional) for due in measure.dues.all())
    dropped = last.sort == Sort.WITHDRAWAL and last.state == State.ACCEPTED
    words = ("Сняли вслед за вами" if dropped else "Приняли") + ("; изменение ждёт ответа" if history.waiting else "")
    reason = last.reason if last.state == State.DECLINED else ""
    return Taken(organisation, state, words, reason, measure, tuple(measure.proofs.all()))


def count_taken(rows: tuple[Taken, ...]) -> TakenCount:
    """The same in numbers: what a region sees."""
    return TakenCount(
        offered=len(rows),
        waiting=sum(row.state == "waiting" for row in rows),
        declined=sum(row.state == "declined" for row in rows),
        taken=sum(row.measure is not None for row in rows),
        done=sum(row.state in DONE for row in rows),
    )


def measures_to_offer(roadmap: Roadmap) -> QuerySet[Measure]:
    """The measures of the roadmap that stand in it, with their addresses, in order."""
    rows = Measure.objects.filter(section__roadmap=roadmap, removed_at__isnull=True, section__removed_at__isnull=True)
    return rows.select_related("section__roadmap", "address").order_by("section__position", "position", "id")
