from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest
from django.core.mail import EmailMessage
from django.db import transaction

from tests.world import StrangerInTransaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def port():
    """A door that opens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def connect(port):
    socket.create_connection(("127.0.0.1", port), timeout=5).close()


def start(port):
    subprocess.run([sys.executable, "-c", ""], check=True)


def name(port):
    socket.getaddrinfo("localhost", port)


def fetch(port):
    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=0.05)


def send(port):
    from django.core.mail.backends.smtp import EmailBackend

    EmailMessage("…", "…", to=["p@example.org"], connection=EmailBackend("127.0.0.1", port, timeout=0.05)).send()


@pytest.mark.parametrize("act", [connect, start, name, fetch, send])
def test_planted_violation_is_caught(act, port):
    with pytest.raises(StrangerInTransaction), transaction.atomic():
        act(port)


@pytest.mark.parametrize("act", [connect, start, name])
def test_outside_a_transaction_the_world_is_open(act, port):
    with transaction.atomic():
        pass
    act(port)


def test_broad_except_does_not_hide_it(port):
    with pytest.raises(StrangerInTransaction), transaction.atomic(), contextlib.suppress(Exception):
        connect(port)


def test_another_thread_holds_nothing(port):
    failures = []

    def beside():
        try:
            connect(port)
        except BaseException as error:  # noqa: BLE001 - reported below
            failures.append(error)

    with transaction.atomic():
        thread = threading.Thread(target=beside)
        thread.start()
        thread.join()
    assert failures == []
