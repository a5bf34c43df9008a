"""The acting person: a user in an organisation, with the roles that reach it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estafeta.accounts.models import User
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import Role

if TYPE_CHECKING:
    from estafeta.organisations.entrusting import Trust


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, where. `here` are the roles held in the organisation itself, `above` those held over it.

    `memberships` are all of the person's that are in force, with their organisations, from the root down. `trusts` are
    the entrustings by which she reaches it without a role, for their acts alone.
    """

    user: User
    organisation: Organisation
    here: frozenset[Role]
    above: frozenset[Role]
    needs_second_factor: bool = False
    memberships: tuple[Membership, ...] = ()
    trusts: tuple[Trust, ...] = ()

    def is_any(self, roles: frozenset[Role] | set[Role]) -> bool:
        """True when one of the roles is held in the organisation itself."""
        return bool(self.here & roles)

    def is_over(self, roles: frozenset[Role] | set[Role]) -> bool:
        """True when one of the roles is held in an organisation above this one."""
        return bool(self.above & roles)

    @property
    def belongs(self) -> bool:
        """True when any role reaches the organisation."""
        return bool(self.here or self.above)

    def standing_in(self, right: str) -> Actor | None:
        """The coordinator of the giver in whose place she stands for this right; None where it was not entrusted."""
        trust = next((trust for trust in self.trusts if trust.carries(right)), None)
        if trust is None:
            return None
        coordinator = frozenset({Role.MUNICIPAL_COORDINATOR})
        at_giver = trust.giver.pk == self.organisation.pk
        nobody: frozenset[Role] = frozenset()
        return replace(self, here=coordinator if at_giver else nobody, above=nobody if at_giver else coordinator)
