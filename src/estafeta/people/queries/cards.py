"""Cards and what hangs on them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from estafeta.accounts.models import User
from estafeta.organisations.models import Organisation
from estafeta.people.models import Affiliation, Guardianship, Person, Relation


def in_force(today: dt.date, prefix: str = "") -> Q:
    """The condition «stands on the day» for affiliations and ties; `prefix` leads to them («affiliations__»)."""
    begun = Q(**{f"{prefix}starts__isnull": True}) | Q(**{f"{prefix}starts__lte": today})
    open_still = Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": today})
    return begun & open_still


def people_of(organisation: Organisation) -> QuerySet[Person]:
    """The cards of the organisation itself, in the Russian order."""
    return Person.objects.filter(organisation=organisation).order_by("order_key", "pk")


def person_of_user(user: User, organisation: Organisation) -> Person | None:
    """The card of whoever signs in; None where nobody has joined the two."""
    return Person.objects.filter(organisation=organisation, user=user).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a day: `now` stands, `past` is over, `later` begins after it, all newest first.

    `wards`: how many children she stands for.
    """

    now: tuple[Affiliation, ...] = ()
    past: tuple[Affiliation, ...] = ()
    later: tuple[Affiliation, ...] = ()
    wards: int = 0

    @property
    def main(self) -> Affiliation | None:
        """What she is first of all: now, else what she will be, else what she was last."""
        return next(iter((*self.now, *self.later, *self.past)), None)

    @property
    def has_left(self) -> bool:
        """True when everything is over and no child here needs her."""
        return bool(self.past) and not (self.now or self.later or self.wards)

    @property
    def words(self) -> str:
        """«8Б», «учитель, химия; выпускник», «законный представитель», «выбыл(а), 7А»."""
        if self.now:
            return "; ".join(row.words for row in self.now)
        if self.later:
            return f"с {self.later[-1].starts:%d.%m.%Y}: {self.later[-1].words}"
        if self.wards:
            return "законный представитель"
        return f"выбыл(а), {self.past[0].words}" if self.past else ""


def standing_of(people: Iterable[Person], *, today: dt.date) -> dict[int, Standing]:
    """What each person is on the day, by the key of the card; two queries whatever their number."""
    keys = [person.pk for person in people]
    rows: dict[int, list[Affiliation]] = defaultdict(list)
    for row in Affiliation.objects.filter(person__in=keys):
        rows[row.person_id].append(row)
    wards: dict[int, int] = defaultdict(int)
    for guardian in Guardianship.objects.filter(in_force(today), guardian__in=keys).values_list("guardian", flat=True):
        wards[guardian] += 1
    return {key: _standing(rows[key], wards[key], today) for key in keys}


def _standing(rows: list[Affiliation], wards: int, today: dt.date) -> Standing:
    now = tuple(row for row in rows if row.holds_on(today))
    later = tuple(row for row in rows if row.starts is not None and row.starts > today)
    past = tuple(row for row in rows if row not in now and row not in later)
    return Standing(now, past, later, wards)


def guardians_of(person: Person, *, today: dt.date) -> QuerySet[Guardianship]:
    """Who stands for the child today, with their cards."""
    rows = Guardianship.objects.filter(in_force(today), child=person)
    return rows.select_related("guardian", "guardian__organisation", "organisation")


def wards_of(person: Person, *, today: dt.date) -> QuerySet[Guardianship]:
    """For whom the person stands today, with their cards."""
    rows = Guardianship.objects.filter(in_force(today), guardian=person)
    return rows.select_related("child", "child__organisation", "organisation")


def relations_of(person: Person, *, today: dt.date) -> QuerySet[Relation]:
    """Both ends of every relation that stands today."""
    rows = Relation.objects.filter(in_force(today)).filter(Q(person=person) | Q(other=person))
    return rows.select_related("person", "other", "person__organisation", "other__organisation", "organisation")


def age_on(person: Person, day: dt.date) -> int | None:
    """Full years on a day; by the year of birth alone the lesser of the two possible, None when nothing is known."""
    if person.birth_date:
        born = person.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return day.year - person.birth_year - 1 if person.birth_year else None
