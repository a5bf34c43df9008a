"""Those who look over the school's plan."""

from __future__ import annotations

import pytest

from estafeta.organisations.actors import Actor


@pytest.fixture
def coordinator(cast, act) -> Actor:
    return act(cast.coordinator, cast.department)
