"""Menus that upper rooms add to: of a plan, of a measure, the ways to begin a plan.

A room that stands above registers its entries in a module of its own (`<app>/menus.py`, imported by its `ready`); this
room knows no address of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.models import Measure, Roadmap

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu or a button: the words, where it leads, a lucide icon."""

    label: str
    url: str
    icon: str


@dataclass(slots=True)
class Menu(Generic[Subject]):
    """Entries about a subject, in the order of the apps; a source that returns None has nothing to offer the person."""

    sources: list[Callable[[Subject, Actor], Entry | None]] = field(default_factory=list)

    def entry(self, source: Callable[[Subject, Actor], Entry | None]) -> Callable[[Subject, Actor], Entry | None]:
        """Register a source."""
        self.sources.append(source)
        return source

    def entries(self, subject: Subject, actor: Actor) -> tuple[Entry, ...]:
        """Return what the rooms offer this person."""
        found = (source(subject, actor) for source in self.sources)
        return tuple(entry for entry in found if entry is not None)


PLAN = Menu[Roadmap]()
"""«Ещё» over a plan."""
MEASURE = Menu[Measure]()
"""«Изменить» on the card of a measure, for those who may change the plan."""
BEGINNINGS = Menu[Organisation]()
"""How a plan may begin besides a template and a clean sheet; the first is the main button."""
