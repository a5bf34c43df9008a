from __future__ import annotations

import pytest

from estafeta.core.tests.jobs import bodies


@pytest.fixture
def notes() -> list:
    """What the bodies have written down."""
    bodies.NOTES.clear()
    return bodies.NOTES
