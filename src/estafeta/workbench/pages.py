"""The helpers of `core.pages` for rooms above, where what has happened may be taken back."""

from __future__ import annotations

from django.urls import reverse

from estafeta.core import pages
from estafeta.core.editing import Edit
from estafeta.core.pages import (
    asks_once_more,
    back,
    form_page,
    next_of,
    page,
    posted,
    refusal_on,
    status_of,
)
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.models import Undo

__all__ = [
    "Edit",
    "asks_once_more",
    "back",
    "flash",
    "form_page",
    "next_of",
    "page",
    "posted",
    "refusal_on",
    "status_of",
]


def flash(request: TenantRequest, sentence: str, undo: Undo | None = None) -> None:
    """Say what has just happened; with `undo` the sentence carries «Отменить»."""
    address = reverse("workbench:undo", args=[request.organisation.slug, undo.pk]) if undo is not None else ""
    pages.flash(request, sentence, address)
