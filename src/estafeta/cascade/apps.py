"""Cascade's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CascadeConfig(AppConfig):
    """Каскад."""

    name = "estafeta.cascade"
    label = "cascade"
    verbose_name = "Каскад"

    def ready(self) -> None:
        """Stand in the menus of a plan, say when a term set above is released."""
        import_module("estafeta.cascade.menus")
        import_module("estafeta.cascade.releases")
