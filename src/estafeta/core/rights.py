"""Rights as predicates that can say why not, and routes that declare their rule.

A right is a function `(actor, target) -> bool` registered by `right` in an app's `rules.py`; `django-rules` keeps
it, we keep the reason beside it. Every route wears exactly one of `ruled`, `signed_in`, `open_to_all`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from rules.permissions import add_perm, has_perm
from rules.predicates import predicate

from estafeta.core.refusals import Forbidden

REASONS: dict[str, str] = {}
NEVER_LENT: set[str] = set()
"""Rights that a deputy has by her own roles alone."""
Predicate = Callable[[Any, Any], bool]
View = Callable[..., HttpResponseBase]


def right(name: str, reason: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate under `app.verb_noun`; `reason` is the sentence shown when it says no."""

    def keep(function: Predicate) -> Predicate:
        add_perm(name, predicate(function, name=name))
        REASONS[name] = reason
        return function

    return keep


def may(name: str, actor: Any, target: Any = None) -> bool:
    """Say whether the actor has the right on the target, or stands in for somebody who has it.

    Raises KeyError for an unknown right.
    """
    if name not in REASONS:
        raise KeyError(name)
    if name in NEVER_LENT:
        actor = getattr(actor, "own", actor)
    if actor is None or has_perm(name, actor, target):
        return actor is not None
    stands_in = getattr(actor, "standing_in", None)
    other = stands_in(name) if stands_in is not None else None
    return other is not None and bool(has_perm(name, other, target))


def never_lent(*names: str) -> None:
    """Say that these rights do not pass to whoever stands in for a colleague."""
    NEVER_LENT.update(names)


def demand(name: str, actor: Any, target: Any = None) -> None:
    """Raise Forbidden with the reason of the right when the actor does not have it.

    An actor who has it only as a deputy remembers for whom (`Actor.borrow`): the journal says so.
    """
    if not may(name, actor, target):
        raise Forbidden(REASONS[name])
    borrow = getattr(actor, "borrow", None)
    if borrow is not None:
        borrow(lambda other: may(name, other, target))


def ruled(name: str) -> Callable[[View], View]:
    """Guard a view of an organisation by a right, asked of `request.actor` with no target."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            demand(name, getattr(request, "actor", None))
            return view(request, *args, **kwargs)

        guarded.rule = name  # type: ignore[attr-defined]
        return guarded

    return wrap


def signed_in(why: str) -> Callable[[View], View]:
    """Guard a view that belongs to no organisation: any signed-in user, for the reason given."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return view(request, *args, **kwargs)

        guarded.rule = f"signed in: {why}"  # type: ignore[attr-defined]
        return guarded

    return wrap


def open_to_all(why: str) -> Callable[[View], View]:
    """Mark a view as open without sign-in, with the reason."""

    def wrap(view: View) -> View:
        view.rule = f"open: {why}"  # type: ignore[attr-defined]
        return view

    return wrap
