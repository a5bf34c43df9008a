"""Documents' place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The register of papers."""

    name = "estafeta.documents"
    label = "documents"
    verbose_name = "Документы"

    def ready(self) -> None:
        """Hear of papers that change, offer registered orders."""
        import_module("estafeta.documents.entrusted")
        import_module("estafeta.documents.receivers")
