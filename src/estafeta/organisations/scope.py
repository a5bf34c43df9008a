"""The tenant scope: the one module that opens it, and the only way out of it.

A scoped model queried outside any scope raises `ScopeError`. `outside_scope` may be called only by the files that
the architecture test names, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django_scopes import scope, scopes_disabled

from estafeta.organisations.models import Organisation


@contextmanager
def tenant_scope(organisation: Organisation) -> Iterator[None]:
    """Open the organisation and everything below it."""
    with scope(organisation=organisation.path):
        yield


@contextmanager
def outside_scope(reason: str) -> Iterator[None]:
    """Leave the scope for a stated reason (never empty)."""
    if not reason:
        raise ValueError("reason")
    with scopes_disabled():
        yield
