"""A plan of the school on its way up, and those who decide there."""

from __future__ import annotations

import pytest

from estafeta.agreement.actions import agree_roadmap, approve_roadmap, send_roadmap
from estafeta.organisations.actors import Actor
from estafeta.roadmaps.models import Roadmap


@pytest.fixture
def above(cast, act) -> Actor:
    """The coordinator of the district, acting on the school's page."""
    return act(cast.coordinator, cast.school)


@pytest.fixture
def sent(roadmap: Roadmap, curator: Actor) -> Roadmap:
    send_roadmap(actor=curator, roadmap=roadmap, note="Просим согласовать.")
    return roadmap


@pytest.fixture
def running(sent: Roadmap, above: Actor, clerk: Actor, today) -> Roadmap:
    """The plan agreed, approved and in force."""
    agree_roadmap(actor=above, roadmap=sent)
    approve_roadmap(actor=clerk, roadmap=sent, number="01-14/7", date=today, today=today)
    return sent
