"""The register of incidents."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from estafeta.core.lists.columns import Column
from estafeta.core.lists.filters import Choice, Rows, Search
from estafeta.core.lists.registry import Registry
from estafeta.incidents.clocks import Clock, clocks_of, moment
from estafeta.incidents.models import Incident


def told(step: int, zone: ZoneInfo) -> Column:
    """When one of the two notices went out, or by when it must."""

    def value(row: Incident) -> str:
        clock: Clock = clocks_of(row)[step]
        if clock.met_at:
            late = ", позже срока" if clock.met_at > clock.ends_at else ""
            return f"{moment(clock.met_at, zone)}{late}"
        return f"до {moment(clock.ends_at, zone)}" if row.state in ("open", "notified") else ""

    title = ("Уведомление, 24 ч", "Результаты, 72 ч")[step]
    return Column(("notified", "reported")[step], title, value, (("notified_at", "reported_at")[step],), width=26)


def incidents(zone: ZoneInfo) -> Registry:
    """All that the person may see."""

    def of_drill(rows: Rows, value: str) -> Rows:
        return rows.filter(drill=value == "drill")

    def found(row: Incident) -> dt.datetime:
        return row.found_at

    return Registry(
        title="Инциденты",
        columns=(
            Column("title", "Инцидент", str, ("title",), Incident.get_absolute_url, width=50),
            Column("sort", "Что произошло", lambda row: row.get_sort_display(), ("sort",), width=34),
            Column("found", "Обнаружен", found, ("found_at",), css="narrow", width=18),
            told(0, zone),
            told(1, zone),
            Column("persons", "Людей", lambda row: row.persons, ("persons",), css="narrow", width=8),
            Column("state", "Состояние", lambda row: row.get_state_display(), ("state",), width=24),
        ),
        filters=(
            Search(("title", "happened"), placeholder="Что произошло"),
            Choice("state", "Состояние", Incident.State.choices),
            Choice("sort", "Род", Incident.Sort.choices),
            Choice("drill", "Учения", [("drill", "только учения"), ("real", "без учений")], narrowing=of_drill),
        ),
        ordering="-found",
        empty="Инцидентов не было",
    )
