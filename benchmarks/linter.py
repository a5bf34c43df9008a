"""How long the remarks on a plan take beside merely reading the plan from the database.

    PYTHONPATH=src python benchmarks/linter.py [rows]

A plan of `rows` measures (400 unless told) is made in a fresh SQLite database; both jobs are done seven times, the
median counts.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
os.environ["ESTAFETA_DATA"] = tempfile.mkdtemp()

import django

django.setup()

import datetime as dt  # noqa: E402

from django.core.management import call_command  # noqa: E402

from estafeta.demo.cast import build_cast  # noqa: E402
from estafeta.organisations.queries import actor_for  # noqa: E402
from estafeta.organisations.scope import tenant_scope  # noqa: E402
from estafeta.plan_checks.plans import context_of, plan_of  # noqa: E402
from estafeta.roadmaps.actions import create_from_draft  # noqa: E402
from estafeta.roadmaps.drafts import MeasureDraft, RoadmapDraft, SectionDraft  # noqa: E402
from roadmap_linter import lint  # noqa: E402

DAY = dt.date(2026, 11, 21)
TITLES = (
    "Провести семинар для наставников",
    "Собрать согласия родителей",
    "Подготовить отчёт о парах",
    "Издать приказ",
)


def measure(number: int) -> MeasureDraft:
    return MeasureDraft(
        f"{TITLES[number % 4]} № {number}",
        f"{number}",
        deadline_text=f"до {number % 28 + 1:02d}.12.2026",
        responsible_text="Петрова А.С., Рябов М.И.",
        result="Приказ, лист ознакомления",
    )


def median(job, times: int = 7) -> float:
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        job()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) * 1000


def main(rows: int) -> None:
    call_command("migrate", verbosity=0)
    cast = build_cast(DAY)
    with tenant_scope(cast.school):
        actor = actor_for(cast.curator, cast.school, today=DAY)
        section = SectionDraft("1", "Раздел", measures=tuple(measure(number) for number in range(1, rows + 1)))
        draft = RoadmapDraft("Карта на 2026-2027 учебный год", dt.date(2026, 9, 1), dt.date(2027, 8, 31), (section,))
        roadmap = create_from_draft(actor=actor, draft=draft)
        reading = median(lambda: plan_of(roadmap))
        whole = median(lambda: lint(plan_of(roadmap), context_of(cast.school, DAY)))
    print(f"{rows} rows: reading {reading:.0f} ms, reading and remarks {whole:.0f} ms, ratio {whole / reading:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
