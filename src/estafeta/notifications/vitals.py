"""The sign of life of the mail server."""

from __future__ import annotations

import datetime as dt

from estafeta.core.vitals import Vital, vital
from estafeta.notifications.sending import waiting_long


@vital("mail")
def mail(now: dt.datetime) -> Vital:
    """Whether letters that were handed to the server go out."""
    waiting = waiting_long(now)
    words = f"{waiting} letters have waited for more than 15 minutes" if waiting else "no letter waits long"
    return Vital(waiting == 0, words, {"waiting_long": waiting})
