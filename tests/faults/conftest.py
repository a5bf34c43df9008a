"""One machine for each database; its workers are forked from it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import postgresql
from tests.architecture.house import ROOT
from tests.faults.house import House, database


class Machine:
    """Asks the machine's process and returns its answers."""

    def __init__(self, process: subprocess.Popen[str], mail: Path) -> None:
        self.process = process
        self.mail = mail
        self.workers: list[int] = []
        self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the machine broke down, see its errors above"
        answer = json.loads(line)
        assert "trouble" not in answer, answer["trouble"]
        return answer

    def __getattr__(self, ask: str) -> Any:
        def request(**words: Any) -> dict[str, Any]:
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps({"ask": ask, **words}) + "\n")
            self.process.stdin.flush()
            return self.answer()

        return request

    def worker(self, point: str = "", shift: float = 0) -> int:
        number = int(self.start(point=point, shift=shift)["worker"])
        self.workers.append(number)
        return number

    def end(self, worker: int, name: str = "SIGTERM") -> int:
        self.signal(worker=worker, name=name)
        return self.gone_by_itself(worker)

    def gone_by_itself(self, worker: int) -> int:
        self.workers.remove(worker)
        return int(self.gone(worker=worker)["signal"])


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def process(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The machine on one database, made anew."""
    if not hasattr(os, "fork"):
        pytest.skip("workers are forked")
    data = tmp_path_factory.mktemp("machine")
    if request.param == "sqlite":
        with running(f"sqlite:///{data}/machine.sqlite3", data) as machine:
            yield machine
        return
    with postgresql.server() as server:
        if server is None:
            pytest.skip("PostgreSQL is neither given nor installed")
        name = f"faults_{uuid.uuid4().hex[:8]}"
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
            try:
                with running(server.rsplit("/", 1)[0] + f"/{name}", data) as machine:
                    yield machine
            finally:
                admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running(url: str, data: Path) -> Iterator[Machine]:
    """Start the machine, and end it with whatever workers a failed test has left."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DATABASE_URL": url,
        "ESTAFETA_DATA": str(data),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.machine"],
        cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            yield Machine(process, data / "mail")
        finally:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture
def machine(process: Machine) -> Iterator[Machine]:
    """The machine, without workers afterwards."""
    yield process
    for worker in list(process.workers):
        process.end(worker, "SIGKILL")
    process.clear()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The address of a server, None where SQLite is meant."""
    if request.param == "sqlite":
        yield None
        return
    with postgresql.server() as address:
        if address is None:
            pytest.skip("PostgreSQL is neither given nor installed")
        yield address


EMPTY: dict[House, str] = {}
"""How each district looked before anybody was there: its folder on SQLite, a database on PostgreSQL."""


@pytest.fixture(scope="session")
def district(server: str | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo district on each database; tests look at it and copy it, they do not change it."""
    with database(server) as url:
        house = House(tmp_path_factory.mktemp("district"), url)
        house.run("manage", "migrate", "-v0")
        empty = (
            database(server, like=url) if url else nullcontext(str(shutil.copytree(house.data, f"{house.data}-empty")))
        )
        with empty as kept:
            house.run("demo", "--day", "2026-11-21")
            EMPTY[house] = kept
            yield house


@pytest.fixture
def migrated(server: str | None, district: House, tmp_path: Path) -> Iterator[House]:
    """Another machine on which an empty installation runs: its tables are there, nobody is."""
    if server is None:
        yield House(Path(shutil.copytree(EMPTY[district], tmp_path / "migrated")))
        return
    with database(server, like=EMPTY[district]) as url:
        yield House(tmp_path / "migrated", url)


@pytest.fixture
def elsewhere(server: str | None, tmp_path: Path) -> Iterator[House]:
    """Another machine: an empty database of the same kind and a folder that is not there yet."""
    with database(server) as url:
        yield House(tmp_path / "elsewhere", url)
