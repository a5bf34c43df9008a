"""How long one search takes: a thousand rows and a hundred times as many, on SQLite or (with --postgresql) PostgreSQL.

    PYTHONPATH=src python benchmarks/search.py [--postgresql]

Invented rows: a region of districts with schools, two hundred rows each. Asked by a curator of one school and by the
region, for a rare word and for one that stands in every third row. The bound is 100 ms at 100,000 rows.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]

BOUND_MS = 100
ROWS_OF_A_SCHOOL = 200
NOUNS = ("приказ", "собрание", "анкета", "семинар", "согласие", "отчёт", "план", "беседа", "конкурс", "памятка")
KINDS = ("measure", "measure", "measure", "document", "member")
RARE = "гиппопотам"


def fill(schools: int) -> None:
    """Make organisations with their rows in the index; every school has one rare row."""
    from estafeta.organisations.actions import create_organisation
    from estafeta.organisations.models import Organisation
    from estafeta.organisations.scope import outside_scope
    from estafeta.workbench.models import SearchEntry
    from estafeta.workbench.search.engines import marks_of
    from estafeta.workbench.search.words import words_of

    chance, kinds = random.Random(9), Organisation.Kind
    region = Organisation.objects.filter(parent=None).first()
    region = region or create_organisation(actor=None, parent=None, kind=kinds.MINISTRY, short_name="Край")
    district, key = region, 1_000_000 * schools
    for number in range(schools):
        if number % 25 == 0:
            name = f"Район {number // 25}"
            district = create_organisation(actor=None, parent=region, kind=kinds.EDUCATION_DEPARTMENT, short_name=name)
        school = create_organisation(actor=None, parent=district, kind=kinds.SCHOOL, short_name=f"Школа {number}")
        rows = []
        for place in range(ROWS_OF_A_SCHOOL):
            key += 1
            kind = KINDS[place % len(KINDS)]
            words = [*chance.sample(NOUNS, 3), f"слово{chance.randrange(5000)}", RARE if place == 0 else "школы"]
            title = " ".join(words).capitalize()
            rows.append(
                SearchEntry(
                    path=school.path, kind=kind, key=key, title=title, note="", url="/",
                    scope=marks_of(school.path, kind), words=words_of(title),
                )
            )  # fmt: skip
        with outside_scope("a benchmark fills the index of all"):
            SearchEntry.objects.bulk_create(rows)


def measure(schools: int) -> float:
    """Print the times of every question; return the slowest in milliseconds, each at its best of twenty.

    The best is the cost itself, the middle is also the load of the machine.
    """
    from estafeta.accounts.models import User
    from estafeta.organisations.actors import Actor
    from estafeta.organisations.models import Organisation
    from estafeta.organisations.roles import Role
    from estafeta.organisations.scope import tenant_scope
    from estafeta.workbench.search.queries import find

    region = Organisation.objects.get(parent=None)
    school = Organisation.objects.filter(kind="school").order_by("-pk")[0]
    slowest = 0.0
    for name, place, role in (("школа", school, Role.CURATOR), ("край", region, Role.REGIONAL_OPERATOR)):
        actor = Actor(User(pk=1), place, frozenset({role}), frozenset())
        for question in ("приказ", "приказ собрание", RARE, "нет такого слова", "пр"):
            times = []
            with tenant_scope(place):
                for _ in range(20):
                    start = time.perf_counter()
                    found = sum(len(group.rows) for group in find(actor, question))
                    times.append((time.perf_counter() - start) * 1000)
            best, middle, rows = min(times), statistics.median(times), schools * ROWS_OF_A_SCHOOL
            slowest = max(slowest, best)
            print(f"{rows:>7} строк  {name:<6} «{question}»: {best:6.1f} мс (середина {middle:.1f}), нашлось {found}")
    return slowest


def tidy() -> None:
    """Let PostgreSQL look at its rows, as it does by itself within a minute."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE workbench_searchentry")


def run() -> int:
    """Both sizes; 1 when the bound is broken."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(5)
    small = measure(5)
    fill(495)
    tidy()
    large = measure(500)
    print(f"самое медленное: {small:.1f} мс при 1 000 строк, {large:.1f} мс при 100 000 (граница {BOUND_MS} мс)")
    return int(large > BOUND_MS)


def main() -> int:
    """Choose the database and run."""
    from tests import postgresql

    given = postgresql.server() if "--postgresql" in sys.argv else nullcontext("")
    with given as url, tempfile.TemporaryDirectory() as data:
        os.environ |= {"ESTAFETA_DATA": data, "DJANGO_SETTINGS_MODULE": "estafeta.config.settings"}
        if url:
            os.environ["DATABASE_URL"] = url
        return run()


if __name__ == "__main__":
    raise SystemExit(main())
