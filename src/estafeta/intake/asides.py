"""What upper rooms show beside a draft that waits to become a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from estafeta.intake.models import Load


@dataclass(frozen=True, slots=True)
class Aside:
    """A block under the doubts: its template gets the page's own context, `load` above all."""

    template: str


Source = Callable[[Load], Aside]
ASIDES: list[Source] = []


def draft_aside(source: Source) -> Source:
    """Register a room that says something of every draft."""
    ASIDES.append(source)
    return source


def asides_of(load: Load) -> tuple[Aside, ...]:
    """Return the blocks of every room."""
    return tuple(source(load) for source in ASIDES)
