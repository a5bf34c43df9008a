"""The drill of the demo: an incident led as the law asks; the first notice is sent, the second clock runs."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from estafeta.demo.cast import Cast
from estafeta.incidents.actions import change_incident, report_incident, tell
from estafeta.incidents.models import Incident
from estafeta.incidents.papers import prepare
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope

CARD: dict[str, Any] = {
    "happened": "Список участников группы отправлен по ошибке на чужой адрес: в адресе перепутана одна буква.",
    "causes": "Адрес набран вручную, список был открытым файлом без пароля.",
    "harm": "Получатель узнал фамилии и классы участников; контактов и дат рождения в списке нет.",
    "measures": "Получателя попросили удалить письмо, он подтвердил; списки больше не отправляют вложениями.",
    "data": "фамилия, имя, класс",
    "persons": 12,
    "contact_phone": "director@school.example",
}


def lead_incident(cast: Cast, day: dt.date) -> Incident:
    """A colleague reports it at noon of yesterday, the director fills the card and tells within four hours."""
    zone = ZoneInfo(cast.school.time_zone)
    found = dt.datetime.combine(day - dt.timedelta(days=1), dt.time(12), zone)
    with tenant_scope(cast.school):
        teacher = actor_for(cast.teacher, cast.school, today=day)
        director = actor_for(cast.director, cast.school, today=day)
        first = {"title": "Список группы ушёл на чужой адрес", "sort": Incident.Sort.MISTAKE, "drill": True}
        now = found + dt.timedelta(hours=4)
        row = report_incident(actor=teacher, now=now, today=day, found_at=found, happened=CARD["happened"], **first)
        contact: dict[str, Any] = {"contact_name": cast.director.full_name, "contact_post": cast.school.head_post}
        change_incident(actor=director, incident=row, now=now, **CARD, **contact)
        row.refresh_from_db()
        prepare(actor=director, incident=row, kind="incident_notice")
        tell(actor=director, incident=row, step="notify", at=now, number="УЧЕНИЕ-1", now=now)
        row.refresh_from_db()
    return row
