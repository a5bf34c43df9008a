"""Who below has come in and who has not yet: organisations with their invitations, members and cards, in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from estafeta.organisations.models import Invitation, Membership, Organisation
from estafeta.organisations.queries import below, in_force
from estafeta.people.models import Person


@dataclass(frozen=True, slots=True)
class Entering:
    """One organisation: how many have entered, how many are invited and have not, until when, how many cards stand."""

    organisation: Organisation
    members: int
    waiting: int
    until: dt.datetime | None
    cards: int

    @property
    def pk(self) -> int:
        """The key of the organisation."""
        return self.organisation.pk

    @property
    def words(self) -> str:
        """«вошли 3», «приглашение ждёт», «никого не приглашали»."""
        if self.members:
            return f"вошли: {self.members}"
        return "приглашены, ещё не вошли" if self.waiting else "никого не приглашали"


def entering_below(organisation: Organisation, *, today: dt.date, only_absent: bool = False) -> list[Entering]:
    """Every organisation below; three queries whatever their number. `only_absent`: those where nobody has entered."""
    rows = list(below(organisation))
    members = dict(
        Membership.objects.filter(in_force(today), organisation__in=rows, user__is_active=True)
        .order_by().values("organisation").annotate(count=Count("user", distinct=True))
        .values_list("organisation", "count")
    )  # fmt: skip
    waiting = {
        row["organisation"]: (row["count"], row["until"])
        for row in waiting_below(organisation)
        .order_by()
        .values("organisation")
        .annotate(count=Count("pk"), until=Max("expires_at"))
    }
    cards = dict(
        Person.objects.filter(organisation__in=rows).order_by().values("organisation").annotate(count=Count("pk"))
        .values_list("organisation", "count")
    )  # fmt: skip
    found = [
        Entering(row, members.get(row.pk, 0), *waiting.get(row.pk, (0, None)), cards.get(row.pk, 0)) for row in rows
    ]
    return [row for row in found if not (only_absent and row.members)]


def waiting_below(organisation: Organisation) -> QuerySet[Invitation]:
    """Invitations of the organisations below that nobody has accepted yet."""
    rows = Invitation.objects.filter(organisation__in=below(organisation), accepted_at=None, revoked_at=None)
    return rows.select_related("organisation").order_by("organisation__short_name", "email")
