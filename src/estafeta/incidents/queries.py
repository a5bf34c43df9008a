"""Which incidents a person sees, and whom an incident touched."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Max, Q, QuerySet

from estafeta.accounts.models import User
from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.sealing import GONE
from estafeta.core.lookups import InRussian
from estafeta.documents.models import Document
from estafeta.incidents.models import Incident
from estafeta.incidents.rules import sees_all
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Membership, Organisation

OPEN = (Incident.State.OPEN, Incident.State.NOTIFIED)


@dataclass(frozen=True, slots=True)
class Touched:
    """A person whom the incident touched, as the journal tells: how often, last when, whether seen or taken out."""

    name: str
    kind: str
    pk: int
    lines: int
    looks: int
    files: int
    last: object


def visible_incidents(actor: Actor) -> QuerySet[Incident]:
    """The incidents of the organisation that the person may see."""
    rows = Incident.objects.filter(organisation=actor.organisation).select_related("organisation", "made_by", "account")
    return rows if sees_all(actor) else rows.filter(made_by=actor.user)


def accounts_here(organisation: Organisation) -> QuerySet[User]:
    """Everybody who has or had a role in the organisation: an incident may be found after she left."""
    members = Membership.objects.filter(organisation=organisation)
    return User.objects.filter(pk__in=members.values("user")).order_by(
        InRussian("last_name"), InRussian("first_name"), "pk"
    )


def papers_of(incident: Incident) -> QuerySet[Document]:
    """The papers made for an incident, newest first."""
    rows = Document.objects.filter(organisation=incident.organisation, subject_key=f"incident:{incident.pk}")
    return rows.select_related("organisation").order_by("-pk")


def lines_of(incident: Incident) -> QuerySet[JournalLine]:
    """What the account did in the organisation in the time; nothing where no account is named."""
    if incident.account_id is None:
        return JournalLine.objects.none()
    lines = JournalLine.objects.filter(tenant=incident.organisation.path, user=incident.account_id)
    if incident.since:
        lines = lines.filter(at__gte=incident.since)
    return lines.filter(at__lte=incident.until) if incident.until else lines


def touched(incident: Incident) -> list[Touched]:
    """The persons in those lines, those taken out in files first; one query, and one for the names of each kind."""
    lines = lines_of(incident).values("pk")
    mentions = JournalMention.objects.filter(tenant=incident.organisation.path, line__in=lines)
    act = JournalMention.Act
    found = list(
        mentions.order_by()
        .values("kind", "subject_id")
        .annotate(
            lines=Count("pk"),
            looks=Count("pk", filter=Q(act=act.VIEW)),
            files=Count("pk", filter=Q(act=act.EXPORT)),
            last=Max("line__at"),
        )
        .order_by("-files", "-looks", "kind", "subject_id")
    )
    numbers: dict[str, list[int]] = {}
    for row in found:
        numbers.setdefault(row["kind"], []).append(row["subject_id"])
    names = {kind: _names(kind, of_kind) for kind, of_kind in numbers.items()}
    return [
        Touched(
            names[row["kind"]].get(row["subject_id"], GONE),
            row["kind"],
            row["subject_id"],
            row["lines"],
            row["looks"],
            row["files"],
            row["last"],
        )
        for row in found
    ]


def _names(kind: str, numbers: list[int]) -> dict[int, str]:
    rows = apps.get_model(kind)._default_manager.filter(pk__in=numbers)
    return {row.pk: getattr(row, "full_name", "") or str(row) for row in rows}
