"""Core's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Loads every app's `tasks.py`, so that the queue knows all bodies."""

    name = "estafeta.core"
    label = "core"
    verbose_name = "Основа"

    def ready(self) -> None:
        """Register the check of components and discover tasks."""
        import_module("estafeta.core.components.checks")
        autodiscover_modules("tasks")
