"""What upper rooms say at the head of a plan: each hands a template and what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Roadmap

HEAD, STATE, UNDER = "head", "state", "under"


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the plan's page: the template gets `strip` and the page's own context.

    `place`: a line under the title, STATE, in the sentence of state, or HEAD, among the buttons beside it; `css` is a
    static file that it needs.
    """

    template: str
    strip: Any
    place: str = UNDER
    css: str = ""


Source = Callable[[Roadmap, Actor, dt.date], Strip | None]
STRIPS: list[Source] = []


def plan_strip(source: Source) -> Source:
    """Register a room that speaks at the head of every plan."""
    STRIPS.append(source)
    return source


def strips_of(roadmap: Roadmap, actor: Actor, today: dt.date) -> tuple[Strip, ...]:
    """Return the lines of every room that has something to say."""
    found = (source(roadmap, actor, today) for source in STRIPS)
    return tuple(strip for strip in found if strip is not None)
