"""All kinds that the system proves itself, as the apps declare them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from estafeta.evidence.answers import Evidence, Link, State
from estafeta.evidence.questions import Place, Question


class Whom(StrEnum):
    """About whom a kind can be asked."""

    OWN = "own"
    BELOW = "below"
    NAMED = "named"

    @property
    def word(self) -> str:
        """In words, for the reference page."""
        return {
            Whom.OWN: "свою организацию",
            Whom.BELOW: "организации ниже",
            Whom.NAMED: "названные из них",
        }[self]


EVERYONE = tuple(Whom)
Ask = Callable[[Question], Evidence]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that an app proves: its code, what is looked at in words, where the work is done, how it is asked.

    Several apps may declare the same code: then each holds a part, and the kind is proven when all parts are.
    `overview` leads whoever asks about those below to where she sees them all.
    """

    code: str
    proof: str
    where: str
    ask: Ask
    whom: tuple[Whom, ...] = EVERYONE
    overview: Callable[[Place], Link] | None = None


_PARTS: dict[str, tuple[Kind, ...]] = {}


def declare(kind: Kind) -> Kind:
    """Add a kind, or a part of one that another app has declared already."""
    known = _PARTS.get(kind.code, ())
    if kind not in known:
        _PARTS[kind.code] = (*known, kind)
    return kind


def parts_of(code: str) -> tuple[Kind, ...]:
    """The parts of a kind; none where the system cannot prove it."""
    return _PARTS.get(code, ())


def codes() -> tuple[str, ...]:
    """The kinds that the system proves, in alphabetical order."""
    return tuple(sorted(_PARTS))


def is_provable(code: str) -> bool:
    """True for a kind that the system proves itself."""
    return code in _PARTS


def asks_below(code: str) -> bool:
    """True for a kind that can be asked of the organisations below, every part of it."""
    return all(Whom.BELOW in part.whom for part in parts_of(code))


def ask(question: Question) -> Evidence:
    """Ask every app that holds a part; raises KeyError for a kind that nobody has declared."""
    answers = [part.ask(question) for part in _PARTS[question.kind]]
    return answers[0] if len(answers) == 1 else _together(answers)


def _together(answers: list[Evidence]) -> Evidence:
    """All parts in one answer: proven when each is, counted in parts, led to the first that lacks."""
    proven = [row for row in answers if row.state == State.PROVEN]
    begun = proven or any(row.state == State.PARTLY for row in answers)
    days = [row.since for row in answers if row.since]
    return Evidence(
        state=State.PROVEN if len(proven) == len(answers) else State.PARTLY if begun else State.MISSING,
        sentence=" ".join(row.sentence for row in answers),
        current=len(proven),
        wanted=len(answers),
        objects=tuple(seen for row in answers for seen in row.objects),
        since=max(days, default=None) if len(proven) == len(answers) else None,
        link=next((row.link for row in answers if row.state != State.PROVEN and row.link), None),
    )
