"""What pages above schools, and a school's own page, cost beside 5, 50 and 500 schools.

    PYTHONPATH=src python benchmarks/matrix.py [schools ...]

A fresh database (SQLite, or `DATABASE_URL`) gets a district with so many schools, each with a plan of 35 measures in
seven sections. Every page is asked five times through the whole stack; queries, best ms and KB are printed, then
ratios to the first size. A page that does not grow with the region has ratios near 1.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "estafeta.config.settings")
os.environ["ESTAFETA_DATA"] = tempfile.mkdtemp()
os.environ |= {"DEMO_TODAY": "2026-11-21", "ALLOWED_HOSTS": "testserver"}

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from estafeta.agreement.models import Agreement, Revision  # noqa: E402
from estafeta.demo.cast import Cast, build_cast  # noqa: E402
from estafeta.organisations.models import Organisation  # noqa: E402
from estafeta.organisations.scope import tenant_scope  # noqa: E402
from estafeta.roadmaps.models import Due, Measure, Roadmap, Section  # noqa: E402

DAY = dt.date(2026, 11, 21)
SIZES = (5, 50, 500)
SECTIONS, MEASURES, ROUNDS = 7, 5, 5


def grow(cast: Cast, schools: int) -> None:
    """Add schools to the district until there are so many, each with a plan; every fifth plan waits for agreement."""
    for number in range(Organisation.objects.filter(slug__startswith="bench-").count(), schools):
        slug = f"bench-{number}"
        path = f"{cast.department.path}{slug}/"
        school = Organisation(parent=cast.department, path=path, slug=slug, kind="school")
        school.full_name = school.short_name = f"Школа № {number}"
        school.save()
        state = "sent" if number % 5 == 0 else "in_force"
        plan = Roadmap(organisation=school, title="Карта", starts=dt.date(2026, 9, 1), ends=dt.date(2027, 8, 31))
        plan.state = state
        plan.save()
        fill(plan, number)
        if state == "sent":
            edition = Revision.objects.create(roadmap=plan, content={"sections": []}, made_by=cast.curator)
            Agreement.objects.create(
                roadmap=plan, to=cast.department, edition=edition, sent_by=cast.curator, sent_at=timezone.now()
            )


def fill(plan: Roadmap, number: int) -> None:
    """Seven sections, two of them with a heading of the school's own; a third of the dues done, some late."""
    titles = [f"Раздел {place}" if place < 5 else f"Раздел {place} школы {number}" for place in range(SECTIONS)]
    sections = Section.objects.bulk_create(
        Section(roadmap=plan, position=place, title=title, stage=place + 1) for place, title in enumerate(titles)
    )
    measures = Measure.objects.bulk_create(
        Measure(section=section, position=place, title=f"Мероприятие {place}")
        for section in sections
        for place in range(MEASURES)
    )
    Due.objects.bulk_create(due(measure, place + number) for place, measure in enumerate(measures))


def due(measure: Measure, place: int) -> Due:
    """One due of a measure, in any month of the year."""
    day = dt.date(2026, 9, 10) + dt.timedelta(days=9 * (place % 36))
    done = place % 3 == 0
    return Due(measure=measure, due_on=day, state="done" if done else "planned", fact_on=day if done else None)


def cost(client: Client, address: str) -> tuple[int, float, float]:
    """Queries, best ms and KB of a page."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        count = len(queries)
    assert answer.status_code == 200, (address, answer.status_code)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(address)
        times.append(1000 * (time.perf_counter() - start))
    return count, min(times), len(answer.content) / 1024


def pages(cast: Cast) -> dict[str, tuple[Client, str]]:
    """Who looks at what."""
    coordinator, curator = Client(), Client()
    coordinator.force_login(cast.coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    curator.force_login(cast.curator, backend="allauth.account.auth_backends.AuthenticationBackend")
    overview, agreements = (reverse(name, args=[cast.department.slug]) for name in PAGES)
    today = reverse("today:today", args=[cast.school.slug])
    return {
        "Обзор, этапы": (coordinator, overview),
        "Обзор, разделы": (coordinator, f"{overview}?axis=sections"),
        "Обзор, месяцы": (coordinator, f"{overview}?axis=months"),
        "Список за числом": (coordinator, f"{overview}list/?standing=late"),
        "Согласование": (coordinator, agreements),
        "«Сегодня» школы": (curator, today),
    }


PAGES = ("control:overview", "agreement:agreements")


def main() -> None:
    """Print a line for each page and size."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    call_command("migrate", verbosity=0)
    cast = build_cast(DAY)
    first: dict[str, float] = {}
    print(f"{'страница':<18} {'школ':>5} {'SQL':>4} {'мс':>7} {'КБ':>6}  ×")
    for size in sizes:
        with tenant_scope(cast.ministry):
            grow(cast, size)
        connection.cursor().execute("ANALYZE")
        for title, (client, address) in pages(cast).items():
            count, spent, weight = cost(client, address)
            ratio = spent / first.setdefault(title, spent)
            print(f"{title:<18} {size:>5} {count:>4} {spent:>7.0f} {weight:>6.0f}  {ratio:.1f}")


if __name__ == "__main__":
    main()
