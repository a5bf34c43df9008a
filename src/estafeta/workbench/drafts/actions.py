"""Beginning, keeping and dropping what is not finished. Typing is no act: the journal hears of the beginning alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from estafeta.core.rights import demand
from estafeta.core.writing import write
from estafeta.organisations.actors import Actor
from estafeta.workbench.drafts.registry import KINDS
from estafeta.workbench.models import Draft
from estafeta.workbench.writing import create, journal, locked

OWN = "workbench.own_draft"


@transaction.atomic
def start_draft(*, actor: Actor, kind: str, title: str, data: dict[str, Any], step: str = "") -> Draft:
    """Begin a piece of work. Raises KeyError for an unknown kind."""
    draft = Draft(owner=actor.user, organisation=actor.organisation, kind=KINDS[kind].code)
    draft.title, draft.data, draft.step = title[:255], data, step
    demand(OWN, actor, draft)
    create(draft)
    journal(actor, "workbench.start_draft", draft, f"Начато: {draft.title}.")
    return draft


@transaction.atomic
def save_draft(
    *, actor: Actor, draft: Draft, change: Callable[[dict[str, Any]], None], step: str = "", version: int | None = None
) -> Draft:
    """Let `change` work on what is kept now; two tabs that change different things lose nothing.

    With `version` raises Stale when the draft was saved since. The draft that was given sees what was written.
    """
    demand(OWN, actor, draft)
    row = locked(draft, version)
    data = row.data
    change(data)
    write(row, {"data": data, "step": step or row.step}, actor)
    draft.data, draft.step, draft.version = row.data, row.step, row.version
    return row


@transaction.atomic
def discard_draft(*, actor: Actor, draft: Draft) -> None:
    """Throw away what was begun."""
    demand(OWN, actor, draft)
    journal(actor, "workbench.discard_draft", draft, f"Убрано начатое: {draft.title}.")
    draft.delete()
