"""Whose word about the client counts; a server behind a real proxy stands in tests/faults/test_proxy.py."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import RequestFactory

from estafeta.config import env
from estafeta.config.proxy import ProxyMiddleware, client_of

TRUSTED = env.networks(["127.0.0.0/8", "::1", "10.0.0.0/24"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.7, 10.0.0.3", "198.51.100.7"),
        ("127.0.0.1", "198.51.100.7:4711", "198.51.100.7"),
        ("::1", "[2001:db8::7]:4711", "2001:db8::7"),
        ("127.0.0.1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "::ffff:198.51.100.7", "198.51.100.7"),
        ("", "198.51.100.7", "198.51.100.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("127.0.0.1", "198.51.100.7, _hidden", "127.0.0.1"),
        ("203.0.113.9", "198.51.100.7", "203.0.113.9"),
        ("10.0.1.3", "198.51.100.7", "10.0.1.3"),
    ],
)
def test_client_is_the_first_that_is_no_proxy_of_ours(peer, forwarded, client):
    assert client_of(peer, forwarded, TRUSTED) == client


def through(settings, *, https=True, trusted=TRUSTED, **meta):
    settings.HTTPS, settings.TRUSTED_PROXIES = https, trusted
    settings.BASE_URL = "https://nastavnik.example.ru" if https else "http://127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["*"]
    seen = []
    ProxyMiddleware(lambda request: seen.append(request) or HttpResponse())(RequestFactory().get("/", **meta))
    (request,) = seen
    return request.META["REMOTE_ADDR"], request.is_secure(), request.get_host(), request.was_forwarded


OUT = {"HTTP_HOST": "nastavnik.example.ru", "HTTP_X_FORWARDED_FOR": "8.8.8.8", "HTTP_X_FORWARDED_PROTO": "https"}


def test_a_trusted_proxy_is_believed(settings):
    assert through(settings, **OUT) == ("8.8.8.8", True, "nastavnik.example.ru", True)


def test_anybody_else_is_not(settings):
    assert through(settings, REMOTE_ADDR="203.0.113.9", **OUT) == ("203.0.113.9", False, "nastavnik.example.ru", True)


def test_without_proxies_nobody_is(settings):
    assert through(settings, https=False, trusted=(), **OUT) == ("127.0.0.1", False, "nastavnik.example.ru", True)


def test_a_proxy_that_says_http_means_it(settings):
    assert through(settings, **OUT | {"HTTP_X_FORWARDED_PROTO": "http"})[1] is False


def test_a_silent_proxy_of_an_https_installation_is_its_https_side(settings):
    found = through(settings, HTTP_HOST="127.0.0.1:8000", HTTP_X_FORWARDED_FOR="8.8.8.8")
    assert found == ("8.8.8.8", True, "nastavnik.example.ru", True)


@pytest.mark.parametrize("word", ["proxy", "10.0.0.0/99", "*"])
def test_what_is_no_network_is_refused_with_the_name_of_the_setting(word):
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        env.networks([word])


@pytest.mark.parametrize("value", ["nastavnik.example.ru", "ftp://x.ru", "https://", "https://x.ru/sub"])
def test_what_is_no_address_of_a_site_is_refused(monkeypatch, value):
    monkeypatch.setenv("BASE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="BASE_URL"):
        env.address("BASE_URL", "")


def test_host_of_an_address():
    found = [env.host_of(url) for url in ("https://a.ru:8443", "http://[::1]:8000", "http://127.0.0.1")]
    assert found == ["a.ru", "[::1]", "127.0.0.1"]
