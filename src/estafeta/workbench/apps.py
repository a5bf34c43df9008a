"""Workbench's place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Рабочий стол."""

    name = "estafeta.workbench"
    label = "workbench"
    verbose_name = "Рабочий стол"
