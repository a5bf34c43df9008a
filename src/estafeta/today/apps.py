"""Today's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """Сегодня."""

    name = "estafeta.today"
    label = "today"
    verbose_name = "Сегодня"
