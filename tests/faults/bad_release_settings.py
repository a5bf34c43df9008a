"""The product with a release whose last migration fails."""

from estafeta.config.settings import *  # noqa: F403

MIGRATION_MODULES = {"websites": "tests.faults.bad_release"}
