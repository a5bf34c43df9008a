"""How an action of any room tells people: in its own transaction, in the scope of the organisation it is about."""

from __future__ import annotations

from collections.abc import Iterable

from estafeta.accounts.models import User
from estafeta.core.clock import local_today
from estafeta.notifications.actions import notify
from estafeta.notifications.kinds import notice_kind
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import deputies
from estafeta.organisations.scope import tenant_scope

__all__ = ["announce", "notice_kind"]


def announce(
    *, users: Iterable[User], but: User | None, kind: str, sentence: str, url: str, organisation: Organisation
) -> None:
    """Tell every user but the acting one, and whoever stands in for her, as each has chosen for the kind «app.what».

    What is told is written with the act: it is seen when that commits, gone when it rolls back, and never lost between.
    """
    readers = [user for user in {user.pk: user for user in users}.values() if but is None or user.pk != but.pk]
    if readers:
        with tenant_scope(organisation):
            today = local_today(organisation.time_zone)
            readers += [one for one in deputies(organisation, readers, today=today) if one != but]
            notify(users=readers, kind=kind, sentence=sentence, url=url, organisation=organisation)


notice_kind("workbench.task_given", "Вам поручили дело")
