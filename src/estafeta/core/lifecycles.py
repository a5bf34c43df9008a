"""Life cycles as data: which step leads from which state to which, what it is called, who may, what it demands.

Every room keeps its own tables in `lifecycle.py`. Actions check a state here, buttons are drawn from the tables, tests
and the reference page walk them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from estafeta.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a life cycle. `demands` says in words what must be given with it."""

    name: str
    sources: frozenset[str]
    target: str
    label: str
    right: str
    refusal: str
    demands: str = ""


Table = Mapping[str, Step]


def table(*steps: Step) -> Table:
    """Return the steps by name."""
    return {step.name: step for step in steps}


def states(*names: str) -> frozenset[str]:
    """Return the states a step may start from."""
    return frozenset(names)


def check(cycle: Table, name: str, state: str) -> Step:
    """Return the step when it may start from the state; refuse with the step's own sentence otherwise."""
    step = cycle[name]
    if state not in step.sources:
        raise Refusal(step.refusal)
    return step


def possible(cycle: Table, state: str) -> tuple[Step, ...]:
    """Return the steps that may start from the state."""
    return tuple(step for step in cycle.values() if state in step.sources)
