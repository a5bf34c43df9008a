"""What the cascade knows of proofs: a measure that was addressed to some organisations is asked of them alone."""

from __future__ import annotations

from collections.abc import Callable, Collection

from estafeta.cascade.models import Address
from estafeta.evidence.naming import Names, named_by
from estafeta.evidence.questions import Place


@named_by
def addressees_of(place: Place) -> Names:
    """The measures of the organisation that are not addressed to everybody; two queries."""
    rows = Address.objects.filter(measure__section__roadmap__organisation=place.pk).exclude(mode=Address.Mode.ALL)
    return {f"measure:{row.measure_id}": _names(row) for row in rows.prefetch_related("organisations")}


def _names(address: Address) -> Callable[[Place], bool]:
    chosen: Collection[int] = {row.pk for row in address.organisations.all()}
    kinds: Collection[str] = set(address.kinds)
    if address.mode == Address.Mode.KINDS:
        return lambda place: place.kind in kinds
    return lambda place: place.pk in chosen
