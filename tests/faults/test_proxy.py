"""A server behind a real TLS proxy, set up by BASE_URL alone: sign-in, cookies, HSTS, addresses, lock-out."""

from __future__ import annotations

import http.client
import http.cookiejar
import os
import re
import socket
import sqlite3
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

import pytest

from estafeta.accounts.published import DEMO_PASSWORD
from tests.architecture.house import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(which("openssl") is None, reason="a certificate is made by openssl")]

NAME = "nastavnik.example.ru"
WORDS = "тихая-река-2026"
HOP = {"connection", "keep-alive", "transfer-encoding", "te", "upgrade"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def certificate(folder: Path) -> Path:
    file = folder / "proxy.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    made += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(file), "-out", str(folder / "cert.pem")]
    subprocess.run(made, check=True, capture_output=True)
    file.write_text(file.read_text() + (folder / "cert.pem").read_text())
    return file


class Proxy(BaseHTTPRequestHandler):
    """What nginx does with `proxy_pass` and the three usual headers; the client's address is what the test plays."""

    protocol_version = "HTTP/1.1"
    behind = 0

    def handle_any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        passed = {k: v for k, v in self.headers.items() if k.lower() not in {*HOP, "x-played-address"}}
        said = passed.pop("X-Forwarded-For", "")
        played = self.headers.get("X-Played-Address", "198.51.100.1")
        passed["X-Forwarded-For"] = f"{said}, {played}" if said else played
        passed["X-Forwarded-Proto"] = "https"
        with closing(http.client.HTTPConnection("127.0.0.1", self.behind, timeout=60)) as inner:
            inner.request(self.command, self.path, body or None, passed)
            answer = inner.getresponse()
            content = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in {*HOP, "content-length", "date", "server"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = handle_any

    def log_message(self, *words: object) -> None:
        pass


class Here(http.client.HTTPSConnection):
    """The outer name stands for this machine."""

    def connect(self) -> None:
        self.sock = self._context.wrap_socket(socket.create_connection(("127.0.0.1", self.port)), server_hostname=NAME)


class Https(urllib.request.HTTPSHandler):
    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(Here, request, context=self._context)


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *words: object) -> None:
        return None


@dataclass
class Browser:
    """Keeps cookies, sends tokens and the Origin as browsers do."""

    base: str
    trust: ssl.SSLContext
    address: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.jar = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(cookies, Stay, Https(context=self.trust))

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, http.client.HTTPMessage, str]:
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        headers = {"X-Played-Address": self.address, **self.headers}
        if data is not None:
            headers |= {"Origin": self.base, "Referer": f"{self.base}{path}"}
        request = urllib.request.Request(self.base + path, body, headers)
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def sign_in(self, login: str, password: str) -> int:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask("/enter/login/")[2])
        assert token
        return self.ask("/enter/login/", {"login": login, "password": password, "csrfmiddlewaretoken": token[1]})[0]


@dataclass(frozen=True)
class House:
    base: str
    inner: int
    trust: ssl.SSLContext
    database: Path

    def browser(self, address: str = "198.51.100.1", **headers: str) -> Browser:
        return Browser(self.base, self.trust, address, headers)

    def ask_inside(self, path: str, headers: dict[str, str]) -> tuple[int, http.client.HTTPMessage]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.inner, timeout=30)) as inner:
            inner.request("GET", path, headers=headers)
            answer = inner.getresponse()
            return answer.status, answer.headers

    def lines(self, verb: str) -> list[str]:
        with closing(sqlite3.connect(self.database)) as database:
            rows = database.execute("SELECT after FROM core_journalline WHERE verb = ? ORDER BY id", [verb])
            return [row[0] for row in rows]


