"""The database of an installation as a whole: copied while people work, put into an empty place, counted."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from estafeta.core.refusals import Refusal

Counts = dict[str, int]
DAMAGED = "База данных повреждена: {what}. Копия не сделана; восстановите последнюю целую копию на новом месте."


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a database at one moment: files by their names in the archive, and how many rows each table has."""

    form: str
    files: Mapping[str, Path]
    counts: Counts
    migrations: list[str]
    note: str = ""


class Database(ABC):
    """A database by its settings in Django's words."""

    kind: str

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = words

    @abstractmethod
    def copy(self, folder: Path) -> Copy:
        """Copy everything as it is at one moment, while others write on; the files lie in `folder`."""

    @abstractmethod
    def is_empty(self) -> bool:
        """True when nothing was ever put there."""

    @abstractmethod
    def load(self, form: str, folder: Path) -> None:
        """Put the files of a copy, which lie in `folder`, into this empty database: all or nothing."""

    @abstractmethod
    def counts(self) -> Counts:
        """Return the number of rows of every table."""


class Sqlite(Database):
    """A file; copied by SQLite's own backup, because the file alone lacks what still stands in its journal."""

    kind = "sqlite"
    FORM, MEMBER = "sqlite", "database.sqlite3"

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(str(self.words["NAME"]))

    def copy(self, folder: Path) -> Copy:
        """See the base."""
        if not self.path.exists():
            raise Refusal(f"Копировать нечего: базы данных «{self.path}» ещё нет. Запустите ./estafeta up.")
        target = folder / self.MEMBER
        with closing(sqlite3.connect(self.path, timeout=60)) as source, closing(sqlite3.connect(target)) as copy:
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            except sqlite3.OperationalError as error:
                if "full" in str(error):
                    raise OSError(errno.ENOSPC, "No space left on device") from error
                raise
            fault = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            if fault != "ok":
                raise Refusal(DAMAGED.format(what=fault))
            return Copy(self.FORM, {self.MEMBER: target}, count(copy), migrations(copy))

    def is_empty(self) -> bool:
        """See the base."""
        if not self.path.exists():
            return True
        with closing(sqlite3.connect(self.path)) as connection:
            return not tables(connection)

    def load(self, form: str, folder: Path) -> None:
        """See the base."""
        if form != self.FORM:
            raise Refusal(other_kind("PostgreSQL", "postgresql://…"))
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        shutil.move(folder / self.MEMBER, self.path)

    def counts(self) -> Counts:
        """See the base."""
        with closing(sqlite3.connect(self.path)) as connection:
            return count(connection)


def other_kind(kind: str, address: str) -> str:
    """Say that a copy belongs to the other kind of database."""
    return f"Это копия базы {kind}, а здесь настроена другая. Задайте DATABASE_URL={address} и повторите."


def check_file(path: Path) -> Counts:
    """Open a copy of SQLite, have it check itself, count its rows. Refuses when it is damaged."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            fault = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if fault == "ok":
                return count(connection)
    except sqlite3.DatabaseError as error:
        fault = str(error)
    raise Refusal(f"База данных в копии повреждена: {fault}. Возьмите другую копию.")


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that hold rows of their own: those beneath a search index are told by it."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    found = {str(name): str(sql) for name, sql in rows}
    virtual = [name for name, sql in found.items() if sql.upper().startswith("CREATE VIRTUAL")]
    return sorted(name for name in found if not any(name.startswith(f"{head}_") for head in virtual))


def count(connection: sqlite3.Connection) -> Counts:
    """Count the rows of every table."""
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables(connection)
    }


def migrations(connection: sqlite3.Connection) -> list[str]:
    """Return the migrations that were applied, as «app.name»."""
    if "django_migrations" not in tables(connection):
        return []
    return sorted(f"{app}.{name}" for app, name in connection.execute("SELECT app, name FROM django_migrations"))
