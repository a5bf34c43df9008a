"""Letters from the list of an organisation's people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from estafeta.core.lookups import InRussian
from estafeta.notifications.readers import Reader, ReaderList, reader_list, reader_of
from estafeta.organisations.actors import Actor
from estafeta.organisations.queries import in_force, members_of


def members(actor: Actor, keys: Collection[str], today: dt.date) -> Iterable[Reader]:
    """The ticked members whose role is in force, each person once."""
    rows = members_of(actor.organisation).filter(in_force(today), user__is_active=True)
    seen = set()
    for row in rows.order_by(InRussian("user__last_name"), InRussian("user__first_name"), "pk"):
        if str(row.pk) in keys and row.user_id not in seen:
            seen.add(row.user_id)
            values = {"роль": row.get_role_display().lower(), "должность": row.post}
            yield reader_of(str(row.pk), row.user, actor.organisation.short_name, **values)


reader_list(
    ReaderList(
        "organisations.members",
        "Сотрудники",
        "notifications.send_letters",
        members,
        fields={"роль": "роль в организации", "должность": "должность"},
        subject="Сообщение от организации",
        text="Здравствуйте, {имя}!\n\n",
    )
)
