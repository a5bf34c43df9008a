"""Accounts' place in Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users and sign-in."""

    name = "estafeta.accounts"
    label = "accounts"
    verbose_name = "Учётные записи"
