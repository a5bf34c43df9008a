"""The turn of the school year: who goes where, before anything is changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from estafeta.organisations.models import Organisation
from estafeta.people.models import Affiliation
from estafeta.people.units import LAST_CLASS, next_class

GRADUATE, STAY = "выпуск", ""
FORKS = (9, LAST_CLASS)
"""After these classes a school lets go."""
LAST_COURSE = 4


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """A class or a group on the last day of the year: whither it goes by itself, and who is in it."""

    unit: str
    level: int | None
    target: str
    rows: tuple[Affiliation, ...]

    @property
    def forks(self) -> bool:
        """True where a part may go on and a part leave."""
        return self.level in FORKS


def year_start(organisation: Organisation, today: dt.date) -> dt.date:
    """The first of September that people are moved to: this year's while somebody waits for it, else the next one's."""
    this = dt.date(today.year, 9, 1)
    if today >= this and not to_move(organisation, this).exists():
        return dt.date(today.year + 1, 9, 1)
    return this


def to_move(organisation: Organisation, starts: dt.date) -> QuerySet[Affiliation]:
    """Learners of the year before the day: they came before it and nobody has written down where they go."""
    came = Q(starts__isnull=True) | Q(starts__lt=starts)
    rows = Affiliation.objects.filter(came, organisation=organisation, kind__in=Affiliation.LEARNERS, ends=None)
    return rows.exclude(unit="").select_related("person").order_by("level", "unit", "person__order_key", "pk")


def plan_year(organisation: Organisation, starts: dt.date) -> list[UnitPlan]:
    """Every class and group with its next one; the last ones leave."""
    units: dict[tuple[str, str], list[Affiliation]] = {}
    for row in to_move(organisation, starts):
        units.setdefault((row.kind, row.unit), []).append(row)
    return [UnitPlan(unit, rows[0].level, _target(rows[0]), tuple(rows)) for (_, unit), rows in units.items()]


def _target(row: Affiliation) -> str:
    if row.kind == Affiliation.Kind.STUDENT:
        return GRADUATE if (row.level or 1) >= LAST_COURSE else row.unit
    return next_class(row.unit) or (GRADUATE if row.level == LAST_CLASS else row.unit)
