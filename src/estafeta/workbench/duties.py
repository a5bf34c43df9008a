"""Duties («дела»): what each room hands up to «Сегодня», declared in its own `duties.py`; news goes elsewhere.

A room registers a source under its name; «Сегодня», the figure in the rail and a hand-over ask all of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estafeta.organisations.actors import Actor

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DutyKind:
    """A sort of duty. `code` is «app.what»; many of one kind fold under `folded` («Пары молчат»), opened by `look`.

    Without `folded` its lines stand one by one. `decides` («подписать») makes it a decision: it stands under «Решить».
    """

    code: str
    folded: str = ""
    look: str = "Посмотреть"
    decides: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A button in the row. `url` takes a POST at once, or with `asks` is a form that opens beside the list.

    `key` is the place of a key («KeyC») that presses it while the row is in focus; `fields` go with the POST.
    """

    label: str
    url: str
    main: bool = False
    asks: bool = False
    key: str = ""
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Holder:
    """A colleague who holds a duty: `key` is the same for the same person or group, `user_id` where one is known."""

    key: str
    name: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty for one person: what, why, until when, the verb and where it is done.

    `key` names it among all of the organisation; `url` leads to it (`beside`: also as a side panel); `answers` are the
    buttons of the row, without them `verb` leads to `url`; `when` says in words what is no term; `count`: how many
    things are behind it; `lawful`: its term is set by law; `state`: a key of the states, drawn as its shape; `holders`
    are the colleagues who hold it when it is not the person's own.

    It is hidden behind another whose `hides` names anything of its `about`: a map that is over hides its dues, a
    measure hides the facts that prove it. What is hidden and `proves` lends its `why` and its buttons to what hides it.
    """

    kind: DutyKind
    key: str
    title: str
    verb: str
    url: str
    why: str = ""
    due: dt.date | None = None
    when: str = ""
    state: str = ""
    count: int = 1
    lawful: bool = False
    beside: bool = False
    answers: tuple[Answer, ...] = ()
    holders: tuple[Holder, ...] = ()
    about: frozenset[str] = NOTHING
    hides: frozenset[str] = NOTHING
    proves: bool = False

    @property
    def is_mine(self) -> bool:
        """True when no colleague holds it instead."""
        return not self.holders


Source = Callable[[Actor, dt.date], Iterable[Duty]]
SOURCES: dict[str, Source] = {}


def duty_source(name: str) -> Callable[[Source], Source]:
    """Register a room's source; the same name again replaces it."""

    def keep(source: Source) -> Source:
        SOURCES[name] = source
        return source

    return keep


def duties_of(actor: Actor, today: dt.date) -> tuple[Duty, ...]:
    """Everything that every room hands up for the person in the organisation, room by room in the order of names."""
    return tuple(duty for name in sorted(SOURCES) for duty in SOURCES[name](actor, today))
