"""The views that a person keeps of a page with filters."""

from __future__ import annotations

from typing import Any

from django import template

from estafeta.workbench.saved_views import kept_of

register = template.Library()


@register.inclusion_tag("workbench/saved_views.html", takes_context=True)
def saved_views(context: dict[str, Any], *, icon_only: bool = False) -> dict[str, Any]:
    """`{% saved_views %}`: a menu of the person's views of this very page, with the filters that stand there now."""
    request = context["request"]
    return {"kept": kept_of(request), "slug": request.organisation.slug, "request": request, "icon_only": icon_only}
