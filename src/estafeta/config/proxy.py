"""Behind a proxy: whose word about the client counts, and what the request looked like on the outer side.

A proxy is believed by its address alone (`TRUSTED_PROXIES`). From anybody else the forwarded headers are worth nothing,
so that nobody writes another address into the journal or counts her wrong passwords on somebody else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from estafeta.config.env import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})
SOCKET = ""
"""What a server on a Unix socket gives as the address of its peer: only this machine reaches it."""


def address_of(word: str) -> Address | None:
    """Return the address in «1.2.3.4», «1.2.3.4:5678», «[2001:db8::1]:5678»; None for anything else."""
    word = word.strip()
    if word.startswith("["):
        word = word[1:].partition("]")[0]
    elif word.count(":") == 1:
        word = word.partition(":")[0]
    try:
        found = ipaddress.ip_address(word.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_trusted(word: str, trusted: Iterable[Network]) -> bool:
    """Say whether the address is one of a proxy of ours."""
    found = address_of(word)
    return word == SOCKET or (found is not None and any(found in network for network in trusted))


def client_of(peer: str, forwarded: str, trusted: Iterable[Network]) -> str:
    """Return the client's address: going back from the peer, the first that is no proxy of ours.

    What stands further left in `X-Forwarded-For` the client may have written herself.
    """
    client = peer
    for word in reversed([part for part in forwarded.split(",") if part.strip()]):
        if not is_trusted(client, trusted):
            break
        found = address_of(word)
        if found is None:
            break
        client = str(found)
    return client


class ProxyMiddleware:
    """Give every request the client's own address, the outer scheme and the outer name; first in the list.

    A trusted proxy of an https installation that says nothing about the scheme is taken to be its https side.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Rewrite what the server says about the connection."""
        meta = request.META
        peer, trusted = meta.get("REMOTE_ADDR", ""), settings.TRUSTED_PROXIES
        forwarded, scheme = meta.pop("HTTP_X_FORWARDED_FOR", ""), meta.pop("HTTP_X_FORWARDED_PROTO", "")
        request.was_forwarded = bool(forwarded or scheme)  # type: ignore[attr-defined]
        if trusted and is_trusted(peer, trusted):
            meta["REMOTE_ADDR"] = client_of(peer, forwarded, trusted) or "127.0.0.1"
            said = scheme.rpartition(",")[2].strip().lower()
            meta["wsgi.url_scheme"] = said if said in {"http", "https"} else ("https" if settings.HTTPS else "http")
            self.name(meta)
        return self.get_response(request)

    @staticmethod
    def name(meta: dict[str, str]) -> None:
        """A proxy that did not hand the name on calls us by an inner one; the outer one stands in `BASE_URL`."""
        if urlsplit(f"//{meta.get('HTTP_HOST', '')}").hostname in LOCAL_NAMES:
            meta["HTTP_HOST"] = urlsplit(settings.BASE_URL).netloc
