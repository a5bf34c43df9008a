"""How an action of any room tells people: after the commit, in the scope of the organisation it is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.notifications.actions import notify
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope


def announce(
    *, users: Iterable[User], but: User | None, kind: str, sentence: str, url: str, organisation: Organisation
) -> None:
    """Put a notice of a kind «app.what» into every user's inbox but the acting one's, once the act is committed."""
    readers = [user for user in {user.pk: user for user in users}.values() if but is None or user.pk != but.pk]
    if readers:
        transaction.on_commit(partial(_send, readers, kind, sentence, url, organisation))


def _send(users: list[User], kind: str, sentence: str, url: str, organisation: Organisation) -> None:
    with tenant_scope(organisation):
        notify(users=users, kind=kind, sentence=sentence, url=url, organisation=organisation)
