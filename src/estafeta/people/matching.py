"""Who of the organisation a line of a file, or another card, may be: by folded name, birth, class and telephone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from estafeta.organisations.models import Organisation
from estafeta.people.models import Affiliation, Person
from estafeta.people.queries import in_force, people_of
from russian.folding import search_key

TOGETHER = 500
"""Names of one question to the database."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of somebody; `birth` is «2012-03-05» or «2012», empty where nobody said it."""

    surname: str
    name: str
    patronymic: str = ""
    birth: str = ""
    unit: str = ""
    phone: str = ""

    @property
    def key(self) -> str:
        """Surname and name as cards are compared."""
        return search_key(f"{self.surname} {self.name}")


@dataclass(frozen=True, slots=True)
class Found:
    """A card that may be meant; `sure` when nothing speaks against it and something besides the name for it."""

    person: Person
    sure: bool


def likely(organisation: Organisation, asked: Sequence[Facts], *, today: dt.date) -> list[list[Found]]:
    """The cards that each may be, the surest first; the number of queries does not grow with each of them.

    Another patronymic or another birth is another person. A name alone is a doubt, not a match.
    """
    rows = _by_key(organisation, {facts.key for facts in asked})
    units: dict[int, set[str]] = defaultdict(set)
    people = [person for same in rows.values() for person in same]
    for part in _parts(people):
        here = Affiliation.objects.filter(in_force(today), person__in=part).exclude(unit="")
        for person, unit in here.values_list("person", "unit"):
            units[person].add(unit)
    return [_candidates(facts, rows[facts.key], units) for facts in asked]


def _candidates(facts: Facts, same: Iterable[Person], units: dict[int, set[str]]) -> list[Found]:
    weighed = [(weigh(facts, person, units[person.pk]), person) for person in same]
    fit = sorted(((weight, person) for weight, person in weighed if weight > 0), key=lambda pair: -pair[0])
    alone = len(fit) == 1 or (len(fit) > 1 and fit[0][0] >= 2 > fit[1][0])
    found = [Found(person, weight >= 2 and alone) for weight, person in fit]
    return found[:1] if found and found[0].sure else found


def weigh(facts: Facts, person: Person, units: Iterable[str]) -> int:
    """0: somebody else; 1: the name alone agrees; 2 and more: something besides it does."""
    if facts.patronymic and person.patronymic and search_key(facts.patronymic) != search_key(person.patronymic):
        return 0
    known = person.birth_date.isoformat() if person.birth_date else str(person.birth_year or "")
    if facts.birth and known and not (facts.birth.startswith(known) or known.startswith(facts.birth)):
        return 0
    here = set(units)
    agree = (
        bool(facts.birth and known),
        bool(facts.unit and facts.unit in here),
        bool(facts.phone and digits(facts.phone) == digits(person.phone)),
        bool(facts.patronymic and person.patronymic and not facts.unit and not facts.birth),
    )
    return 1 + sum(agree)


def digits(phone: str) -> str:
    """The last ten digits of a telephone: «8 (900) …» and «+7 900 …» are one."""
    return "".join(sign for sign in phone if sign.isdecimal())[-10:]


def _by_key(organisation: Organisation, keys: set[str]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for part in _parts(sorted(keys)):
        rows = people_of(organisation).filter(name_key__in=part).select_related("organisation").defer("order_key")
        for person in rows:
            found[person.name_key].append(person)
    return found


def _parts(things: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (things[start : start + TOGETHER] for start in range(0, len(things), TOGETHER))
