"""Gives the cast to the tests of every app, and says how examples are chosen."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

pytest_plugins = ["tests.cast", "tests.plans"]

# The build judges the code, not its luck: there the same examples are tried each time, elsewhere new ones.
settings.register_profile("build", derandomize=True, deadline=None)
settings.register_profile("desk", deadline=None)
settings.load_profile("build" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session", autouse=True)
def _one_line() -> None:
    """Every action that a test calls is watched: one line of the journal, no more and no less."""
    from tests import one_line

    one_line.watch()


@pytest.fixture(scope="session", autouse=True)
def _closed_world() -> None:
    """Nobody talks to the world inside a transaction: such a test fails."""
    from tests import world

    world.watch()
