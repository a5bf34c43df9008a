"""What a person has open by name: every room declares its own, a hand-over asks all of them and gives it away.

A room registers a `WorkSource`; one new kind of work touches its own room only. Work that belongs to a role and stays
with it is declared too, so that whoever leaves sees it named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from estafeta.accounts.models import User
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.workbench.writing import Changes


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One open thing of one person: `row` is what the source gives away, `pk` its id; `waits` what goes with it."""

    pk: int
    title: str
    url: str
    row: Any
    number: str = ""
    due: dt.date | None = None
    waits: str = ""
    kept: tuple[tuple[str, int], ...] = ()

    @property
    def name(self) -> str:
        """The number and the title."""
        return f"{self.number} {self.title}".strip()


Find = Callable[[Organisation, User, dt.date], Iterable[OpenWork]]
Give = Callable[[Actor, OpenWork, User, User, Changes], None]
Tell = Callable[[Actor, User, Collection[OpenWork]], None]


@dataclass(frozen=True, slots=True)
class WorkSource:
    """A kind of open work.

    `code` «app_what» is a word of form fields; `label` the heading; `forms` count it, after `prefix`.
    `find(organisation, person, today)`; `give(actor, work, new, leaver, changes)` is part of a larger act that has
    asked the right and writes the journal; without it the work stays with the role, as `why` says.
    `tell(actor, new, works)` tells the new one.
    """

    code: str
    label: str
    forms: tuple[str, str, str]
    find: Find
    give: Give | None = None
    tell: Tell | None = None
    prefix: str = ""
    why: str = ""
    order: int = 50

    def key(self, work: OpenWork) -> str:
        """The name of one work among all of a person's."""
        return f"{self.code}_{work.pk}"


SOURCES: dict[str, WorkSource] = {}


def work_source(source: WorkSource) -> WorkSource:
    """Register a kind of work; the same code again replaces it."""
    SOURCES[source.code] = source
    return source


def sources() -> list[WorkSource]:
    """All kinds in their order."""
    return sorted(SOURCES.values(), key=lambda source: (source.order, source.code))


@dataclass(frozen=True, slots=True)
class SourceWork:
    """One kind of work with what a person has of it."""

    source: WorkSource
    works: tuple[OpenWork, ...]


def open_work(organisation: Organisation, person: User, *, today: dt.date) -> tuple[SourceWork, ...]:
    """Everything the person has open in the organisation and can give away, kind by kind; empty kinds are left out."""
    return _found(organisation, person, today, given=True)


def staying_work(organisation: Organisation, person: User, *, today: dt.date) -> tuple[SourceWork, ...]:
    """What stays with her roles: whoever holds them next has it."""
    return _found(organisation, person, today, given=False)


def _found(organisation: Organisation, person: User, today: dt.date, *, given: bool) -> tuple[SourceWork, ...]:
    held = [
        SourceWork(source, tuple(source.find(organisation, person, today)))
        for source in sources()
        if (source.give is not None) is given
    ]
    return tuple(one for one in held if one.works)
