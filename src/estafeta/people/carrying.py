"""What goes with a person to another organisation: rooms above declare theirs in their module `carrying`."""

from __future__ import annotations

from collections.abc import Callable

from estafeta.people.models import Person

Carrier = Callable[[Person, Person], None]
CARRIERS: dict[str, Carrier] = {}


def carries(name: str) -> Callable[[Carrier], Carrier]:
    """Register who hands something on from the old card to the new one; called inside the transaction of the act.

    The two cards belong to two tenants: each side is read and written in a scope of its own.
    """

    def keep(carrier: Carrier) -> Carrier:
        CARRIERS[name] = carrier
        return carrier

    return keep


def carry_all(old: Person, new: Person) -> None:
    """Let every room hand on what it keeps."""
    for name in sorted(CARRIERS):
        CARRIERS[name](old, new)
