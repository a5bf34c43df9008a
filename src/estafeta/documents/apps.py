"""Documents' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The register of papers."""

    name = "estafeta.documents"
    label = "documents"
    verbose_name = "Документы"
