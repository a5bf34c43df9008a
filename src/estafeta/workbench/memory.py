"""Costly figures that the frame of every page shows: counted anew after an act, else kept for a while.

Every act writes a line into the journal of its organisation, so the moment of the last line is the version of all that
is counted of it. What others do elsewhere, as a plan that is sent up, is seen within a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

from estafeta.core.journal import last_act
from estafeta.organisations.models import Organisation

SECONDS = 60
Value = TypeVar("Value")


def version_of(organisation: Organisation) -> str:
    """What changes with every act in the organisation; one query. Needs its scope."""
    return f"{organisation.pk}:{last_act(organisation.path)}"


def remember(key: str, version: str, count: Callable[[], Value]) -> Value:
    """Return what is kept under the key for this version, else count it and keep it."""
    name = f"estafeta:{key}:{version}".replace(" ", "_")
    found: Value | None = cache.get(name)
    if found is None:
        found = count()
        cache.set(name, found, SECONDS)
    return found


def keep(key: str, version: str, value: object) -> None:
    """Keep what a page has counted anyway."""
    cache.set(f"estafeta:{key}:{version}".replace(" ", "_"), value, SECONDS)
