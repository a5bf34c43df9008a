"""A plan of the district, and those who send it down."""

from __future__ import annotations

import pytest
from tests.plans import small_draft

from estafeta.cascade.addressing import address_measures
from estafeta.cascade.models import Offer
from estafeta.organisations.actors import Actor
from estafeta.organisations.scope import tenant_scope
from estafeta.roadmaps.actions import create_from_draft
from estafeta.roadmaps.models import Measure, Roadmap


@pytest.fixture
def coordinator(cast, act) -> Actor:
    return act(cast.coordinator, cast.department)


@pytest.fixture
def upper(cast, coordinator, roadmap) -> Roadmap:
    """The plan of the district; the school has its own already."""
    with tenant_scope(cast.department):
        return create_from_draft(actor=coordinator, draft=small_draft(cast))


@pytest.fixture
def above(upper):
    """`above("1.1")` is the district's measure with that number."""
    return lambda number: Measure.objects.select_related("section__roadmap__organisation").get(
        section__roadmap=upper, number=number
    )


@pytest.fixture
def offered(cast, upper, above, coordinator, today) -> Offer:
    """1.1 is offered to all with a locked term; this is the school's offer."""
    with tenant_scope(cast.department):
        address_measures(
            actor=coordinator, measures=[above("1.1")], mode="all", today=today, locked_terms=True, note="Обязательно"
        )
        return Offer.objects.get(organisation=cast.school)
