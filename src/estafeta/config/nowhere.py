"""The address table that a stranger to an organisation sees: nothing of it exists, everything else still does."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import re_path

from estafeta.config import urls
from estafeta.core.rights import open_to_all


@open_to_all("answers 404 to strangers")
def nothing(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
    """Answer 404."""
    raise Http404


handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
urlpatterns = [re_path(r"^o/.*$", nothing), *urls.urlpatterns]
