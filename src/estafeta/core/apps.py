"""Core's place in Django."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Loads every app's `tasks.py` and `persons.py`, so that the queue knows all bodies, the journal all persons."""

    name = "estafeta.core"
    label = "core"
    verbose_name = "Основа"

    def ready(self) -> None:
        """Register lookups and checks, discover tasks and persons, guard the journal after every migration."""
        import_module("estafeta.core.lookups")
        import_module("estafeta.core.components.checks")
        import_module("estafeta.core.jobs.health")
        autodiscover_modules("tasks", "persons", "vitals")
        post_migrate.connect(guard_journal, sender=self)


def guard_journal(using: str, **_: Any) -> None:
    """Put the guards of the journal up again where a migration took them away."""
    if "core_journalmention" in connections[using].introspection.table_names():
        import_module("estafeta.core.journal.guards").install(connections[using])
