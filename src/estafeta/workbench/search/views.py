"""The page of the search, and what stands under the field while one types."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import page
from estafeta.workbench.search.forms import SearchForm
from estafeta.workbench.search.queries import FEW, MANY, find

SUGGESTIONS = "suggestions"
FEWEST_LETTERS = 2


@require_GET
@ruled("organisations.enter")
def search(request: TenantRequest, organisation: str) -> HttpResponse:
    """Everything that the person may find, by kind; of one kind many."""
    asked = SearchForm(request.GET).chosen()
    question, only = asked["q"], asked["kind"]
    suggests = bool(request.htmx) and request.htmx.target == SUGGESTIONS
    if suggests and len(question) < FEWEST_LETTERS:
        question = ""
    groups = find(request.actor, question, limit=MANY if only else FEW, only=only)
    template = "workbench/search.html#suggestions" if suggests else "workbench/search.html"
    return page(request, template, question=question, groups=groups, only=only)
