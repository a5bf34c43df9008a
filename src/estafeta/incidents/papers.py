"""Prepared papers: filled from the card and put as drafts into the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction

from estafeta.core.rights import demand
from estafeta.documents.actions import PaperDraft, draft_paper
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.incidents.clocks import moment
from estafeta.incidents.models import Incident
from estafeta.incidents.queries import papers_of
from estafeta.organisations.actors import Actor


@dataclass(frozen=True, slots=True)
class Prepared:
    """A kind of paper that the card offers: its code in the packs, the verb, for which step."""

    kind: str
    label: str


PREPARED = (
    Prepared("incident_notice", "Уведомление, 24 часа"),
    Prepared("incident_report", "Результаты, 72 часа"),
    Prepared("incident_person_letter", "Письмо тем, кого затронуло"),
)
KINDS = tuple(one.kind for one in PREPARED)


@transaction.atomic
def prepare(*, actor: Actor, incident: Incident, kind: str) -> Document:
    """Make a draft of a kind from what the card says now; an open draft of that kind is given back instead.

    Refuses, naming them, while the card lacks what the law asks for.
    """
    demand("incidents.lead", actor, incident)
    states = [Document.State.DRAFT, Document.State.ON_SIGNATURE]
    begun = papers_of(incident).filter(kind=kind, state__in=states).first()
    if begun is not None:
        return begun
    asked = paper_kinds()[kind].variables
    of_pack = {one.name: default for one in asked if (default := one.default_in(incident.organisation.kind))}
    known = {name: value for name, value in values_of(incident).items() if value not in ("", None)}
    draft = PaperDraft(of_pack | known, subject_key=f"incident:{incident.pk}")
    return draft_paper(actor=actor, kind=kind, draft=draft)


def values_of(incident: Incident) -> dict[str, object]:
    """The fields of all kinds; each takes its own."""
    zone = ZoneInfo(incident.organisation.time_zone)
    values: dict[str, object] = {
        "drill": incident.drill,
        "found": moment(incident.found_at, zone),
        "sort": incident.get_sort_display().lower(),
        "persons": incident.persons,
        "contact": {"name": incident.contact_name, "post": incident.contact_post} if incident.contact_name else None,
        "contact_phone": incident.contact_phone,
        "notified": _told(incident.notified_at, zone),
        "notified_number": incident.notified_number,
    }
    return values | {name: getattr(incident, name) for name in TEXTS}


TEXTS = ("happened", "causes", "harm", "measures", "data", "findings", "culprits")


def _told(at: dt.datetime | None, zone: ZoneInfo) -> str:
    return moment(at, zone) if at else ""
