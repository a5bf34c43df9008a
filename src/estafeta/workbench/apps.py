"""Workbench's place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkbenchConfig(AppConfig):
    """Loads what every app declares for the pages of all: `duties.py`, `imports.py`, `own_work.py`, `search.py`."""

    name = "estafeta.workbench"
    label = "workbench"
    verbose_name = "Рабочий стол"

    def ready(self) -> None:
        """Discover the declarations of every app and listen to what is found by search."""
        import_module("estafeta.workbench.task_duties")
        import_module("estafeta.workbench.drafts.duties")
        import_module("estafeta.workbench.imports.draft")
        import_module("estafeta.workbench.search.own")
        import_module("estafeta.workbench.list_tools")
        autodiscover_modules("duties", "imports", "own_work", "search")
        import_module("estafeta.workbench.search.receivers").connect_all()
