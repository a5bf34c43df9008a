"""The acting person: a user in an organisation, with the roles that reach it."""

from __future__ import annotations

from dataclasses import dataclass

from estafeta.accounts.models import User
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, where. `here` are the roles held in the organisation itself, `above` those held over it.

    `memberships` are all of the person's that are in force, with their organisations, from the root down.
    """

    user: User
    organisation: Organisation
    here: frozenset[Role]
    above: frozenset[Role]
    needs_second_factor: bool = False
    memberships: tuple[Membership, ...] = ()

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
