"""Counts of dues by GROUP BY in the database: a tally for each row, or for each row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import StrIndex, Substr

from estafeta.control.expressions import due_state_case
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.roadmaps.models import Due
from estafeta.roadmaps.queries.live import live
from estafeta.roadmaps.queries.states import DROPPED

STANDINGS = {"done": "Выполнено в срок", "done_late": "Выполнено позже", "late": "Просрочено", "rest": "Предстоит"}
NOT_WATCHED = (*Organisation.ABOVE, Organisation.Kind.PARTNER)
OWNER = "measure__section__roadmap__organisation"
Dues = QuerySet[Any]
"""Dues annotated with `standing`, a key of `due_state`."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Dues of a row in a column; cancelled, not needed and taken off control are not counted."""

    done: int = 0
    done_late: int = 0
    late: int = 0
    rest: int = 0

    @property
    def total(self) -> int:
        """All that counts."""
        return self.done + self.done_late + self.late + self.rest

    @property
    def due(self) -> int:
        """What should have been done by today, or is done already."""
        return self.done + self.done_late + self.late

    @property
    def finished(self) -> int:
        """Done, in time or late."""
        return self.done + self.done_late

    def share(self, part: int) -> float:
        """The part of what is due, 0 to 1; what has nothing due yet counts as whole."""
        return part / self.due if self.due else 1.0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.done + other.done, self.done_late + other.done_late, self.late + other.late, self.rest + other.rest
        )


def standing_of(state: str) -> str:
    """The part of a tally for a state of the plan."""
    return state if state in STANDINGS else "rest"


def watched(top: Organisation, kind: str = "") -> QuerySet[Organisation]:
    """The institutions below that run a programme, of one kind or of all."""
    rows = below(top).exclude(kind__in=NOT_WATCHED)
    return rows.filter(kind=kind) if kind else rows


def counted_dues(organisations: QuerySet[Organisation] | Iterable[int], today: dt.date) -> Dues:
    """The dues of their active roadmaps that count, each with its standing on the day."""
    rows = Due.objects.filter(live("measure__"), **{f"{OWNER}__in": organisations}).exclude(state__in=DROPPED)
    return rows.annotate(standing=due_state_case(today))


def of_standing(dues: Dues, standing: str) -> Dues:
    """Those that a part of a tally counts."""
    if standing == "rest":
        return dues.exclude(standing__in=[key for key in STANDINGS if key != "rest"])
    return dues.filter(standing=standing)


def by_institution() -> Combinable:
    """The key of a row that is one institution: its id."""
    return F(f"{OWNER}_id")


def by_child(top: Organisation) -> Combinable:
    """The key of a row that sums what stands below a child of the top: the path of that child."""
    start = len(top.path)
    rest = Substr(f"{OWNER}__path", start + 1)
    return Substr(f"{OWNER}__path", 1, StrIndex(rest, Value("/")) + start)


def tallies(dues: Dues, **keys: Combinable) -> dict[tuple[object, ...], Tally]:
    """Count the dues by the keys (in their order); one query, as many results as there are combinations."""
    rows = dues.annotate(**{f"by_{name}": key for name, key in keys.items()}).order_by()
    names = [f"by_{name}" for name in keys]
    found: dict[tuple[object, ...], Tally] = {}
    for *key, standing, count in rows.values_list(*names, "standing").annotate(Count("pk")):
        place = tuple(key)
        found[place] = found.get(place, Tally()).plus(Tally(**{standing_of(standing): count}))
    return found
