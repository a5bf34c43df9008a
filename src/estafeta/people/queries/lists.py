"""The groups of people that the list of the room has tabs for, and how many stand in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet

from estafeta.organisations.models import Organisation
from estafeta.people.models import Affiliation, Guardianship, Person
from estafeta.people.queries.cards import in_force, people_of

Kind = Affiliation.Kind
Narrow = Callable[[QuerySet[Person], dt.date], QuerySet[Person]]


def _as(*kinds: str) -> Narrow:
    def narrow(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
        return rows.filter(Exists(_affiliations().filter(in_force(today), kind__in=kinds)))

    return narrow


def _affiliations() -> QuerySet[Affiliation]:
    return Affiliation.objects.filter(person=OuterRef("pk")).order_by()


def _stands_for_somebody(today: dt.date) -> Exists:
    return Exists(Guardianship.objects.filter(in_force(today), guardian=OuterRef("pk")).order_by())


def _guardians(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
    return rows.filter(_stands_for_somebody(today))


def _gone(rows: QuerySet[Person], today: dt.date) -> QuerySet[Person]:
    still = Q(ends__isnull=True) | Q(ends__gte=today)
    rows = rows.filter(Exists(_affiliations()), ~Exists(_affiliations().filter(still)))
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
    """How many stand in each tab; a query for each."""
    return {group: in_group(organisation, group, today=today).order_by().count() for group in GROUPS}


def units_of(organisation: Organisation, *, today: dt.date) -> list[str]:
    """Classes and groups that have somebody today, by their number and letter."""
    rows = Affiliation.objects.filter(in_force(today), organisation=organisation, kind__in=(Kind.PUPIL, Kind.STUDENT))
    return list(rows.exclude(unit="").order_by("level", "unit").values_list("unit", flat=True).distinct())
