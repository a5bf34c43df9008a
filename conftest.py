"""Gives the cast to the tests of every app, and says how examples are chosen."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

DATA = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With ONLY_DATA (the second database) leave out the tests that ask for none: once is enough for them."""
    if os.environ.get("ONLY_DATA"):
        data = [item for item in items if asks_for_data(item)]
        config.hook.pytest_deselected(items=[item for item in items if not asks_for_data(item)])
        items[:] = data


def asks_for_data(item: pytest.Item) -> bool:
    """True for a test that may touch the database: by its marker or by any of its fixtures."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATA.isdisjoint(fixtures)
