"""Asking about checked pages."""

from __future__ import annotations

from estafeta.organisations.models import Organisation
from estafeta.websites.models import SiteCheck


def last_check(organisation: Organisation) -> SiteCheck | None:
    """The last page that was opened, or None."""
    return SiteCheck.objects.filter(organisation=organisation).first()
