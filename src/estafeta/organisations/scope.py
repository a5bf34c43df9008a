"""The tenant scope: the one module that opens it, and the only way out of it.

A scoped model queried outside any scope raises `ScopeError`. `outside_scope` may be called only by the files that
the architecture test names, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django_scopes import get_scope, scope, scopes_disabled

from estafeta.organisations.models import Organisation

_memo: ContextVar[dict[str, Any]] = ContextVar("memo")


@contextmanager
def tenant_scope(organisation: Organisation) -> Iterator[None]:
    """Open the organisation and everything below it."""
    former = _memo.set({})
    try:
        with scope(organisation=organisation.path):
            yield
    finally:
        _memo.reset(former)


def open_path() -> str:
    """The path of the organisation whose scope is open; empty outside any."""
    return str(get_scope().get("organisation") or "")


def memo() -> dict[str, Any]:
    """What is remembered until the innermost scope is closed: a page asks the same thing many times."""
    return _memo.get({})


@contextmanager
def outside_scope(reason: str) -> Iterator[None]:
    """Leave the scope for a stated reason (never empty)."""
    if not reason:
        raise ValueError("reason")
    with scopes_disabled():
        yield
