"""The groups of people that the list of the room has tabs for, and how many stand in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from estafeta.organisations.models import Organisation
from estafeta.people.models import Affiliation, Guardianship, Person
from estafeta.people.queries.cards import in_force, people_of
from estafeta.workbench.memory import remember, version_of

Kind = Affiliation.Kind
Narrow = Callable[[QuerySet[Person], dt.date], QuerySet[Person]]


def _as(*kinds: str) -> Narrow:
    def narrow(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
        return rows.filter(Exists(_affiliations().filter(in_force(today), kind__in=kinds)))

    return narrow


def _affiliations() -> QuerySet[Affiliation]:
    """Of the card outside, whose tenant is asked there: no second look at the tree for each of them."""
    return Affiliation._base_manager.filter(person=OuterRef("pk")).order_by()


def _stands_for_somebody(today: dt.date) -> Exists:
    return Exists(Guardianship._base_manager.filter(in_force(today), guardian=OuterRef("pk")).order_by())


def _guardians(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
    return rows.filter(_stands_for_somebody(today))


def _gone(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
    rows = rows.filter(Exists(_affiliations()), ~Exists(_affiliations().filter(_not_over(today))))
    return rows.filter(~_stands_for_somebody(today))


def _everybody(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
    return rows


GROUPS: dict[str, tuple[str, Narrow]] = {
    "learners": ("Обучающиеся", _as(Kind.PUPIL, Kind.STUDENT)),
    "staff": ("Сотрудники", _as(Kind.EMPLOYEE)),
    "guardians": ("Родители", _guardians),
    "graduates": ("Выпускники", _as(Kind.GRADUATE)),
    "partners": ("От партнёров", _as(Kind.PARTNER)),
    "gone": ("Выбыли", _gone),
    "all": ("Все", _everybody),
}
"""Tabs of the list: what each is called and whom it holds. A person may stand in several."""


def in_group(organisation: Organisation, group: str, *, today: dt.date) -> QuerySet[Person]:
    """The cards of a tab, in the Russian order. Raises KeyError for an unknown one."""
    return GROUPS[group][1](people_of(organisation), today)


def group_counts(organisation: Organisation, *, today: dt.date) -> dict[str, int]:
    """How many stand in each tab; counted anew after an act in the organisation, in six queries."""
    key = f"people:{today}"
    return remember(key, version_of(organisation), lambda: _counted(organisation, today))


def _counted(organisation: Organisation, today: dt.date) -> dict[str, int]:
    """Each tab without looking at the cards one by one: a region asks for a hundred thousand of them."""
    rows = Affiliation.objects.filter(organisation=organisation, person__merged_into__isnull=True).order_by()
    standing = rows.filter(in_force(today))
    who = Count("person", distinct=True)
    kinds = dict(standing.values("kind").annotate(count=who).values_list("kind", "count"))
    learners = standing.filter(kind__in=Affiliation.LEARNERS).aggregate(count=who)["count"]
    ever = rows.aggregate(count=who)["count"]
    still = rows.filter(_not_over(today)).aggregate(count=who)["count"]
    needed = _needed_leavers(organisation, today)
    return {
        "learners": learners,
        "staff": kinds.get(Kind.EMPLOYEE, 0),
        "guardians": _guardians_count(organisation, today),
        "graduates": kinds.get(Kind.GRADUATE, 0),
        "partners": kinds.get(Kind.PARTNER, 0),
        "gone": ever - still - needed,
        "all": people_of(organisation).order_by().count(),
    }


def _guardians_count(organisation: Organisation, today: dt.date) -> int:
    rows = Guardianship.objects.filter(in_force(today), organisation=organisation, guardian__merged_into__isnull=True)
    found: int = rows.order_by().aggregate(count=Count("guardian", distinct=True))["count"]
    return found


def _needed_leavers(organisation: Organisation, today: dt.date) -> int:
    """Whoever was something here, is nothing now, and still stands for a child."""
    own = Affiliation.objects.filter(person=OuterRef("guardian")).order_by()
    rows = Guardianship.objects.filter(in_force(today), organisation=organisation, guardian__merged_into__isnull=True)
    rows = rows.filter(Exists(own), ~Exists(own.filter(_not_over(today))))
    found: int = rows.order_by().aggregate(count=Count("guardian", distinct=True))["count"]
    return found


def _not_over(today: dt.date) -> Q:
    return Q(ends__isnull=True) | Q(ends__gte=today)


def units_of(organisation: Organisation, *, today: dt.date) -> list[str]:
    """Classes and groups that have somebody today, by their number and letter; asked anew after an act."""
    return remember(f"people-units:{today}", version_of(organisation), lambda: _units(organisation, today))


def _units(organisation: Organisation, today: dt.date) -> list[str]:
    rows = Affiliation.objects.filter(in_force(today), organisation=organisation, kind__in=(Kind.PUPIL, Kind.STUDENT))
    return list(rows.exclude(unit="").order_by("level", "unit").values_list("unit", flat=True).distinct())
