"""PlanChecks's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class PlanChecksConfig(AppConfig):
    """Замечания к карте."""

    name = "estafeta.plan_checks"
    label = "plan_checks"
    verbose_name = "Замечания к карте"

    def ready(self) -> None:
        """Offer the check of a plan and of a draft."""
        import_module("estafeta.plan_checks.menus")
