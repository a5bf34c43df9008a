"""What every form of a page carries. Built into all templates: Django's own `{% csrf_token %}` is replaced here."""

from __future__ import annotations

import secrets
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
ONCE = "once"


@register.simple_tag(takes_context=True)
def csrf_token(context: dict[str, Any]) -> SafeString:
    """Django's token against forged requests and, beside it, a one-time key of the page.

    By the key and by what is sent with it a second press of the same form is known (`workbench.once`). Here it cannot
    be forgotten.
    """
    token = context.get("csrf_token")
    if not token or str(token) == "NOTPROVIDED":
        return SafeString("")
    fields = '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="{}" value="{}">'
    return format_html(fields, token, ONCE, _key(context.get("request")))


def _key(request: Any) -> str:
    """One key for all forms of a page: an address and what is sent tell them apart."""
    key: str = getattr(request, "once_key", "") or secrets.token_urlsafe(12)
    if request is not None:
        request.once_key = key
    return key
