"""Four presses that really come at once, over HTTP to a running server, make one row: on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from estafeta.accounts.published import DEMO_PASSWORD
from tests import postgresql
from tests.architecture.house import ROOT
from tests.faults.test_proxy import Browser, answers, free_port
from tests.forms import form_on

pytestmark = pytest.mark.slow

PRESSES = 4
FIRST = """
SELECT measure.id, section.id FROM roadmaps_measure AS measure
JOIN roadmaps_section AS section ON section.id = measure.section_id
JOIN roadmaps_roadmap AS plan ON plan.id = section.roadmap_id
JOIN organisations_organisation AS place ON place.id = plan.organisation_id
WHERE place.slug = '{slug}' AND plan.amends_id IS {amends} AND measure.removed_at IS NULL
ORDER BY plan.id, section.position, measure.position LIMIT 1
"""


@dataclass(frozen=True)
class Server:
    base: str
    database: str

    def ask(self, sql: str) -> Any:
        if self.database.startswith("postgresql"):
            with psycopg.connect(self.database) as link:
                return link.execute(sql).fetchone()  # type: ignore[call-overload]
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.database)) as link:
            return link.execute(sql).fetchone()

    def count(self, table: str) -> int:
        return int(self.ask(f"SELECT count(*) FROM {table}")[0])


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp(request.param)
    if request.param == "sqlite":
        yield from running({"ESTAFETA_DATA": str(data)}, str(data / "estafeta.sqlite3"))
        return
    with postgresql.server() as url:
        if url is None:
            pytest.skip("no PostgreSQL here")
        name = f"presses_{os.getpid()}"
        with psycopg.connect(url, autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        own = urllib.parse.urlsplit(url)._replace(path=f"/{name}").geturl()
        try:
            yield from running({"ESTAFETA_DATA": str(data), "DATABASE_URL": own}, own)
        finally:
            with psycopg.connect(url, autocommit=True) as link:
                link.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


def running(more: dict[str, str], database: str) -> Iterator[Server]:
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BASE_URL"}}
    environment = {**kept, "PYTHONPATH": str(ROOT / "src"), "ESTAFETA_DEMO_TODAY": "2026-11-21", **more}
    command = [sys.executable, "-m", "estafeta.config.cli", "up", "--port", str(port)]
    migrate = [*command[:3], "manage", "migrate", "-v0"]
    subprocess.run(migrate, env=environment, cwd=ROOT, check=True)
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 240
        while not answers(port) and time.monotonic() < until and process.poll() is None:
            time.sleep(0.5)
        yield Server(f"http://127.0.0.1:{port}", database)
    finally:
        process.terminate()
        process.wait(60)


def press(browser: Browser, page: str, url: str, having: str, typed: dict[str, str]) -> list[int]:
    """Open the page once, then send its form by four connections at once."""
    fields = form_on(SimpleNamespace(content=browser.ask(page)[2].encode()), having) | typed
    gate, statuses = threading.Barrier(PRESSES), []

    def send() -> None:
        gate.wait()
        statuses.append(browser.ask(url, fields)[0])

    threads = [threading.Thread(target=send) for _ in range(PRESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


SCHOOL = "mbou-sosh-2-zarechnaya"
THINGS = {
    "remark": ("roadmaps_remark", "petrova", "measures/{measure}/", "measures/{measure}/remark/", "text",
               {"text": "Готово"}),
    "proof": ("roadmaps_proof", "petrova", "measures/{measure}/proof/", "", "text", {"text": "Проведено"}),
    "measure": ("roadmaps_measure", "petrova", "sections/{section}/add/", "", "title", {"title": "Новое"}),
    "invitation": ("organisations_invitation", "petrova", "settings/members/invite/", "", "email",
                   {"email": "new@sosh2.example", "role": "employee"}),
    "organisation": ("organisations_organisation", "coordinator", "organisations/new/", "", "short_name",
                     {"kind": "school", "short_name": "Школа № 9"}),
    "task": ("workbench_task", "petrova", "tasks/add/", "", "title", {"title": "Позвонить", "due_on": "01.12.2026"}),
}  # fmt: skip


@pytest.mark.parametrize("name", THINGS)
def test_four_presses_at_once_make_one(server: Server, name: str) -> None:
    table, login, page, url, having, typed = THINGS[name]
    above = f"SELECT parent_id FROM organisations_organisation WHERE slug = '{SCHOOL}'"
    home = f"SELECT slug FROM organisations_organisation WHERE id = ({above})"
    slug = SCHOOL if login == "petrova" else server.ask(home)[0]
    copy = "NOT NULL" if name == "measure" else "NULL"  # a plan in force is changed by its working copy
    measure, section = server.ask(FIRST.format(slug=SCHOOL, amends=copy))
    names = {"measure": measure, "section": section}
    browser = Browser(server.base, None, "127.0.0.1")  # type: ignore[arg-type]
    assert browser.sign_in(login, DEMO_PASSWORD) == 302
    opened = f"/o/{slug}/{page.format(**names)}"
    before = server.count(table)
    statuses = press(browser, opened, f"/o/{slug}/{url.format(**names)}" if url else opened, having, typed)
    assert (statuses, server.count(table)) == ([302] * PRESSES, before + 1)
