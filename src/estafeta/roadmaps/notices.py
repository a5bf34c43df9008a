"""What roadmaps tell people: each notice goes out after the commit, through the inbox below."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from estafeta.accounts.models import User
from estafeta.notifications.actions import notify
from estafeta.organisations.models import Organisation
from estafeta.organisations.scope import tenant_scope


def announce(
    *, users: Iterable[User], but: User, kind: str, sentence: str, url: str, organisation: Organisation
) -> None:
    """Put a notice into the inbox of every user except the one who acts, once the transaction has committed."""
    readers = [user for user in {user.pk: user for user in users}.values() if user.pk != but.pk]
    if readers:
        transaction.on_commit(partial(_send, readers, f"roadmaps.{kind}", sentence, url, organisation))


def _send(users: list[User], kind: str, sentence: str, url: str, organisation: Organisation) -> None:
    with tenant_scope(organisation):
        notify(users=users, kind=kind, sentence=sentence, url=url, organisation=organisation)
