"""Demo's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Показ."""

    name = "estafeta.demo"
    label = "demo"
    verbose_name = "Показ"
