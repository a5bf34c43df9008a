"""Where a person is signed in: her sessions as she knows them, and ending one."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.db import transaction

from estafeta.accounts.models import User
from estafeta.core.journal import record
from estafeta.core.refusals import Refusal

BROWSERS = (
    ("YaBrowser", "Яндекс Браузер"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iPhone или iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in that is still open."""

    pk: int
    device: str
    address: str
    began: dt.datetime
    seen: dt.datetime
    is_current: bool


def device_of(agent: str) -> str:
    """Return «Firefox, Windows» for what a browser says of itself."""
    found = [next((name for sign, name in rows if re.search(sign, agent)), "") for rows in (BROWSERS, SYSTEMS)]
    return ", ".join(word for word in found if word) or "Неизвестный браузер"


def sessions_of(user: User, current_key: str | None) -> list[Session]:
    """The open sessions of the user, the present one first, then the one used last."""
    rows = [
        Session(
            row.pk, device_of(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == current_key
        )
        for row in UserSession.objects.purge_and_list(user)
    ]
    return sorted(rows, key=lambda row: (not row.is_current, -row.seen.timestamp()))


@transaction.atomic
def end_sessions(*, by: User, keep: str | None, only: int | None = None) -> int:
    """End every session of the user but the one with the key `keep`, or the one numbered `only`; return how many.

    Refuses a session that is not hers or has ended already, and her present one: for it there is «Выйти».
    """
    rows = UserSession.objects.filter(user=by).exclude(session_key=keep or "")
    if only is not None:
        rows = rows.filter(pk=only)
        if not rows.exists():
            raise Refusal("Этот вход уже завершён.")
    ended = [row for row in rows if row.exists()]
    for row in rows:
        row.end()
    if ended:
        record(
            user=by,
            tenant="",
            verb="accounts.end_sessions",
            target=by,
            sentence=f"Завершены входы на других устройствах: {by.full_name}",
            after={"sessions": len(ended), "devices": [device_of(row.user_agent) for row in ended]},
        )
    return len(ended)
