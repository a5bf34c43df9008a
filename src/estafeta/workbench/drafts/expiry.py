"""Drafts that nobody comes back to."""

from __future__ import annotations

import datetime as dt

from estafeta.workbench.models import KEPT, Draft


def forget_drafts(*, now: dt.datetime) -> int:
    """Remove the drafts that nobody has touched for thirty days, in all organisations; return how many."""
    return Draft.objects.filter(updated_at__lt=now - KEPT).delete()[0]
