"""Opening pages against a server of one's own: another network is handed over, the code is the one that runs."""

from __future__ import annotations

import http.server
import threading
import time

import pytest

from estafeta.websites import opening
from estafeta.websites.opening import Visitor, host_of, is_within, open_page

SITE = "http://school.example/"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/drip":
            return self.drip()
        status, headers, body = {
            "/here": (200, {"Content-Type": "text/html; charset=utf-8"}, "Наставничество".encode()),
            "/gone": (404, {}, b""),
            "/moved": (302, {"Location": "/here"}, b""),
            "/round": (302, {"Location": "/round"}, b""),
            "/away": (302, {"Location": "http://other.example/"}, b""),
            "/inside": (302, {"Location": "http://localhost.school.example/"}, b""),
            "/huge": (200, {}, b"x" * (opening.LARGEST * 2)),
        }[self.path]
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True
        return None

    def drip(self):
        """One byte at a time, never ending within the time that a visitor has."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                self.wfile.write(b"X-Slow: y\r\n")
                self.wfile.flush()
                time.sleep(0.05)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def visitor():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Visitor(
        look_up=lambda host, port: ["10.0.0.8" if host.startswith("localhost") else "127.0.0.1"],
        allowed=lambda address: address == "127.0.0.1",
        ports={"http": server.server_address[1]},
    )
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("path", "opens", "words"),
    [
        ("here", True, "открывается"),
        ("moved", True, "открывается"),
        ("gone", False, "«404»"),
        ("round", False, "много"),
        ("away", False, "на другой сайт: other.example"),
        ("inside", False, "внутрь сети"),
    ],
)
def test_page_is_opened_as_a_visitor_would(visitor, path, opens, words):
    found = open_page(SITE + path, SITE, visitor)
    assert (found.opens, words in found.sentence) == (opens, True), found.sentence


def test_page_is_read_with_its_charset_and_a_big_one_is_cut(visitor):
    found = open_page(f"{SITE}here", SITE, visitor)
    assert (found.content.decode(), found.charset) == ("Наставничество", "utf-8")
    assert 0 < len(open_page(f"{SITE}huge", SITE, visitor).content) <= opening.LARGEST


def test_server_that_drips_is_left_in_time(visitor):
    slow = Visitor(visitor.look_up, visitor.allowed, visitor.ports, seconds=0.3)
    began = time.monotonic()
    found = open_page(f"{SITE}drip", SITE, slow)
    assert "слишком долго" in found.sentence
    assert time.monotonic() - began < 3


def test_name_that_is_never_found_is_left_in_time():
    stuck = threading.Event()
    slow = Visitor(look_up=lambda host, port: [str(stuck.wait(5))], seconds=0.2)
    assert "слишком долго" in open_page(SITE, SITE, slow).sentence
    stuck.set()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "169.254.169.254", "10.0.0.8", "192.168.1.1", "fd00::1"])
def test_address_inside_the_network_is_never_opened(address):
    visitor = Visitor(look_up=lambda host, port: ["93.184.216.34", address])
    assert "внутрь сети" in open_page(SITE, SITE, visitor).sentence


@pytest.mark.parametrize("url", ["ftp://school.example/", "http://school.example:8080/", "file://school.example/x"])
def test_other_doors_are_refused(url):
    assert "обычный сайт" in open_page(url, SITE).sentence


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://school.example/a", True),
        ("http://www.school.example/", True),
        ("https://new.school.example/", True),
        ("https://myschool.example/", False),
        ("https://school.example.evil.example/", False),
        ("https://school.example@evil.example/", False),
        ("not an address", False),
        ("http://[", False),
    ],
)
def test_own_site_is_its_host_and_parts_of_it(url, own):
    assert is_within(url, "https://www.school.example/") == own
    assert not is_within(url, "")


def test_host_of_nothing_is_nothing():
    assert host_of("") == host_of("http://[") == ""


def test_check_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("ESTAFETA_CHECK_SITES", "off")
    assert open_page(SITE, SITE).sentence == opening.OFF
