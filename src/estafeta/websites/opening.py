"""Opening a page as a visitor would: never a machine inside, never another site, never long, never a big answer."""

from __future__ import annotations

import http.client
import io
import ipaddress
import os
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

SECONDS = 10.0
"""For everything together: names, moves, reading."""
HOPS = 3
LARGEST = 512 * 1024
PORTS = MappingProxyType({"http": 80, "https": 443})
MOVED = frozenset({301, 302, 303, 307, 308})
OFF = "Проверка сайтов выключена на этом сервере. Приложите ссылку как подтверждение."


@dataclass(frozen=True, slots=True)
class Page:
    """Whether the page opens, in a sentence; its content where it does."""

    opens: bool
    sentence: str
    content: bytes = b""
    charset: str = ""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """True for an address of the open network."""
    return ipaddress.ip_address(address.split("%", maxsplit=1)[0]).is_global


@dataclass(frozen=True)
class Visitor:
    """How pages are opened; tests bring another network."""

    look_up: Callable[[str, int], list[str]] = resolve
    allowed: Callable[[str], bool] = is_public
    ports: Mapping[str, int] = field(default_factory=lambda: PORTS)
    seconds: float = SECONDS


VISITOR = Visitor()


def host_of(url: str) -> str:
    """The host without «www.»; empty where the address has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_within(url: str, site: str) -> bool:
    """True for an address on the site itself or on a part of it: «new.school.example» is within «school.example»."""
    host, own = host_of(url), host_of(site)
    return bool(own) and (host == own or host.endswith(f".{own}"))


def open_page(url: str, site: str, visitor: Visitor = VISITOR) -> Page:
    """Open a page of a site; follows at most three moves inside it, each looked at anew. Never raises.

    Call it outside a transaction: it waits for a stranger, `visitor.seconds` at most.
    """
    if os.environ.get("ESTAFETA_CHECK_SITES") == "off":
        return Page(False, OFF)
    deadline = time.monotonic() + visitor.seconds
    for _ in range(HOPS + 1):
        if not is_within(url, site):
            return Page(False, f"Страница ведёт на другой сайт: {host_of(url) or url}.")
        try:
            answer = _visit(url, visitor, deadline)
        except TimeoutError:
            return Page(False, "Страница не открылась: сайт отвечает слишком долго.")
        except (OSError, http.client.HTTPException, UnicodeError, ValueError):
            return Page(False, "Страница не открылась: сайт не отвечает.")
        if isinstance(answer, Page):
            return answer
        url = urljoin(url, answer)
    return Page(False, "Страница пересылает слишком много раз.")


def _visit(url: str, visitor: Visitor, deadline: float) -> Page | str:
    """Return the page, or the address to which it has moved."""
    parts = urlsplit(url)
    port = visitor.ports.get(parts.scheme)
    if port is None or not parts.hostname or (parts.port or port) != port:
        return Page(False, "Адрес должен начинаться с https:// или http:// и вести на обычный сайт.")
    found = _within_time(lambda: visitor.look_up(parts.hostname or "", port), deadline)
    if not found or not all(visitor.allowed(address) for address in found):
        return Page(False, "Этот адрес ведёт внутрь сети, а не на открытый сайт.")
    answer = _ask(parts.scheme, parts.hostname, (found[0], port), _path(url), deadline)
    moved = answer.getheader("Location")
    if answer.status in MOVED and moved:
        return moved
    if not 200 <= answer.status < 300:
        return Page(False, f"Страница не открылась: сайт ответил «{answer.status}».")
    return Page(True, "Страница открывается.", _body(answer), answer.msg.get_content_charset() or "")


def _within_time(act: Callable[[], list[str]], deadline: float) -> list[str]:
    """Names are asked for beside: the system's own call knows no time limit."""
    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(act).result(timeout=_left(deadline))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _ask(scheme: str, host: str, address: tuple[str, int], path: str, deadline: float) -> http.client.HTTPResponse:
    """Ask the very address that was looked at, under the name of the host."""
    lines = (f"GET {path} HTTP/1.1", f"Host: {host}", "User-Agent: Estafeta", "Accept: text/html", "Connection: close")
    asked = "\r\n".join((*lines, "", "")).encode("ascii")
    with socket.create_connection(address, timeout=_left(deadline)) as plain:
        secure = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
        with secure:
            secure.settimeout(_left(deadline))
            secure.sendall(asked)
            received = _receive(secure, deadline)
    answer = http.client.HTTPResponse(_Received(received))  # type: ignore[arg-type]
    answer.begin()
    return answer


def _receive(connection: socket.socket, deadline: float) -> bytes:
    """Everything that comes before the deadline; a server that drips is not waited for."""
    received = bytearray()
    while len(received) < LARGEST:
        connection.settimeout(_left(deadline))
        part = connection.recv(min(65536, LARGEST - len(received)))
        if not part:
            break
        received += part
    return bytes(received)


class _Received:
    """What has come, in the shape that the standard library reads answers from."""

    def __init__(self, received: bytes) -> None:
        self.received = received

    def makefile(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO(self.received)


def _body(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read()
    except http.client.IncompleteRead as cut:
        return cut.partial
