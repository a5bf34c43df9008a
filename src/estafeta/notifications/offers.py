"""«Написать» under every list from which the person may write."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core.lists.acts import Act, offer_act
from estafeta.notifications.readers import list_for
from estafeta.organisations.actors import Actor


@offer_act("notifications")
def write_to_ticked(code: str, actor: Actor) -> Act | None:
    """A letter to the ticked rows."""
    if list_for(code, actor) is None:
        return None
    return Act("Написать", "mail", reverse("notifications:write", args=[actor.organisation.slug, code]))
