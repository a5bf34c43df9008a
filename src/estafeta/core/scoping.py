"""The manager of every row that belongs to an organisation."""

from __future__ import annotations

from typing import Any

from django.db import models
from django_scopes import ScopedManager


def scoped(lookup: str, manager: type[models.Manager[Any]] = models.Manager) -> Any:
    """Return a manager that raises `ScopeError` outside a tenant scope and inside it sees only that subtree.

    `lookup` leads from the row to the path of its organisation, e.g. `roadmap__organisation__path__startswith`;
    `manager` is the class that brings a queryset of its own.
    """
    return ScopedManager(_manager_class=manager, organisation=lookup)
