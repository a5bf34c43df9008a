"""Signs of life of an installation: apps declare them, `/healthz` gathers them. No word of any person in them.

    @vital("mail")
    def mail(now: datetime) -> Vital:
        return Vital(True, "3 letters wait", {"waiting": 3})

A sign is asked every few seconds by whoever watches: it costs one short query at most.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

log = logging.getLogger("estafeta.health")


@dataclass(frozen=True, slots=True)
class Vital:
    """One sign: whether all is well, a few English words, figures for graphs."""

    well: bool
    words: str
    figures: Mapping[str, float | int | str | None] = field(default_factory=dict)


Ask = Callable[[dt.datetime], Vital]
VITALS: dict[str, Ask] = {}


def vital(name: str) -> Callable[[Ask], Ask]:
    """Register a sign. Raises ValueError when the name is taken."""

    def keep(ask: Ask) -> Ask:
        if name in VITALS:
            raise ValueError(f"two signs of life are called {name}")
        VITALS[name] = ask
        return ask

    return keep


def ready() -> Vital:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.warning("The database does not answer: %s", error)
        return Vital(False, "the database does not answer")
    return Vital(True, "the database answers")


def examine(now: dt.datetime) -> dict[str, Vital]:
    """Ask for every sign; without a database only that is said. A sign that breaks is not well."""
    found = {"live": Vital(True, "the process answers"), "ready": ready()}
    if found["ready"].well:
        found |= {name: _asked(name, ask, now) for name, ask in sorted(VITALS.items())}
    return found


def _asked(name: str, ask: Ask, now: dt.datetime) -> Vital:
    try:
        return ask(now)
    except Exception:
        log.exception("The sign of life «%s» is broken", name)
        return Vital(False, "cannot be asked")
