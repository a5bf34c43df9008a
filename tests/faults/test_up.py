"""`up` as people run it: killed, started twice, without a place to write, with a wrong clock."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests import postgresql
from tests.architecture.house import ROOT
from tests.faults.house import House

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed by signals")]
PATIENCE = 90.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end
        time.sleep(0.1)


class Running:
    """A running `up` and the processes that it keeps."""

    def __init__(self, house: House, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.house, self.port, self.process, self.log = house, port, process, log

    def ask(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def ready(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        return self.ask("/healthz/ready")[0] == 200

    def child(self, words: str) -> int:
        """The number of the child that runs these words; 0 while there is none."""
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent = entry.read_text().rpartition(") ")[2].split()[:2]
                command = (entry.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if int(parent) == self.process.pid and state != "Z" and words in command:
                return int(entry.parent.name)
        return 0


@contextmanager
def up(house: House, **words: str) -> Iterator[Running]:
    port, log = free_port(), house.data.parent / f"up-{time.monotonic_ns()}.log"
    command = [sys.executable, "-m", "estafeta.config.cli", "up", "--no-demo", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=house.environment(**words), stdout=out, stderr=out)
        try:
            yield Running(house, port, process, log)
        finally:
            process.kill()
            process.wait()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="children are found in /proc")
def test_pages_and_worker_are_killed_and_come_back_and_everything_ends_with_up(migrated):
    with up(migrated) as running:
        until(running.ready)
        for words in ("worker", "serving"):
            child = running.child(words)
            os.kill(child, signal.SIGKILL)
            until(lambda words=words, child=child: running.child(words) not in {0, child})
        until(running.ready)
        until(lambda: running.ask("/healthz")[0] == 200)
        signs = json.loads(running.ask("/healthz.json")[1])["signs"]
        assert {"live", "ready", "worker", "queue", "disk", "backup"} <= set(signs)
        until(lambda: list((migrated.data / "backups").glob("nightly-*.tar.gz")) or not no_nightly(migrated))
        second = migrated.run("up", "--no-demo", "--port", str(free_port()), code=1)
        assert "Эстафета уже запущена" in second
        assert second.count("\n") == 1
        assert opened_to_others(migrated.data) == []
        children = [running.child("worker"), running.child("serving")]
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE) == 0
        assert [child for child in children if Path(f"/proc/{child}").exists()] == []
        said = running.log.read_text()
        assert "остановился (код -9), запускаем снова" in said
        assert "Traceback" not in said


def no_nightly(house: House) -> bool:
    """True where copies are made by themselves: on SQLite."""
    return not house.url


def opened_to_others(folder: Path) -> list[str]:
    return [
        str(path)
        for path in [folder, *folder.rglob("*")]
        if path.stat().st_mode & 0o077 and folder / "static" not in [path, *path.parents]
    ]


def test_killed_up_takes_its_children_along(migrated):
    with up(migrated) as running:
        until(running.ready)
        children = [running.child("worker"), running.child("serving")]
        running.process.kill()
        running.process.wait()
        until(lambda: not any(Path(f"/proc/{child}/stat").exists() for child in children))
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", running.port))


def test_what_others_could_read_is_closed_at_the_next_start(migrated):
    if migrated.url:
        pytest.skip("one database is enough")
    (migrated.data / "mail").mkdir()
    (migrated.data / "mail" / "letter.log").write_text("ссылка")
    os.chmod(migrated.data / "mail" / "letter.log", 0o644)
    os.chmod(migrated.data / "estafeta.sqlite3", 0o644)
    migrated.run("upgrade")
    assert opened_to_others(migrated.data) != []
    said = subprocess.run(
        [sys.executable, "-m", "estafeta.config.preparing"], cwd=ROOT, env=migrated.environment(), check=False
    )
    assert said.returncode == 0
    assert opened_to_others(migrated.data) == []


def test_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("не папка")
    said = House(tmp_path / "file" / "data").run("up", "--no-demo", "--port", str(free_port()), code=1)
    assert "Нельзя записать в папку данных" in said
    assert said.count("\n") == 1


def test_clock_moved_back_is_one_sentence_and_can_be_trusted(migrated):
    if migrated.url:
        pytest.skip("one database is enough")
    with closing(sqlite3.connect(migrated.data / "estafeta.sqlite3")) as connection, connection:
        connection.execute("INSERT INTO core_worker (name, seen_at) VALUES ('завтра', '2099-01-01 00:00:00')")
    rows = migrated.rows()
    said = migrated.run("up", "--no-demo", "--port", str(free_port()), code=1)
    assert "работала здесь ещё 01.01.2099" in said
    assert said.count("\n") == 1
    assert migrated.rows() == rows


def test_server_that_is_not_there_is_one_sentence(tmp_path):
    house = House(tmp_path / "data", f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    said = house.run("up", "--no-demo", "--port", str(free_port()), code=1)
    assert "База данных не отвечает" in said
    assert said.count("\n") == 1


def test_restarted_server_is_waited_for_by_pages_and_worker(migrated, server):
    if server is None or os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("only a PostgreSQL of our own is restarted")
    with up(migrated) as running:
        until(running.ready)
        children = [running.child("worker"), running.child("serving")]
        before = {name: rows for name, rows in migrated.rows().items() if name not in OF_THE_QUEUE}
        with psycopg.connect(migrated.url) as session:
            ((folder,),) = session.execute("SHOW data_directory").fetchall()
            ((began,),) = session.execute("SELECT clock_timestamp()").fetchall()
        home = postgresql.binaries()
        postgresql.as_server_user(str(home / "pg_ctl"), "-D", folder, "-w", "-m", "immediate", "restart")
        until(running.ready)
        until(lambda: seen_since(migrated, began))
        assert [running.child("worker"), running.child("serving")] == children
        assert {name: rows for name, rows in migrated.rows().items() if name not in OF_THE_QUEUE} == before


OF_THE_QUEUE = {
    "core_job", "core_worker", "procrastinate_events", "procrastinate_jobs", "procrastinate_workers",
    "procrastinate_periodic_defers",
}  # fmt: skip


def seen_since(house: House, moment: object) -> bool:
    with psycopg.connect(house.url) as session:
        return bool(session.execute("SELECT 1 FROM core_worker WHERE seen_at > %s", [moment]).fetchall())
