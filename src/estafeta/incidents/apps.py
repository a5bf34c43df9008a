"""Incidents' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Инциденты с персональными данными."""

    name = "estafeta.incidents"
    label = "incidents"
    verbose_name = "Инциденты"

    def ready(self) -> None:
        """Stand beside the settings of the organisation."""
        from estafeta.organisations.tabs import offer_tab

        offer_tab("incidents:list", "Инциденты", "incidents.view")
