"""Intake's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Загрузка карты."""

    name = "estafeta.intake"
    label = "intake"
    verbose_name = "Загрузка карты"

    def ready(self) -> None:
        """Offer a file as a way to begin a plan."""
        import_module("estafeta.intake.menus")
