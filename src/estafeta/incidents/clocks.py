"""The two terms of part 3.1 of article 21 of law 152-FZ: 24 hours to tell, 72 hours to tell what was found out.

They are hours, not days: no weekend and no holiday moves them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from estafeta.incidents.models import Incident
from russian.plurals import counted

HOURS = {"notify": 24, "report": 72}
TITLES = {"notify": "Уведомить Роскомнадзор", "report": "Сообщить результаты расследования"}
SOON = dt.timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Clock:
    """One term: the step of the life cycle that stops it, its end, when and under which number it was met."""

    step: str
    ends_at: dt.datetime
    met_at: dt.datetime | None
    number: str

    @property
    def title(self) -> str:
        """What is to be done."""
        return TITLES[self.step]

    @property
    def hours(self) -> int:
        """How long it runs."""
        return HOURS[self.step]

    def state(self, now: dt.datetime) -> str:
        """A key of the states."""
        if self.met_at is not None:
            return "done" if self.met_at <= self.ends_at else "done_late"
        if now > self.ends_at:
            return "late"
        return "today" if self.ends_at - now <= SOON else "soon"

    def left(self, now: dt.datetime) -> str:
        """«осталось 5 часов», «2 часа сверх срока», «за 3 часа 20 минут до срока»."""
        if self.met_at is None:
            late = now > self.ends_at
            return f"{length(now - self.ends_at)} сверх срока" if late else f"осталось {length(self.ends_at - now)}"
        late = self.met_at > self.ends_at
        far = length(abs(self.ends_at - self.met_at))
        return f"{far} сверх срока" if late else f"за {far} до срока"


def clocks_of(incident: Incident) -> tuple[Clock, Clock]:
    """Both terms in their order."""
    return (
        _clock("notify", incident, incident.notified_at, incident.notified_number),
        _clock("report", incident, incident.reported_at, incident.reported_number),
    )


def running(incident: Incident) -> Clock | None:
    """The term that runs now; None where nothing has to be told any more."""
    if incident.state not in (Incident.State.OPEN, Incident.State.NOTIFIED):
        return None
    return next((clock for clock in clocks_of(incident) if clock.met_at is None), None)


def length(span: dt.timedelta) -> str:
    """«2 дня 3 часа», «5 часов 10 минут», «меньше минуты»."""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [
        counted(days, "день", "дня", "дней") if days else "",
        counted(hours, "час", "часа", "часов") if hours else "",
        counted(rest, "минута", "минуты", "минут") if rest and not days else "",
    ]
    return " ".join(part for part in parts if part) or "меньше минуты"


def moment(at: dt.datetime, zone: dt.tzinfo) -> str:
    """«03.12.2026 14:30» by the clock of the organisation."""
    return timezone.localtime(at, zone).strftime("%d.%m.%Y %H:%M")


def _clock(step: str, incident: Incident, met_at: dt.datetime | None, number: str) -> Clock:
    return Clock(step, incident.found_at + dt.timedelta(hours=HOURS[step]), met_at, number)
