"""Organisations' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Организации."""

    name = "estafeta.organisations"
    label = "organisations"
    verbose_name = "Организации"
