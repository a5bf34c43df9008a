"""Choices of filters that a person keeps under a name at any page that has filters.

Every list that `core.lists` draws has them; another page writes `{% load saved %}{% saved_views %}`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import transaction
from django.http import QueryDict

from estafeta.core.refusals import Forbidden, need
from estafeta.core.rights import demand
from estafeta.organisations.actors import Actor
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.models import SavedView
from estafeta.workbench.writing import Changes, create, journal

PAGE_NAME = 60


@dataclass(frozen=True, slots=True)
class KeptViews:
    """The person's views of a page, and the filters that stand there now, ready to be kept."""

    page: str
    query: str
    views: tuple[SavedView, ...]

    @property
    def current(self) -> SavedView | None:
        """The view that stands there now."""
        return next((view for view in self.views if view.query == self.query), None)

    @property
    def marked(self) -> tuple[tuple[SavedView, bool], ...]:
        """Every view, and whether it stands there now."""
        return tuple((view, view == self.current) for view in self.views)


def views_of(actor: Actor, page: str, query: str) -> KeptViews:
    """Return the person's views of a page in the organisation; one query."""
    rows = SavedView.objects.filter(user=actor.user, organisation=actor.organisation, page=page)
    return KeptViews(page, plain_query(query), tuple(rows.order_by("name", "pk")))


def kept_of(request: TenantRequest) -> KeptViews:
    """The person's views of the page that is asked for; the page is known by the name of its address."""
    match = request.resolver_match
    more = [str(value) for name, value in match.kwargs.items() if name != "organisation"] if match else []
    page = "-".join([*(match.view_name if match else "").split(":"), *more])
    return views_of(request.actor, page[:PAGE_NAME], request.GET.urlencode())


def plain_query(query: str, leave: Collection[str] = ("page",)) -> str:
    """The query string in one spelling: without empty values and the number of the page."""
    given = QueryDict(query).lists()
    return urlencode([(name, value) for name, values in given if name not in leave for value in values if value])


@transaction.atomic
def save_view(*, actor: Actor, page: str, name: str, query: str) -> SavedView:
    """Keep a choice of filters under a name; the same name is written over. Refuses an empty name."""
    demand("organisations.enter", actor)
    name = need(name, "Назовите вид.")[:100]
    here = {"user": actor.user, "organisation": actor.organisation, "page": page, "name": name}
    row = SavedView.objects.filter(**here).first()
    changes = Changes()
    if row is None:
        row = create(SavedView(**here, query=plain_query(query)))
    else:
        changes.save(row, query=plain_query(query))
    journal(actor, "workbench.save_view", row, f"Сохранён вид списка «{name}».", **changes.sides())
    return row


@transaction.atomic
def forget_view(*, actor: Actor, view: SavedView) -> None:
    """Forget a saved view; only its own person may."""
    demand("organisations.enter", actor)
    if view.user_id != actor.user.pk:
        raise Forbidden("Это вид другого человека.")
    journal(actor, "workbench.forget_view", view, f"Убран вид списка «{view.name}».", before={"query": view.query})
    view.delete()
