"""Cards that may be one person: found on load and by night, kept until somebody decides.

Cards are compared only within blocks (the same name, the same day of birth, the same telephone), so that a school of a
hundred thousand costs no more than its namesakes do.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.fuzz import ratio

from estafeta.organisations.models import Organisation
from estafeta.people.matching import digits
from estafeta.people.models import Affiliation, Guardianship, Likeness
from estafeta.people.queries import in_force, people_of
from russian.phrases import listed

ENOUGH = 70
"""The least weight that a person is asked about."""
CLOSE_NAME, SAME_NAME = 86, 100
CROWD = 60
"""A block of more cards than this says nothing: it is not compared through."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Card:
    """What cards are compared by."""

    pk: int
    name: str
    patronymic: str
    born: dt.date | None
    year: int | None
    phone: str
    learns: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards with the reasons why they may be one."""

    first: int
    second: int
    weight: int
    reasons: tuple[str, ...]


def pairs_of(cards: Iterable[Card], apart: frozenset[tuple[int, int]] = frozenset()) -> list[Pair]:
    """Compare the cards of one organisation; `apart` are pairs that are never compared (a child and its guardian)."""
    met: set[tuple[int, int]] = set(apart)
    found: list[Pair] = []
    for one, other in _neighbours(cards):
        key = (one.pk, other.pk)
        if key not in met:
            met.add(key)
            weight, reasons = compare(one, other)
            found += [Pair(*key, weight, reasons)] if weight >= ENOUGH else []
    return sorted(found, key=lambda pair: -pair.weight)


def _neighbours(cards: Iterable[Card]) -> Iterator[tuple[Card, Card]]:
    """Cards that share a name, a day of birth or a telephone, two by two, the lesser number first."""
    blocks: dict[Hashable, list[Card]] = defaultdict(list)
    for card in cards:
        for sign, value in (("name", card.name), ("born", card.born), ("phone", card.phone)):
            if value:
                blocks[sign, value].append(card)
    for block in blocks.values():
        if len(block) <= CROWD:
            yield from combinations(sorted(block, key=lambda card: card.pk), 2)


def compare(one: Card, other: Card) -> tuple[int, tuple[str, ...]]:
    """How much two cards are alike, from 0 to 100, and why; 0 where something shows that they are two people."""
    name = ratio(one.name, other.name)
    if name < CLOSE_NAME or _contradict(one, other):
        return 0, ()
    first = (70, "одинаковые фамилия и имя") if name == SAME_NAME else (45, "похожие фамилия и имя")
    holding = [first, *_signs(one, other)]
    return min(100, sum(weight for weight, _ in holding)), tuple(words for _, words in holding)


def _contradict(one: Card, other: Card) -> bool:
    """A learner and somebody grown up, another patronymic, another year of birth."""
    patronymics = _both(one.patronymic, other.patronymic) and ratio(one.patronymic, other.patronymic) < CLOSE_NAME
    years = _both(one.year, other.year) and one.year != other.year
    return one.learns != other.learns or patronymics or years


def _both(one: object, other: object) -> bool:
    return bool(one) and bool(other)


def _signs(one: Card, other: Card) -> Iterator[tuple[int, str]]:
    """What besides the name speaks for one person, or against it."""
    if _both(one.born, other.born):
        yield (20, "тот же день рождения") if one.born == other.born else (-15, "дни рождения разные, год один")
    elif _both(one.year, other.year):
        yield 10, "тот же год рождения"
    if one.phone and one.phone == other.phone:
        yield 15, "тот же телефон"
    if one.unit and one.unit == other.unit:
        yield 10, "тот же класс"
    if _both(one.patronymic, other.patronymic):
        yield 10, "одинаковое отчество"


def look_through(organisation: Organisation, *, today: dt.date) -> int:
    """Find pairs of the organisation and keep those that nobody has seen yet; returns how many are new.

    What somebody has decided stays decided. Needs the scope of the organisation.
    """
    cards = list(_cards(organisation, today))
    families = {
        (min(pair), max(pair))
        for pair in Guardianship.objects.filter(organisation=organisation).values_list("child", "guardian")
    }
    pairs = pairs_of(cards, frozenset(families))
    known = set(Likeness.objects.filter(organisation=organisation).values_list("first", "second"))
    fresh = [pair for pair in pairs if (pair.first, pair.second) not in known]
    rows = [
        Likeness(
            organisation=organisation, first_id=pair.first, second_id=pair.second, weight=pair.weight,
            reasons=listed(pair.reasons),
        )
        for pair in fresh
    ]  # fmt: skip
    Likeness.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    return len(rows)


def _cards(organisation: Organisation, today: dt.date) -> Iterator[Card]:
    here = Affiliation.objects.filter(in_force(today), organisation=organisation)
    learning = dict(here.filter(kind__in=Affiliation.LEARNERS).values_list("person", "unit"))
    names = ("pk", "name_key", "patronymic", "birth_date", "birth_year", "phone")
    for pk, name, patronymic, born, year, phone in people_of(organisation).order_by().values_list(*names):
        unit = learning.get(pk)
        words = patronymic.casefold().replace("ё", "е")
        yield Card(pk, name, words, born, year, digits(phone), unit is not None, unit or "")
