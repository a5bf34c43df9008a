"""Signs of life that upkeep answers for: the disk, the last backup."""

from __future__ import annotations

import datetime as dt
import shutil

from django.conf import settings

from estafeta.core.vitals import Vital, vital
from estafeta.upkeep.installation import here
from estafeta.upkeep.rotation import backups_in

LEAST_FREE = 300 * 1024 * 1024
"""Below this the next upload or backup may not fit."""
OLDEST_BACKUP = dt.timedelta(hours=50)


@vital("disk")
def disk(now: dt.datetime) -> Vital:
    """How much of the disk of the data folder is free."""
    usage = shutil.disk_usage(here().data)
    words = f"{usage.free // 1024 // 1024} MB free of {usage.total // 1024 // 1024}"
    return Vital(usage.free >= LEAST_FREE, words, {"free_bytes": usage.free, "total_bytes": usage.total})


@vital("backup")
def backup(now: dt.datetime) -> Vital:
    """When the last backup was made in the folder of backups; well while nobody has asked for nightly ones."""
    kept = next(iter(backups_in(here().backups)), None)
    if kept is None:
        return Vital(True, "none yet", {"last_hours_ago": None})
    age = now - kept.at
    hours = int(age.total_seconds() // 3600)
    return Vital(not settings.BACKUP_NIGHTLY or age <= OLDEST_BACKUP, f"{hours} h ago", {"last_hours_ago": hours})
