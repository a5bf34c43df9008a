"""What pages cost as the installation grows, beside bare SQL of the same run.

    PYTHONPATH=src python benchmarks/growth.py [times ...]        SQLite in a fresh folder
    PYTHONPATH=src DATABASE_URL=postgresql://… python benchmarks/growth.py 1 100

For each size and page: queries, ms in SQL, best ms of three, KB; ms of the least SQL that finds what the page shows;
how many times that the page's SQL and the page take. The machine may be shared: look at ratios, not at milliseconds.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
os.environ["ESTAFETA_DATA"] = tempfile.mkdtemp()
os.environ |= {"ESTAFETA_DEMO_TODAY": "2026-11-21", "ALLOWED_HOSTS": "testserver"}

import django  # noqa: E402

django.setup()

from benchmarks.region import Region, size  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from estafeta.accounts.models import User  # noqa: E402
from estafeta.demo.cast import build_cast  # noqa: E402
from estafeta.organisations.models import Organisation  # noqa: E402

DAY = dt.date(2026, 11, 21)
ROUNDS = 3
OWN = """FROM roadmaps_due d JOIN roadmaps_measure m ON m.id = d.measure_id
    JOIN roadmaps_section s ON s.id = m.section_id
    JOIN roadmaps_roadmap r ON r.id = s.roadmap_id JOIN organisations_organisation o ON o.id = r.organisation_id"""
LIVE = "r.state IN ('in_force', 'sent', 'agreed', 'approved') AND m.removed_at IS NULL AND s.removed_at IS NULL"


@dataclass(frozen=True)
class Page:
    """A page: who asks it, its address, the bare SQL with its parameters."""

    title: str
    client: Client
    address: str
    bare: str
    values: tuple[object, ...]


class Meter:
    """Counts the statements of a request and the time spent in them."""

    def __init__(self) -> None:
        self.count, self.spent = 0, 0.0

    def __call__(self, execute: Callable[..., object], *words: object) -> object:
        start = time.perf_counter()
        try:
            return execute(*words)
        finally:
            self.count += 1
            self.spent += time.perf_counter() - start


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def pages(region: Region) -> list[Page]:
    """Who looks at what, from a school up to the ministry."""
    cast, (school, path) = region.cast, region.schools[0]
    slug = Organisation.objects.get(pk=school).slug
    user = User.objects.get(pk=region.first_user)
    curator, coordinator = client_of(user), client_of(cast.coordinator)
    operator = client_of(cast.operator) if hasattr(cast, "operator") else coordinator
    district, top = cast.department, cast.ministry
    lines = "SELECT * FROM core_journalline WHERE tenant = %s ORDER BY number DESC LIMIT 50"
    mine = f"SELECT d.*, m.title {OWN} WHERE o.id = %s AND {LIVE} AND d.state IN ('planned', 'in_progress')"
    tally = f"SELECT o.id, s.stage, d.state, COUNT(*) {OWN} WHERE o.path LIKE %s AND {LIVE} GROUP BY 1, 2, 3"
    asked = """SELECT a.*, r.title FROM agreement_agreement a JOIN roadmaps_roadmap r ON r.id = a.roadmap_id
        WHERE a.to_id = %s LIMIT 50"""
    plan = f"SELECT m.*, d.due_on, d.state {OWN} WHERE o.id = %s AND {LIVE} ORDER BY s.position, m.position"
    people = "SELECT * FROM organisations_organisation WHERE path LIKE %s ORDER BY short_name LIMIT 50"
    below = (f"{district.path}%",)
    roadmap = connection_value("SELECT id FROM roadmaps_roadmap WHERE organisation_id = %s", school)
    return [
        Page("«Сегодня» школы", curator, reverse("today:today", args=[slug]), mine, (school,)),
        Page("План школы", curator, reverse("roadmaps:plan", args=[slug, roadmap]), plan, (school,)),
        Page("Журнал школы", curator, reverse("organisations:journal", args=[slug]), lines, (path,)),
        Page("Настройки школы", curator, reverse("organisations:card", args=[slug]), "SELECT 1", ()),
        Page("Поиск в школе", curator, reverse("workbench:search", args=[slug]) + "?q=конкурс", "SELECT 1", ()),
        Page("Обзор района", coordinator, reverse("control:overview", args=[district.slug]), tally, below),
        Page("Согласование", coordinator, reverse("agreement:agreements", args=[district.slug]), asked, (district.pk,)),
        Page("Обзор края", operator, reverse("control:overview", args=[top.slug]), tally, (f"{top.path}%",)),
        Page("Список за числом", operator, f"{reverse('control:overview', args=[top.slug])}list/?standing=late",
             f"SELECT d.id {OWN} WHERE o.path LIKE %s AND {LIVE} AND d.state = 'planned' AND d.due_on < '2026-11-21'",
             (f"{top.path}%",)),
        Page("Организации края", operator, reverse("organisations:below", args=[top.slug]), people, (f"{top.path}%",)),
        Page("Поиск в крае", operator, reverse("workbench:search", args=[top.slug]) + "?q=конкурс", "SELECT 1", ()),
    ]  # fmt: skip


def connection_value(statement: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def best(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def bare(page: Page) -> None:
    with connection.cursor() as cursor:
        cursor.execute(page.bare, page.values)
        cursor.fetchall()


def look(page: Page) -> tuple[int, float, float, float]:
    """Queries, ms in SQL, best ms and KB of a warm page."""
    page.client.get(page.address)
    spent = []
    for _ in range(ROUNDS):
        meter = Meter()
        with connection.execute_wrapper(meter):
            answer = page.client.get(page.address)
        spent.append(meter.spent)
    assert answer.status_code == 200, (page.address, answer.status_code)
    whole = best(lambda: page.client.get(page.address))
    return meter.count, 1000 * min(spent), whole, len(answer.content) / 1024


def main() -> None:
    call_command("migrate", verbosity=0)
    region = Region(build_cast(DAY))
    print(connection.vendor)
    for times in [int(word) for word in sys.argv[1:]] or [1, 100]:
        start = time.perf_counter()
        region.grow(times)
        connection.cursor().execute("ANALYZE")
        print(f"\n×{times}: {size()}, записано за {time.perf_counter() - start:.0f} с")
        print(f"{'страница':<18} {'SQL':>4} {'мс SQL':>7} {'мс':>7} {'КБ':>6} {'голый SQL':>10} {'× SQL':>6} {'×':>6}")
        for page in pages(region):
            count, spent, whole, weight = look(page)
            least = best(lambda page=page: bare(page))
            ratios = f"{spent / least:>6.1f} {whole / least:>6.0f}"
            print(f"{page.title:<18} {count:>4} {spent:>7.1f} {whole:>7.0f} {weight:>6.0f} {least:>10.2f} {ratios}")


if __name__ == "__main__":
    main()