def make_users(environment: dict[str, str]) -> None:
    body = f"""
from estafeta.accounts.actions import create_user
for name in ("director", "other"):
    create_user(by=None, email=f"{{name}}@example.org", last_name="Иванова", first_name="Анна",
                username=name, password="{WORDS}")
create_user(by=None, email="demo@example.org", last_name="Громов", first_name="Олег", username="gromov",
            password="{DEMO_PASSWORD}")
"""
    for arguments in (["migrate", "-v0"], ["shell", "-v0", "-c", body]):
        command = [sys.executable, "-m", "estafeta.config.cli", "manage", *arguments]
        subprocess.run(command, check=True, env=environment, cwd=ROOT)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """`./estafeta up` with BASE_URL=https://localhost:… and a TLS proxy before it."""
    folder = tmp_path_factory.mktemp("proxy")
    inner, file = free_port(), certificate(folder)
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), type("Before", (Proxy,), {"behind": inner}))
    base = f"https://{NAME}:{proxy.server_address[1]}"
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "ESTAFETA_DEMO_TODAY"}}
    data = {"ESTAFETA_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT / "src"), "BASE_URL": base}
    environment = clean | data
    make_users(environment)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)
    proxy.socket = server_side.wrap_socket(proxy.socket, server_side=True)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    command = [sys.executable, "-m", "estafeta.config.cli", "up", "--no-demo", "--port", str(inner)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not answers(inner) and time.monotonic() < until:
            time.sleep(0.2)
        trust = ssl.create_default_context(cafile=str(folder / "cert.pem"))
        yield House(base, inner, trust, folder / "data" / "estafeta.sqlite3")
    finally:
        server.terminate()
        server.wait(40)
        proxy.shutdown()
        proxy.server_close()


def test_sign_in_works_with_secure_cookies_and_hsts(house: House) -> None:
    browser = house.browser()
    assert browser.sign_in("director", WORDS) == 302
    status, headers, text = browser.ask("/profile/")
    assert (status, "Иванова" in text) == (200, True)
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["Cache-Control"] == "no-store"
    assert {cookie.name: cookie.secure for cookie in browser.jar if cookie.name != "estafeta_look"} == {
        "sessionid": True,
        "csrftoken": True,
        "estafeta_device": True,
    }


def test_journal_keeps_the_address_of_the_client(house: House) -> None:
    before = len(house.lines("accounts.sign_in"))
    assert house.browser("198.51.100.23").sign_in("other", WORDS) == 302
    forged = house.browser("198.51.100.24", **{"X-Forwarded-For": "192.0.2.66"})
    assert forged.sign_in("other", WORDS) == 302
    found = house.lines("accounts.sign_in")[before:]
    assert ["198.51.100.23" in found[0], "198.51.100.24" in found[1]] == [True, True]


def test_stranger_locks_herself_out_and_not_the_director(house: House) -> None:
    stranger = house.browser("203.0.113.66")
    assert [stranger.sign_in("director", "нет") for _ in range(7)] == [200] * 4 + [429] * 3
    assert '"203.0.113.66"' in house.lines("accounts.lock_out")[-1]
    assert stranger.sign_in("director", WORDS) == 429
    assert house.browser("198.51.100.23").sign_in("director", WORDS) == 302


def test_published_password_and_gallery_are_closed(house: House) -> None:
    assert house.browser().sign_in("gromov", DEMO_PASSWORD) == 200
    assert house.browser().ask("/_gallery/")[0] == 404


def test_http_is_led_to_https(house: House) -> None:
    status, headers = house.ask_inside("/enter/login/", {"X-Forwarded-Proto": "http", "Host": house.base[8:]})
    assert (status, headers["Location"]) == (301, f"{house.base}/enter/login/")


def test_health_is_asked_from_the_machine_itself(house: House) -> None:
    assert house.ask_inside("/healthz", {})[0] in {200, 503}


def test_check_deploy_is_clean() -> None:
    environment = dict(os.environ, BASE_URL="https://nastavnik.example.ru", PYTHONPATH=str(ROOT / "src"))
    command = [sys.executable, "-m", "estafeta.config.cli", "manage", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr
