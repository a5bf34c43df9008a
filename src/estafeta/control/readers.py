"""Letters to the curators of organisations ticked in «Обзор»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from estafeta.control.reminders import recipients
from estafeta.control.tallies import watched
from estafeta.notifications.readers import Reader, ReaderList, reader_list, reader_of
from estafeta.organisations.actors import Actor


def curators(actor: Actor, keys: Collection[str], today: dt.date) -> Iterable[Reader]:
    """The curators (else the directors) of the ticked organisations; where nobody is in, the organisation itself."""
    chosen = list(watched(actor.organisation).filter(slug__in=keys))
    for one in recipients(chosen, today):
        place, values = one.organisation, {"просроченное": one.overdue}
        for user in one.people:
            yield reader_of(place.slug, user, place.short_name, **values)
        if not one.people:
            yield Reader(place.slug, place.short_name, place.email, organisation=place.short_name, values=values)


reader_list(
    ReaderList(
        "control.overview",
        "Кураторы организаций",
        "control.remind",
        curators,
        fields={"просроченное": "что просрочено у организации"},
        subject="О ходе дорожной карты",
        text="Здравствуйте, {имя}!\n\n{просроченное}\n",
    )
)
