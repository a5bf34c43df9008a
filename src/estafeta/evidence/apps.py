"""Evidence's place in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EvidenceConfig(AppConfig):
    """Доказательства."""

    name = "estafeta.evidence"
    label = "evidence"
    verbose_name = "Доказательства"

    def ready(self) -> None:
        """Find what every app declares in its `evidence`."""
        autodiscover_modules("evidence")
