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
        """Tell the workbench of measures, hand the plan to papers, hear of them."""
        import_module("estafeta.roadmaps.subjects")
        import_module("estafeta.roadmaps.annexes")
        import_module("estafeta.roadmaps.receivers")
        import_module("estafeta.roadmaps.proofs.duties")
