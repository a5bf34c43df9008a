"""Organisations' place in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OrganisationsConfig(AppConfig):
    """Организации."""

    name = "estafeta.organisations"
    label = "organisations"
    verbose_name = "Организации"

    def ready(self) -> None:
        """Let every app put its rooms into the rail."""
        autodiscover_modules("rooms")
