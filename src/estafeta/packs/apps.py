"""Packs' place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PacksConfig(AppConfig):
    """Нормы."""

    name = "estafeta.packs"
    label = "packs"
    verbose_name = "Нормы"

    def ready(self) -> None:
        """Find the families of all apps, lay the layers of the open scope over them, stand beside the settings."""
        autodiscover_modules("packs")
        from estafeta.core.packs import LAYERS
        from estafeta.organisations.tabs import offer_tab
        from estafeta.packs.queries import layers_here

        import_module("estafeta.packs.receivers")
        LAYERS.append(layers_here)
        offer_tab("packs:families", "Нормы", "packs.view")
