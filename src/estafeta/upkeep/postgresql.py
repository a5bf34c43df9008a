"""PostgreSQL as a whole: pg_dump and pg_restore where they are, else every table by COPY."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from estafeta.core.refusals import Refusal
from estafeta.upkeep.databases import Copy, Counts, Database, other_kind

WITHOUT_DUMP = (
    "Программы pg_dump подходящей версии здесь нет, поэтому база записана построчно: такая копия тоже полна и "
    "восстанавливается той же командой."
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
COLUMNS = """SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"""
SEQUENCES = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
KEYS = """SELECT class.relname, con.conname, pg_get_constraintdef(con.oid) FROM pg_constraint con
    JOIN pg_class class ON class.oid = con.conrelid
    WHERE con.contype = 'f' AND con.connamespace = 'public'::regnamespace ORDER BY 1, 2"""
NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
VARIABLES = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}


class Postgresql(Database):
    """A database on a server."""

    kind = "postgresql"
    DUMP, ROWS = "pg_dump", "rows"
    MEMBER = "database.dump"

    def connect(self, **words: Any) -> psycopg.Connection[Any]:
        """Open a session of our own. Refuses with a sentence when the server does not answer."""
        given = {ours: str(self.words[name]) for name, ours in NAMES.items() if self.words.get(name)}
        options = dict(self.words.get("OPTIONS") or {})
        options.pop("pool", None)
        try:
            return psycopg.connect(**{**given, **options, **words})
        except psycopg.OperationalError as error:
            why = " ".join(str(error).split())
            raise Refusal(f"База данных PostgreSQL не отвечает: {why}. Проверьте DATABASE_URL.") from error

    def copy(self, folder: Path) -> Copy:
        """See the base. Rows are counted in the very moment that is copied."""
        with self.connect() as session:
            session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            applied = _migrations(session)
            counts = _count(session)
            target = folder / self.MEMBER
            if self._dump(session, target):
                return Copy(self.DUMP, {self.MEMBER: target}, counts, applied)
            files = {name: path for name, path in _write_rows(session, folder, counts)}
            return Copy(self.ROWS, files, counts, applied, WITHOUT_DUMP)

    def _dump(self, session: psycopg.Connection[Any], target: Path) -> bool:
        """Have pg_dump write the moment that `session` sees; False where it is absent or older than the server."""
        program = shutil.which("pg_dump")
        if program is None or _major(program) < session.info.server_version // 10000:
            return False
        moment = session.execute("SELECT pg_export_snapshot()").fetchone()
        words = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--snapshot={(moment or '')[0]}"]
        self._run([program, *words, "--schema=public", f"--file={target}"], "записать копию базы")
        return True

    def _run(self, command: list[str], what: str) -> None:
        """Run one of PostgreSQL's programs on this database; the password goes by the environment."""
        given = {variable: str(self.words[name]) for name, variable in VARIABLES.items() if self.words.get(name)}
        done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            if any("No space left" in line for line in lines):
                raise OSError(28, "No space left on device")
            raise Refusal(f"Не удалось {what}: {lines[-1] if lines else f'код {done.returncode}'}.")

    def is_empty(self) -> bool:
        """See the base."""
        with self.connect() as session:
            return not session.execute(TABLES).fetchall()

    def load(self, form: str, folder: Path) -> None:
        """See the base."""
        if form == self.DUMP:
            program = shutil.which("pg_restore")
            if program is None:
                raise Refusal("Нет программы pg_restore. Установите клиент PostgreSQL (postgresql-client) и повторите.")
            words = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--schema=public"]
            name = f"--dbname={self.words['NAME']}"
            self._run([program, *words, name, str(folder / self.MEMBER)], "загрузить базу")
        elif form == self.ROWS:
            self._load_rows(folder)
        else:
            raise Refusal(other_kind("SQLite", "sqlite:///…"))

    def _load_rows(self, folder: Path) -> None:
        """Fill tables that migrations have just made: triggers rest meanwhile, keys are laid anew at the end."""
        with self.connect() as session:
            names = [name for (name,) in session.execute(TABLES).fetchall()]
            keys = session.execute(KEYS).fetchall()
            for table, key, _ in keys:
                _alter(session, table, f'DROP CONSTRAINT "{key}"')
            for name in names:
                _alter(session, name, "DISABLE TRIGGER USER")
                session.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
                _copy_in(session, name, folder / "rows" / f"{name}.copy")
            for line in (folder / "rows" / "sequences").read_text("utf-8").splitlines():
                sequence, last = line.split("\t")
                session.execute(
                    "SELECT setval(%s::regclass, %s, %s)", [f'"{sequence}"', max(int(last), 1), last != "0"]
                )
            for table, key, definition in keys:
                _alter(session, table, f'ADD CONSTRAINT "{key}" {definition}')
            for name in names:
                _alter(session, name, "ENABLE TRIGGER USER")

    def counts(self) -> Counts:
        """See the base."""
        with self.connect() as session:
            return _count(session)


def _alter(session: psycopg.Connection[Any], table: str, change: LiteralString) -> None:
    session.execute(sql.SQL("ALTER TABLE {} ").format(sql.Identifier(table)) + sql.SQL(change))


def _major(program: str) -> int:
    """Return the version of pg_dump: «pg_dump (PostgreSQL) 15.14 (…)»."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = [word.split(".")[0] for word in said.split() if word[:1].isdecimal()]
    return int(numbers[0]) if numbers and numbers[0].isdecimal() else 0


def _count(session: psycopg.Connection[Any]) -> Counts:
    names = [name for (name,) in session.execute(TABLES).fetchall()]
    query = sql.SQL("SELECT count(*) FROM {}")
    return {name: int(session.execute(query.format(sql.Identifier(name))).fetchone()[0]) for name in names}  # type: ignore[index]


def _migrations(session: psycopg.Connection[Any]) -> list[str]:
    if session.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
        raise Refusal("Копировать нечего: база данных пуста. Запустите ./estafeta up.")
    return sorted(f"{app}.{name}" for app, name in session.execute("SELECT app, name FROM django_migrations"))


def _write_rows(session: psycopg.Connection[Any], folder: Path, names: Iterable[str]) -> Iterable[tuple[str, Path]]:
    (folder / "rows").mkdir()
    for name in names:
        target = folder / "rows" / f"{name}.copy"
        columns = [sql.Identifier(column) for (column,) in session.execute(COLUMNS, [name]).fetchall()]
        query = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(name), sql.SQL(", ").join(columns))
        with session.cursor() as cursor, cursor.copy(query) as copy, target.open("wb") as file:
            file.write((" ".join(column.as_string(session) for column in columns) + "\n").encode())
            for block in copy:
                file.write(block)
        yield f"rows/{name}.copy", target
    target = folder / "rows" / "sequences"
    lines = [f"{name}\t{last}\n" for name, last in session.execute(SEQUENCES).fetchall()]
    target.write_text("".join(lines), "utf-8")
    yield "rows/sequences", target


def _copy_in(session: psycopg.Connection[Any], name: str, path: Path) -> None:
    if not path.exists():
        return
    with path.open("rb") as file:
        columns = [sql.Identifier(word.strip('"')) for word in file.readline().decode().split()]
        query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), sql.SQL(", ").join(columns))
        with session.cursor() as cursor, cursor.copy(query) as copy:
            while block := file.read(1024 * 1024):
                copy.write(block)
