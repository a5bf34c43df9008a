"""What would have to be offered so that everybody below knows how the measures above stand now. Reads, never writes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from estafeta.cascade.content import Content, content_of, says_same
from estafeta.cascade.models import Address, Offer
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.roadmaps.models import Measure, Roadmap

Sort, State = Offer.Sort, Offer.State


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do at one organisation: put an open offer away, make a new one, or both."""

    measure: Measure
    organisation_id: int
    sort: str
    content: Content | None
    replaces: Offer | None = None


@dataclass(frozen=True, slots=True)
class History:
    """How one organisation has answered one measure so far."""

    waiting: Offer | None
    answered: Offer | None
    known: Content | None

    @property
    def taken(self) -> bool:
        """True while the organisation works on the measure."""
        last = self.answered
        return last is not None and not (
            (last.sort == Sort.NEW and last.state == State.DECLINED) or last.sort == Sort.WITHDRAWAL
        )

    @property
    def refused(self) -> bool:
        """True when the organisation has said no to the measure itself."""
        last = self.answered
        return last is not None and last.sort == Sort.NEW and last.state == State.DECLINED


def history_of(offers: Iterable[Offer]) -> History:
    """Return the history that offers of one organisation and one measure make, in the order they were made."""
    waiting = answered = None
    known: Content | None = None
    for offer in offers:
        if offer.state == State.WAITING:
            waiting = offer
        elif offer.state in (State.ACCEPTED, State.DECLINED):
            answered = offer
            known = offer.content if offer.sort != Sort.WITHDRAWAL else None
    return History(waiting, answered, known)


def institutions(organisation: Organisation) -> list[Organisation]:
    """The organisations below that run a programme: those to whom measures can be addressed."""
    return [row for row in below(organisation) if not row.is_above and row.kind != Organisation.Kind.PARTNER]


def addressees(
    everybody: Sequence[Organisation], mode: str, kinds: Collection[str], chosen: Collection[int]
) -> list[Organisation]:
    """Those of the institutions whom an address names."""
    if mode == Address.Mode.KINDS:
        return [row for row in everybody if row.kind in kinds]
    if mode == Address.Mode.LIST:
        return [row for row in everybody if row.pk in chosen]
    return list(everybody)


def addressed(roadmap: Roadmap) -> QuerySet[Address]:
    """The addresses of the roadmap's measures, removed ones too."""
    rows = Address.objects.filter(measure__section__roadmap=roadmap, measure__section__roadmap__removed_at__isnull=True)
    return rows.select_related("measure__section__roadmap__organisation").prefetch_related(
        "measure__dues", "measure__kinds", "organisations"
    )


def steps_of(addresses: Iterable[Address], everybody: Sequence[Organisation]) -> list[Step]:
    """Return everything that has to be offered for these addresses."""
    rows = list(addresses)
    offers: dict[tuple[int, int], list[Offer]] = {}
    for offer in Offer.objects.filter(upper__in=[row.measure_id for row in rows]).order_by("id"):
        offers.setdefault((offer.upper_id, offer.organisation_id), []).append(offer)
    return [step for address in rows for step in _of_address(address, everybody, offers)]


def _of_address(
    address: Address, everybody: Sequence[Organisation], offers: dict[tuple[int, int], list[Offer]]
) -> Iterator[Step]:
    measure = address.measure
    gone = bool(measure.removed_at or measure.section.removed_at)
    chosen = [row.pk for row in address.organisations.all()]
    wanted = {row.pk for row in addressees(everybody, address.mode, address.kinds, chosen)} if not gone else set()
    content = content_of(measure, locked=address.locked, note=address.note)
    before = {organisation for upper, organisation in offers if upper == measure.pk}
    for organisation in sorted(wanted | before):
        history = history_of(offers.get((measure.pk, organisation), []))
        step = _step(measure, organisation, history, content, wanted=organisation in wanted)
        if step is not None:
            yield step


def _step(measure: Measure, organisation: int, history: History, content: Content, *, wanted: bool) -> Step | None:
    waiting = history.waiting
    sort, said = _wish(history, content, wanted=wanted)
    if not sort:
        return Step(measure, organisation, "", None, waiting) if waiting is not None else None
    if waiting is not None and waiting.sort == sort and says_same(waiting.content, content):
        return None
    return Step(measure, organisation, sort, said, waiting)


def _wish(history: History, content: Content, *, wanted: bool) -> tuple[str, Content | None]:
    """What ought to wait at the organisation now; an empty sort when nothing ought to."""
    if not wanted:
        return (Sort.WITHDRAWAL, content) if history.taken else ("", None)
    if history.refused:
        return "", None
    if not history.taken:
        return Sort.NEW, content
    known = history.known or {}
    return ("", None) if says_same(known, content) else (Sort.CHANGE, {**content, "was": _bare(known)})


def _bare(content: Content) -> Content:
    return {name: value for name, value in content.items() if name != "was"}


def pending_steps(roadmap: Roadmap) -> list[Step]:
    """What «Разослать изменения» would do now."""
    return steps_of(addressed(roadmap), institutions(roadmap.organisation))
