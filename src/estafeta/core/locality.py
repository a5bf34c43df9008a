"""Whether a request comes from the machine on which the installation runs."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


def is_local(request: HttpRequest) -> bool:
    """True for a request of this very machine to an installation that has no outer address and no proxy before it."""
    if not settings.LOCAL or getattr(request, "was_forwarded", False):
        return False
    host = split_domain_port(request.get_host())[0]
    try:
        return host in NAMES and ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
