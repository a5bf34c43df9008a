"""Upkeep's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Has no rows of its own: it carries those of all others."""

    name = "estafeta.upkeep"
    label = "upkeep"
    verbose_name = "Обслуживание"
