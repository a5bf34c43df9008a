"""The one gate: «may this person be in …?» is asked here by every later act, and answered with a sentence.

Rooms declare, in their module `conditions`, what they are about to do with a person (`purpose`) and what must be true
before (`condition`): consents, training, an agreement. A condition is asked for many people at once, so that a list
costs no more than a card. Nothing here knows who declared what; a person with no lacks may be in.

    @purpose("pair", "в паре")                     # in the room that makes pairs
    @condition("pair", "order")                     # in the room that keeps consents
    def participation(people, case):
        return {person.pk: Lack("нет согласия на участие", verb="Попросить", url=…) for person in … }

    verdict = may_be("pair", person, Case(organisation, today))
    if not verdict: raise Refusal(verdict.sentence)  # «Ван Лев не войдёт в пару: нет согласия на участие.»
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from estafeta.core.refusals import Refusal
from estafeta.organisations.models import Organisation
from estafeta.people.models import Person
from russian.phrases import listed


@dataclass(frozen=True, slots=True)
class Purpose:
    """What is about to happen to a person: «в паре», «в приказе», «на странице сайта»; `into` follows «не войдёт»."""

    code: str
    words: str
    into: str


@dataclass(frozen=True, slots=True)
class Case:
    """Where and when it is asked; `details` are what a purpose needs besides (a site, a recipient, a category)."""

    organisation: Organisation
    today: dt.date
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a person may not be in: a few words («нет согласия на участие») and where that is put right."""

    words: str
    verb: str = ""
    url: str = ""
    final: bool = False
    """Nothing can be done about it: a refusal, a card that was erased."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one person; true when she may be in."""

    person: Person
    purpose: Purpose
    lacks: tuple[Lack, ...]

    def __bool__(self) -> bool:
        return not self.lacks

    @property
    def sentence(self) -> str:
        """«Ван Лев не войдёт в пару: нет согласия на участие и согласия на данные.»"""
        if not self.lacks:
            return f"{self.person.short_name}: можно {self.purpose.words}."
        return f"{self.person.short_name} не войдёт {self.purpose.into}: {listed([row.words for row in self.lacks])}."


Condition = Callable[[Sequence[Person], Case], Mapping[int, Lack | Sequence[Lack]]]
PURPOSES: dict[str, Purpose] = {}
CONDITIONS: dict[str, tuple[frozenset[str], Condition]] = {}


def purpose(code: str, words: str, into: str = "") -> Purpose:
    """Declare what a room does with people: «в паре» and, after «не войдёт», «в пару»."""
    PURPOSES[code] = Purpose(code, words, into or words)
    return PURPOSES[code]


def condition(*purposes: str) -> Callable[[Condition], Condition]:
    """Register a condition of some purposes, of every one when none is named; the same function replaces itself.

    It is given people of one organisation and returns what lacks by the keys of the cards.
    """

    def keep(asked: Condition) -> Condition:
        CONDITIONS[f"{asked.__module__}.{asked.__qualname__}"] = (frozenset(purposes), asked)
        return asked

    return keep


def verdicts(code: str, people: Iterable[Person], case: Case) -> dict[int, Verdict]:
    """Answer for many people at once, by the keys of their cards. Raises KeyError for a purpose nobody declared."""
    wanted, asked = PURPOSES[code], list(people)
    lacks: dict[int, list[Lack]] = {person.pk: [] for person in asked}
    for name in sorted(CONDITIONS):
        purposes, ask = CONDITIONS[name]
        if purposes and code not in purposes:
            continue
        for key, found in ask(asked, case).items():
            lacks[key] += [found] if isinstance(found, Lack) else found
    return {person.pk: Verdict(person, wanted, tuple(lacks[person.pk])) for person in asked}


def may_be(code: str, person: Person, case: Case) -> Verdict:
    """Answer for one person."""
    return verdicts(code, [person], case)[person.pk]


def demand_gate(code: str, people: Iterable[Person], case: Case) -> None:
    """Refuse with the sentences of those who may not be in, three of them at most."""
    stopped = [verdict.sentence for verdict in verdicts(code, people, case).values() if not verdict]
    if stopped:
        more = f" И ещё {len(stopped) - 3}." if len(stopped) > 3 else ""
        raise Refusal(" ".join(stopped[:3]) + more)


purpose("base", "в базе", "в базу")
purpose("questionnaire", "в именном опросе", "в именной опрос")
purpose("pair", "в паре", "в пару")
purpose("order", "в приказе", "в приказ")
purpose("page", "на странице", "на страницу")
purpose("transfer", "в передаче другой организации", "в передачу другой организации")
purpose("municipal_list", "в муниципальной базе", "в муниципальную базу")
