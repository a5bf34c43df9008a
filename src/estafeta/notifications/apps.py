"""Notifications' place in Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    """Loads every app's `notices.py` and `readers.py`: sources of letters and calendars, lists to write from."""

    name = "estafeta.notifications"
    label = "notifications"
    verbose_name = "Уведомления"

    def ready(self) -> None:
        """Discover sources and stand beside the settings of an organisation."""
        from estafeta.organisations.tabs import offer_tab

        offer_tab("notifications:settings", "Напоминания", "notifications.read_own")
        offer_tab("notifications:letters", "Письма", "notifications.see_letters")
        import_module("estafeta.notifications.task_sources")
        import_module("estafeta.notifications.receivers")
        import_module("estafeta.notifications.member_readers")
        import_module("estafeta.notifications.offers")
        autodiscover_modules("notices", "readers")
