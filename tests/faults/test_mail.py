"""The world is silent, rude or slow; people go on working. A real server and a real worker, one small database."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.mail_server import MailServer, mail_server

ROOT = Path(__file__).resolve().parents[2]
WAIT = 90.0
SCRIPT = """
import json, sys
from estafeta.notifications.models import Letter
from estafeta.organisations.scope import outside_scope
with outside_scope("a test looks at all letters"):
    print(json.dumps(list(Letter.objects.order_by("pk").values("address", "state", "attempts", "problem", "text"))))
"""
CAST = """
from estafeta.accounts.actions import create_user
create_user(by=None, email="anna@a.example", last_name="Петрова", first_name="Анна", password="тихая-река-2026")
create_user(by=None, email="bad@a.example", last_name="Орлов", first_name="Пётр", password="тихая-река-2026")
create_user(by=None, email="vera@a.example", last_name="Котова", first_name="Вера", password="тихая-река-2026")
"""


class House:
    """A web server and a worker over a database of their own, told of one mail server."""

    def __init__(self, data: Path, mail: MailServer) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {"ESTAFETA_DATA": str(data), "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mail.port)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "ESTAFETA_"))}
        self.environment = {**kept, **own, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
        self.children: list[subprocess.Popen[bytes]] = []
        self.cookies = CookieJar()
        self.open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def make(self) -> None:
        self.manage("migrate", "-v0")
        self.manage("shell", "-v0", "-c", CAST)

    def start(self) -> None:
        serve = ["-m", "gunicorn", "--threads", "8", "-b", f"127.0.0.1:{self.port}", "estafeta.config.wsgi"]
        self.environment["DJANGO_SETTINGS_MODULE"] = "estafeta.config.settings"
        for command in (serve, [str(ROOT / "manage.py"), "worker"]):
            out = subprocess.DEVNULL
            self.children.append(
                subprocess.Popen([sys.executable, *command], env=self.environment, stdout=out, stderr=out)
            )
        self.until(self.answers)

    def answers(self) -> bool:
        try:
            self.open(self.url("enter/login/"), timeout=5).close()
        except OSError:
            return False
        return True

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def post(self, path: str, **fields: str) -> tuple[float, str]:
        """Send a form of a page; how long it took and where it led."""
        page = self.open(self.url(path), timeout=30).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        sent = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        began = time.monotonic()
        answer = self.open(urllib.request.Request(self.url(path), sent), timeout=60)
        return time.monotonic() - began, answer.geturl()

    def letters(self) -> list[dict[str, object]]:
        return list(json.loads(self.manage("shell", "-v0", "-c", SCRIPT)))

    def until(self, true) -> None:
        end = time.monotonic() + WAIT
        while not true():
            assert time.monotonic() < end, "nothing happened in time"
            time.sleep(0.3)

    def stop(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(30)
            except subprocess.TimeoutExpired:
                child.kill()


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with three people, made once and copied for each test."""
    data = tmp_path_factory.mktemp("ground") / "data"
    with mail_server() as server:
        House(data, server).make()
    return data


@pytest.fixture
def house(tmp_path: Path, ground: Path, mail: MailServer) -> Iterator[House]:
    found = House(Path(shutil.copytree(ground, tmp_path / "data")), mail)
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.mark.slow
@pytest.mark.parametrize("mood", ["silent", "drips"])
def test_nobody_waits_for_a_mail_server_that_does_not_answer(house: House, mail: MailServer, mood: str) -> None:
    mail.mood = mood
    for _ in range(3):
        took, where = house.post("enter/password/reset/", email="anna@a.example")
        assert (took < 5, where.endswith("/done/")) == (True, True), took
    house.until(lambda: len(mail.talks) > 0)
    took, where = house.post("enter/login/", login="anna@a.example", password="тихая-река-2026")
    assert took < 5
    assert "login" not in where
    house.until(lambda: any(letter["attempts"] for letter in house.letters()))
    assert {letter["state"] for letter in house.letters()} == {"waiting"}
    assert [letter["attempts"] for letter in house.letters()] == [1, 0, 0], "the others do not wait in turn"


@pytest.mark.slow
def test_refused_address_stops_nobody(house: House, mail: MailServer) -> None:
    mail.refused = {"bad@": "550"}
    for address in ("anna@a.example", "bad@a.example", "vera@a.example"):
        house.post("enter/password/reset/", email=address)
    house.until(lambda: all(letter["state"] != "waiting" for letter in house.letters()))
    found = {str(letter["address"]): (letter["state"], bool(letter["text"])) for letter in house.letters()}
    sent, failed = ("sent", False), ("failed", True)
    assert found == {"anna@a.example": sent, "bad@a.example": failed, "vera@a.example": sent}
    assert len(mail.taken) == 2
