"""Agreement's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AgreementConfig(AppConfig):
    """Согласование."""

    name = "estafeta.agreement"
    label = "agreement"
    verbose_name = "Согласование"

    def ready(self) -> None:
        """Say on the plan where it stands."""
        import_module("estafeta.agreement.strips")
