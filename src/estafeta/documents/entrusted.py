"""Registered orders on which an entrusting may rest."""

from __future__ import annotations

from estafeta.documents.models import Document
from estafeta.organisations.entrusting import Order, order_source
from estafeta.organisations.models import Organisation

MOST = 50


@order_source
def registered_orders(organisation: Organisation) -> list[Order]:
    """The orders that the organisation has registered, the latest first."""
    rows = Document.objects.filter(organisation=organisation, state="registered", kind__contains="order")
    return [
        Order(f"documents.document:{row.pk}", row.number, row.date, row.title, row.get_absolute_url())
        for row in rows.select_related("organisation").order_by("-date", "-pk")[:MOST]
        if row.date is not None
    ]
