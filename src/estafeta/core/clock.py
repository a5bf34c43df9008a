"""What day it is for an organisation. Queries take `today` as an argument; only the edges ask here."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def local_now(time_zone: str) -> dt.datetime:
    """Return the moment it is; in the demo of a given day, that day at the present time of the clock."""
    now = timezone.now().astimezone(ZoneInfo(time_zone))
    return dt.datetime.combine(local_today(time_zone), now.timetz()) if settings.DEMO_TODAY else now


def local_today(time_zone: str) -> dt.date:
    """Return today's date in the time zone; the demo may be set to a given day by ESTAFETA_DEMO_TODAY."""
    if settings.DEMO_TODAY:
        return dt.date.fromisoformat(settings.DEMO_TODAY)
    return timezone.now().astimezone(ZoneInfo(time_zone)).date()


def today_here() -> dt.date:
    """Return today's date where the request comes from: in the time zone of its organisation."""
    return local_today(timezone.get_current_timezone_name())
