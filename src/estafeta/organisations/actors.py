"""The acting person: a user in an organisation, with the roles that reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from estafeta.accounts.models import User
from estafeta.organisations.models import Membership, Organisation
from estafeta.organisations.roles import Role
from russian.cases import Case, Name, decline

if TYPE_CHECKING:
    from estafeta.organisations.entrusting import Trust


def whom(user: User) -> str:
    """«Петрову А.С.»: for whom one acts."""
    initials = [f"{part[0]}." for part in (user.first_name, user.patronymic) if part]
    surname = decline(Name(user.last_name, user.first_name, user.patronymic), Case.ACCS).surname
    return f"{surname} {''.join(initials)}".strip() or user.username


def roles_of(rows: Iterable[Membership], organisation: Organisation, *, over: bool) -> frozenset[Role]:
    """The roles held in the organisation itself or, `over`, above it."""
    held = (row for row in rows if row.organisation.holds(organisation))
    return frozenset(Role(row.role) for row in held if (row.organisation_id != organisation.pk) is over)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, where. `here` are the roles held in the organisation itself, `above` those held over it.

    `memberships` are all of the person's that are in force, with their organisations, from the root down. `trusts` are
    the entrustings by which she reaches it without a role, for their acts alone. Roles lent to her for a colleague who
    is away count as hers; `borrowed` are the colleagues ({id: name}) for whom she has acted since, because her own
    roles alone would not have done.
    """

    user: User
    organisation: Organisation
    here: frozenset[Role]
    above: frozenset[Role]
    needs_second_factor: bool = False
    memberships: tuple[Membership, ...] = ()
    trusts: tuple[Trust, ...] = ()
    borrowed: dict[int, str] = field(default_factory=dict, compare=False, repr=False)

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

    @property
    def lent(self) -> dict[int, User]:
        """The colleagues, here or above, whose roles are lent to her, by id."""
        rows = (row for row in self.memberships if row.stands_for_id and row.organisation.holds(self.organisation))
        return {row.stands_for.pk: row.stands_for for row in rows if row.stands_for is not None}

    @property
    def people(self) -> frozenset[int]:
        """The ids of those for whom she answers here: herself and whom she stands in for."""
        rows = (row for row in self.memberships if row.organisation_id == self.organisation.pk)
        return frozenset({self.user.pk, *(row.stands_for_id for row in rows if row.stands_for_id)})

    def standing_for(self, *people: int) -> Actor:
        """The same person with her own roles and those lent by these colleagues alone."""
        rows = tuple(row for row in self.memberships if not row.stands_for_id or row.stands_for_id in people)
        here = self.here & roles_of(rows, self.organisation, over=False)
        above = self.above & roles_of(rows, self.organisation, over=True)
        held = {id(trust) for row in rows for trust in getattr(row, "trusts", ())}
        trusts = tuple(trust for trust in self.trusts if id(trust) in held)
        return replace(self, here=here, above=above, memberships=rows, trusts=trusts, borrowed={})

    @property
    def own(self) -> Actor:
        """The same person without what is lent to her."""
        return self.standing_for() if any(row.stands_for_id for row in self.memberships) else self

    def borrow(self, has: Callable[[Actor], bool]) -> None:
        """Remember for whom she acts, when `has` says that her own roles are not enough."""
        lent = self.lent
        if lent and not has(self.own):
            self.borrowed.update({pk: whom(user) for pk, user in lent.items() if has(self.standing_for(pk))})
