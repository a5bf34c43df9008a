"""Opening an address that a person asked to be checked: never a machine inside, never a big answer."""

from __future__ import annotations

import http.client
import ipaddress
import os
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

SECONDS = 5.0
HOPS = 3
PORTS = {"http": 80, "https": 443}
MOVED = frozenset({301, 302, 303, 307, 308})
Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the address opens, in a sentence."""

    opens: bool
    sentence: str


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """True for an address of the open network."""
    return ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_global


def check(
    url: str,
    *,
    look_up: Resolve = resolve,
    allowed: Callable[[str], bool] = is_public,
    ports: dict[str, int] | None = None,
) -> Answer:
    """Open an address and say what came of it; follows at most three moves, each looked at anew. Never raises."""
    if os.environ.get("ESTAFETA_CHECK_SITES") == "off":
        return Answer(False, "Проверка адресов выключена на этом сервере. Приложите ссылку как подтверждение.")
    for _ in range(HOPS + 1):
        parts = urlsplit(url)
        known = ports or PORTS
        if (
            parts.scheme not in known
            or not parts.hostname
            or (parts.port or known[parts.scheme]) != known[parts.scheme]
        ):
            return Answer(False, "Адрес должен начинаться с https:// или http:// и вести на обычный сайт.")
        try:
            found = look_up(parts.hostname, known[parts.scheme])
            if not found or not all(allowed(address) for address in found):
                return Answer(False, "Этот адрес ведёт внутрь сети, а не на открытый сайт.")
            status, moved = _ask(parts.scheme, parts.hostname, found[0], known[parts.scheme], _path(url))
        except (OSError, http.client.HTTPException, UnicodeError, ValueError):
            return Answer(False, "Страница не открылась: сайт не отвечает.")
        if status in MOVED and moved:
            url = urljoin(url, moved)
            continue
        if 200 <= status < 300:
            return Answer(True, "Страница открывается.")
        return Answer(False, f"Страница не открылась: сайт ответил «{status}».")
    return Answer(False, "Страница пересылает слишком много раз.")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _ask(scheme: str, host: str, address: str, port: int, path: str) -> tuple[int, str]:
    """Ask the very address that was looked at, under the name of the host; only the head of the answer is read."""
    plain = socket.create_connection((address, port), timeout=SECONDS)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        secure = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
        connection.sock = secure
        connection.request(
            "GET", path, headers={"User-Agent": "Estafeta", "Accept": "text/html", "Connection": "close"}
        )
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    finally:
        connection.close()
        plain.close()
