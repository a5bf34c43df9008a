"""A whole installation with the demo district on a database of its own, worked by its command line as people do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from estafeta.config import env
from estafeta.upkeep.databases import tables
from estafeta.upkeep.installation import Installation
from estafeta.upkeep.postgresql import TABLES
from tests.architecture.house import ROOT

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class House:
    """An installation: its database (an address; empty: SQLite in the folder) and its folder."""

    data: Path
    url: str = ""

    def environment(self, **words: str) -> dict[str, str]:
        own = {"ESTAFETA_DATA": str(self.data), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
        dropped = {"DATABASE_URL", "BASE_URL", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return {**kept, **own, **({"DATABASE_URL": self.url} if self.url else {}), **words}

    def run(self, *arguments: str, code: int = 0, **words: str) -> str:
        """Run a command to its end and return what it said; it must end with `code` and without a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "estafeta.config.cli", *arguments],
            cwd=ROOT, env=self.environment(**words), capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        assert "Traceback" not in said, said
        return said

    @property
    def installation(self) -> Installation:
        """The same place for functions that are told where they work."""
        words = env.database(self.url, self.data)
        return Installation(words, self.data, self.data / "files", ROOT / "packs", self.data / "backups")

    def rows(self) -> Rows:
        """Every row of every table, in no order that means anything."""
        if not self.url:
            with closing(sqlite3.connect(self.data / "estafeta.sqlite3")) as connection:
                return {name: ordered(connection.execute(f'SELECT * FROM "{name}"')) for name in tables(connection)}
        with psycopg.connect(self.url) as session:
            names = [name for (name,) in session.execute(TABLES).fetchall()]
            return {name: ordered(session.execute(f'SELECT * FROM "{name}"')) for name in names}

    def files(self) -> dict[str, bytes]:
        """Every upload."""
        folder = self.data / "files"
        return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def ordered(rows: Any) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in rows), key=repr)


@contextmanager
def database(server: str | None, like: str = "") -> Iterator[str]:
    """A database on the server, empty or like another one, dropped afterwards; nothing where SQLite is meant."""
    if server is None:
        yield ""
        return
    name = f"house_{uuid.uuid4().hex[:8]}"
    template = f" TEMPLATE {like.rpartition('/')[2]}" if like else ""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}{template}")
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
