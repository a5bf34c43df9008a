"""Asking about checked pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max

from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import served_by
from estafeta.organisations.scope import outside_scope
from estafeta.websites.models import SiteCheck
from estafeta.websites.opening import is_within


def last_check(organisation: Organisation) -> SiteCheck | None:
    """The last page that was opened, or None."""
    return SiteCheck.objects.filter(organisation=organisation).first()


@dataclass(frozen=True, slots=True)
class SiteLine:
    """An organisation with the last check of its site, None before the first."""

    organisation: Organisation
    check: SiteCheck | None

    @property
    def speaks(self) -> bool:
        """True where the site was seen to speak of mentoring."""
        return self.check is not None and self.check.opens and self.check.has_words

    @property
    def url(self) -> str:
        """The page to open next: the one that was checked, while it is still on the organisation's own site."""
        site = self.organisation.site
        return self.check.url if self.check and is_within(self.check.url, site) else site


def sites_below(organisation: Organisation) -> list[SiteLine]:
    """The sites of those whom a node serves; two queries whatever their number."""
    rows = list(served_by(organisation))
    with outside_scope("a mentoring centre looks at the open sites of its district, which stands beside it"):
        newest = SiteCheck.objects.filter(organisation__in=rows).order_by().values("organisation")
        last = SiteCheck.objects.filter(pk__in=newest.annotate(last=Max("pk")).values("last"))
        known = {row.organisation_id: row for row in last}
    return [SiteLine(row, known.get(row.pk)) for row in rows]
