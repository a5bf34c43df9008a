"""What papers tell people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from estafeta.accounts.models import User
from estafeta.documents.models import Acquaintance, Document
from estafeta.notifications.notices import announce, notice_kind
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import holders
from estafeta.organisations.roles import HEADS, Role

notice_kind("documents.to_sign", "Документ ждёт подписи и номера", must_be_seen=True)
notice_kind("documents.to_read", "Документ ждёт ознакомления", must_be_seen=True)


def tell_registrars(actor: Actor, document: Document, today: dt.date) -> None:
    """Tell the clerk and the head that a paper waits for signature and a number."""
    users = holders(document.organisation, HEADS | {Role.CLERK}, today=today)
    _tell(actor, users, "to_sign", f"На подписи: {document.title}.", document)


def tell_readers(actor: Actor, document: Document, only: Acquaintance | None = None) -> None:
    """Ask those who must read a registered paper, or only the one who was added."""
    rows = document.acquaintances.filter(user__isnull=False, day__isnull=True).select_related("user")
    if only is not None:
        rows = rows.filter(pk=only.pk)
    _tell(actor, [row.user for row in rows if row.user], "to_read", f"Ознакомьтесь: {document}.", document)


def _tell(actor: Actor, users: Iterable[User], kind: str, sentence: str, document: Document) -> None:
    announce(
        users=users,
        but=actor.user,
        kind=f"documents.{kind}",
        sentence=sentence,
        url=document.get_absolute_url(),
        organisation=document.organisation,
    )
