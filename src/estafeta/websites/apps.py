"""Websites' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class WebsitesConfig(AppConfig):
    """Сайты организаций."""

    name = "estafeta.websites"
    label = "websites"
    verbose_name = "Сайты организаций"
