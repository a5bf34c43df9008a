"""Roadmaps' place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    """Дорожные карты."""

    name = "estafeta.roadmaps"
    label = "roadmaps"
    verbose_name = "Дорожные карты"

    def ready(self) -> None:
        """Stand beside the settings of an organisation, hand the plan to papers, hear of them."""
        from estafeta.organisations.tabs import offer_tab

        offer_tab("roadmaps:control_rules", "Контроль", "roadmaps.set_control")
        offer_tab("roadmaps:hand_over", "Передача дел", "roadmaps.hand_over")
        import_module("estafeta.roadmaps.annexes")
        import_module("estafeta.roadmaps.receivers")
