"""The index of words inside the database: FTS5 of SQLite, GIN of PostgreSQL. Each turns marks and words into a query.

The marks of the organisation and of the kind stand in the index itself, so that a common word costs a school no more
because the region is large.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from estafeta.workbench.models import SearchEntry

SQLITE = "SELECT rowid FROM workbench_search WHERE workbench_search MATCH %s ORDER BY rowid DESC LIMIT %s"
POSTGRESQL = "SELECT id FROM workbench_searchentry WHERE lexemes @@ %s::tsquery ORDER BY id DESC LIMIT %s"


def kind_mark(kind: str) -> str:
    """The mark of a kind."""
    return f"~k{kind.replace('_', '')}"


def below_mark(path: str) -> str:
    """The mark of everything of an organisation and below it."""
    return f"~b{path.rstrip('/').rpartition('/')[2]}"


def own_mark(path: str) -> str:
    """The mark of everything of an organisation itself."""
    return f"~o{path.rstrip('/').rpartition('/')[2]}"


def marks_of(path: str, kind: str) -> str:
    """All marks of a row."""
    codes = path.rstrip("/").split("/")
    return " ".join([kind_mark(kind), own_mark(path), *(f"~b{code}" for code in codes)])


def newest(marks: Iterable[str], beginnings: Iterable[str], limit: int) -> QuerySet[SearchEntry]:
    """Return the newest rows with all marks and, for each beginning, a word that begins so. Needs an open scope."""
    on_postgresql = connection.vendor == "postgresql"
    question = postgresql_query(marks, beginnings) if on_postgresql else sqlite_query(marks, beginnings)
    found = RawSQL(POSTGRESQL if on_postgresql else SQLITE, [question, limit])
    return SearchEntry.objects.filter(pk__in=found).order_by("-pk")


def sqlite_query(marks: Iterable[str], beginnings: Iterable[str]) -> str:
    """The question as FTS5 reads it; its words know no «~»."""
    scope = [f'scope : "{mark.removeprefix("~")}"' for mark in marks]
    return " AND ".join([*scope, *(f'words : "{word}" *' for word in beginnings)])


def postgresql_query(marks: Iterable[str], beginnings: Iterable[str]) -> str:
    """The question as a tsquery reads it."""
    return " & ".join([*(f"'{mark}'" for mark in marks), *(f"'{word}':*" for word in beginnings)])
