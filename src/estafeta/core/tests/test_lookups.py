"""Both databases find beginnings and order Russian words alike."""

from __future__ import annotations

import pytest
from django.db import connection

from estafeta.accounts.models import User
from estafeta.core.lookups import InRussian
from estafeta.organisations.models import Organisation

WORDS = ["Елкин", "Ёлкин", "елкина", "Ель", "Жуков", "Емелин", "«Ёлочка»", "Школа № 10", "Школа № 2", "Яр", "Ёж", "10"]
ORDER = ["«Ёлочка»", "10", "Ёж", "Елкин", "Ёлкин", "елкина", "Ель", "Емелин", "Жуков", "Школа № 10", "Школа № 2", "Яр"]


def people(words):
    for place, word in enumerate(words):
        User.objects.create(username=f"u{place}", email=f"u{place}@x.example", last_name=word)


@pytest.mark.django_db
def test_russian_words_stand_as_in_a_dictionary():
    people(WORDS)
    rows = User.objects.order_by(InRussian("last_name")).values_list("last_name", flat=True)
    assert list(rows) == ORDER
    back = User.objects.order_by(InRussian("last_name").desc()).values_list("last_name", flat=True)
    assert list(back) == ORDER[::-1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "found"),
    [("аб", {"аб", "аб/в", "аб\U0001f600"}), ("Аб", {"Аб"}), ("а%", set()), ("а_", {"а_б"}), ("", None), ("ж", set())],
)
def test_beginning_is_exact_in_case_and_knows_no_wildcards(start, found):
    words = ["аб", "аб/в", "аб\U0001f600", "Аб", "а_б", "ав", "б"]
    people(words)
    rows = set(User.objects.filter(last_name__startswith=start).values_list("last_name", flat=True))
    assert rows == (set(words) if found is None else found)


@pytest.mark.django_db
def test_a_subtree_is_found_by_the_index_of_paths():
    sql, values = Organisation.objects.filter(path__startswith="aa/bb/").order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, values)
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "Index" in plan or "SEARCH" in plan, plan
