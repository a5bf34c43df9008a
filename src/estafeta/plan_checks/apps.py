"""PlanChecks's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class PlanChecksConfig(AppConfig):
    """Замечания к карте."""

    name = "estafeta.plan_checks"
    label = "plan_checks"
    verbose_name = "Замечания к карте"
