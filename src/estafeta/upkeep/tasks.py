"""The backup of the night, made by itself."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils import timezone

from estafeta.core.jobs import task
from estafeta.upkeep.backups import default_name, make_backup
from estafeta.upkeep.installation import here
from estafeta.upkeep.rotation import NIGHTLY, backups_in, surplus


@task(every=dt.timedelta(days=1))
def nightly_backup() -> None:
    """Copy the installation once a day, at the first moment of the day (UTC) that finds it running; let old ones go.

    A second attempt within the same minute finds its work done.
    """
    if not settings.BACKUP_NIGHTLY:
        return
    installation, now = here(), timezone.now()
    target = installation.backups / default_name(now, NIGHTLY)
    if not target.exists():
        make_backup(installation, target, now=now, password=settings.BACKUP_PASSWORD)
    daily, weekly, monthly = settings.BACKUP_KEEP
    for row in surplus(backups_in(installation.backups), daily=daily, weekly=weekly, monthly=monthly):
        row.path.unlink(missing_ok=True)
