"""Intake's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Загрузка карты."""

    name = "estafeta.intake"
    label = "intake"
    verbose_name = "Загрузка карты"
