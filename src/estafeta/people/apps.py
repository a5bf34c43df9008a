"""People's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Участники."""

    name = "estafeta.people"
    label = "people"
    verbose_name = "Участники"

    def ready(self) -> None:
        """Guard cards from an undo that would tear them; find what rooms ask of people and add to their cards."""
        for part in ("guards", "own_work"):
            import_module(f"estafeta.people.{part}")
        autodiscover_modules("conditions", "card_tabs", "open_work", "carrying")
