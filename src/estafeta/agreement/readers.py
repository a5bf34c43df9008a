"""Letters to those who have sent their plans for agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from estafeta.agreement.queue import waiting_for
from estafeta.notifications.readers import Reader, ReaderList, reader_list, reader_of
from estafeta.organisations.actors import Actor
from russian.plurals import counted


def senders(actor: Actor, keys: Collection[str], today: dt.date) -> Iterable[Reader]:
    """Who has sent the ticked plans."""
    for row in waiting_for(actor.organisation):
        plan = row.roadmap
        if str(plan.pk) in keys:
            days = counted((today - row.sent_at.date()).days, "день", "дня", "дней")
            values = {"карта": plan.title, "ждёт": days}
            yield reader_of(str(plan.pk), row.sent_by, plan.organisation.short_name, **values)


reader_list(
    ReaderList(
        "agreement.queue",
        "Кто прислал карты на согласование",
        "roadmaps.agree_roadmap",
        senders,
        fields={"карта": "название карты", "ждёт": "сколько дней карта ждёт ответа"},
        subject="О вашей дорожной карте",
        text="Здравствуйте, {имя}!\n\nКарта «{карта}» ",
    )
)
