"""Upkeep's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UpkeepConfig(AppConfig):
    """Has no rows of its own: it carries those of all others."""

    name = "estafeta.upkeep"
    label = "upkeep"
    verbose_name = "Обслуживание"

    def ready(self) -> None:
        """Hear of every app what its fields hold."""
        import_module("estafeta.upkeep.moving.ground")
        autodiscover_modules("moving")
