"""Notifications' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Уведомления."""

    name = "estafeta.notifications"
    label = "notifications"
    verbose_name = "Уведомления"
