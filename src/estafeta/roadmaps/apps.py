"""Roadmaps' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class RoadmapsConfig(AppConfig):
    """Дорожные карты."""

    name = "estafeta.roadmaps"
    label = "roadmaps"
    verbose_name = "Дорожные карты"
