"""What a page that promises a letter says where no letter can leave."""

from __future__ import annotations

from typing import Any

from django import template

from estafeta.core.letters import mail_is_configured

register = template.Library()


@register.inclusion_tag("core/mail_off.html")
def mail_off(instead: str) -> dict[str, Any]:
    """Nothing where mail works; else a note: no letters, and what to do `instead` (a whole sentence)."""
    return {"is_off": not mail_is_configured(), "instead": instead}


@register.simple_tag
def mail_works() -> bool:
    """True where letters leave the installation."""
    return mail_is_configured()
