"""How long the lists of people take with a hundred thousand cards, beside the bare SQL of the same rows.

    PYTHONPATH=src python benchmarks/people.py [--postgresql] [--people 100000]

Invented people: one organisation with most of them, a neighbour with a tenth. Each page of the list and each search is
asked through the view with a signed-in curator, and as bare SQL of the very statements that count and fetch its rows.
Best of several; the bound is three times.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[1] / "src")]

BOUND, TIMES = 3.0, 7
SURNAMES = ("Иванов", "Петров", "Сидоров", "Ёлкин", "Жуков", "Орлов", "Лебедев", "Зимин", "Носов", "Рыжов", "Ким", "Ан")
NAMES = ("Анна", "Вера", "Глеб", "Дарья", "Егор", "Ева", "Захар", "Илья", "Кира", "Лев", "Мария", "Пётр", "Яна")
PAGES = {
    "первая страница": "",
    "сотая страница": "?page=100",
    "последняя страница": "?page=2000",
    "по классам": "?sort=unit",
    "поиск: редкая фамилия": "?q=Иванов77",
    "поиск: частое имя": "?q=анна",
    "поиск: никого": "?q=нетникого",
    "класс 7А": "?unit=7А",
}


def fill(people: int) -> Any:
    """Make the two organisations with their people and a curator; returns (curator, organisation)."""
    from estafeta.accounts.actions import create_user
    from estafeta.organisations.actions import add_member, create_organisation
    from estafeta.organisations.models import Organisation
    from estafeta.organisations.scope import tenant_scope

    kinds = Organisation.Kind
    region = create_organisation(actor=None, parent=None, kind=kinds.MINISTRY, short_name="Край")
    district = create_organisation(actor=None, parent=region, kind=kinds.EDUCATION_DEPARTMENT, short_name="Район")
    first = create_organisation(actor=None, parent=district, kind=kinds.SCHOOL, short_name="Школа 1")
    other = create_organisation(actor=None, parent=district, kind=kinds.SCHOOL, short_name="Школа 2")
    curator = create_user(by=None, email="c@one.example", last_name="Петрова", first_name="Анна", patronymic="",
                          username="curator")  # fmt: skip
    for place, number in ((first, people), (other, people // 10)):
        with tenant_scope(place):
            bring(place, number)
    with tenant_scope(first):
        add_member(actor=None, user=curator, organisation=first, role="curator", post="", starts=START)
    return curator, first


def bring(place: Any, number: int) -> None:
    """Insert the people of one organisation, with classes."""
    from estafeta.people.models import Affiliation, Person

    chance = random.Random(place.pk)
    for start in range(0, number, 5_000):
        cards = [
            Person(
                organisation=place, surname=f"{chance.choice(SURNAMES)}{chance.randrange(3000)}",
                name=chance.choice(NAMES), birth_year=chance.randrange(2006, 2016),
            ).prepare()
            for _ in range(min(5_000, number - start))
        ]  # fmt: skip
        Person.objects.bulk_create(cards)
        Affiliation.objects.bulk_create(
            Affiliation(organisation=place, person=card, kind="pupil",
                        unit=f"{chance.randrange(1, 12)}{chance.choice('АБВГД')}").with_level()
            for card in cards
        )  # fmt: skip


def best(act: Callable[[], object]) -> float:
    """The least time of several, in milliseconds."""
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return min(found)


def bare(statements: list[tuple[str, Any]]) -> float:
    """The least time of the same statements without anything around them."""
    from django.db import connection

    def ask() -> None:
        with connection.cursor() as cursor:
            for sql, parameters in statements:
                cursor.execute(sql, parameters)
                cursor.fetchall()

    return best(ask)


class Catcher:
    """Keeps the statements about people that a page asks."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Any]] = []

    def __call__(self, execute: Any, sql: str, parameters: Any, *more: Any) -> Any:
        """Remember and go on."""
        if "people_" in sql and sql.lstrip().upper().startswith("SELECT"):
            self.kept.append((sql, parameters))
        return execute(sql, parameters, *more)


def measure(curator: Any, place: Any) -> int:
    """Print every page beside its SQL; returns how many are over the bound."""
    from django.db import connection
    from django.test import Client

    client, over = Client(), 0
    client.force_login(curator, backend="allauth.account.auth_backends.AuthenticationBackend")
    for name, query in PAGES.items():
        ask, catcher = partial(client.get, f"/o/{place.slug}/people/list/learners/{query}"), Catcher()
        ask()
        with connection.execute_wrapper(catcher):
            assert ask().status_code == 200
        page, sql = best(ask), bare(catcher.kept)
        over += page > BOUND * sql and page > FAST
        print(f"{name:<24} страница {page:6.0f} мс  SQL {sql:6.0f} мс  {page / sql:5.1f}  запросов {len(catcher.kept)}")
    return over


FAST = 150
"""A page quicker than this is fast whatever its SQL costs: most of it is drawing fifty rows."""
START = None


def main() -> int:
    """Fill, measure, say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--people", type=int, default=100_000)
    options = parser.parse_args()
    from tests import postgresql

    with tempfile.TemporaryDirectory() as folder, postgresql.server() if options.postgresql else nullcontext("") as url:
        os.environ.update(DJANGO_SETTINGS_MODULE="estafeta.config.settings", ESTAFETA_DATA=folder)
        os.environ["DATABASE_URL"] = url or ""
        import datetime as dt

        import django

        django.setup()
        from django.core.management import call_command
        from django.test.utils import setup_test_environment

        setup_test_environment()
        call_command("migrate", verbosity=0)
        globals()["START"] = dt.date(2026, 9, 1)
        begun = time.perf_counter()
        curator, place = fill(options.people)
        print(f"{options.people} людей за {time.perf_counter() - begun:.0f} с")
        if options.postgresql:
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        over = measure(curator, place)
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
