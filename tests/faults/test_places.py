"""A disk that fills up, thirty who write at once, a server that is restarted: rows and files are counted afterwards."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from estafeta.core.refusals import Refusal
from estafeta.upkeep import backups
from estafeta.upkeep.databases import check_file
from tests.faults.house import House

pytestmark = pytest.mark.slow
NOW = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", folder], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """Fill the disk but for so many bytes."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    with path.open("r+b") as file:
        file.truncate(max(0, path.stat().st_size - leave))
    return path


def test_full_disk_stops_a_copy_with_a_sentence_and_leaves_no_half(district, small):
    if district.url:
        pytest.skip("one database is enough")
    fill(small, leave=1_000_000)
    with pytest.raises(Refusal, match="не хватает места"):
        backups.make_backup(district.installation, small / "copy.tar.gz", now=NOW)
    assert [path.name for path in small.iterdir()] == ["filler"]


def test_restore_and_upgrade_on_a_full_disk_do_nothing_by_halves(district, small, tmp_path):
    if district.url:
        pytest.skip("one database is enough")
    copy = tmp_path / "copy.tar.gz"
    backups.make_backup(district.installation, copy, now=NOW)
    place = House(small / "data")
    filler = fill(small, leave=1_000_000)
    with pytest.raises(Refusal, match="не хватает места"):
        backups.restore(place.installation, copy, migrate=lambda migrations, wanted: None)
    assert list(place.data.iterdir()) == []
    filler.unlink()
    backups.restore(place.installation, copy, migrate=lambda migrations, wanted: None)
    rows = place.rows()
    assert rows == district.rows()
    filler = fill(small)
    said = place.run("backup", code=1)
    assert "не хватает места" in said
    filler.unlink()
    assert place.rows() == rows
    assert place.files() == district.files()
    assert "Копия готова" in place.run("backup")


def test_thirty_who_write_at_once_lose_nothing(migrated):
    if migrated.url:
        pytest.skip("one writer at a time is SQLite's own")
    from estafeta.config import env

    words = env.database("", migrated.data)
    written = []

    def write(who: int) -> None:
        with closing(sqlite3.connect(words["NAME"], timeout=words["OPTIONS"]["timeout"], isolation_level=None)) as one:
            for turn in range(20):
                one.execute("BEGIN IMMEDIATE")
                one.execute("INSERT INTO core_worker (name, seen_at) VALUES (?, ?)", [f"{who} {turn}", NOW.isoformat()])
                one.execute("COMMIT")
                written.append((who, turn))

    threads = [threading.Thread(target=write, args=(who,)) for who in range(30)]
    for thread in threads:
        thread.start()
    copy = backups.database_of(migrated.installation).copy(migrated.data)
    for thread in threads:
        thread.join()
    rows = migrated.rows()["core_worker"]
    assert len(written) == len(rows) == 600
    assert copy.counts["core_worker"] <= 600
    assert check_file(migrated.data / "database.sqlite3") == copy.counts
