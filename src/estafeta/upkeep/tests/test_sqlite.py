from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing

from estafeta.upkeep.databases import Sqlite, check_file

PAIRS = "CREATE TABLE one (n INTEGER); CREATE TABLE two (n INTEGER, text TEXT)"


def test_copy_is_one_moment_although_somebody_writes_all_the_time(tmp_path):
    """Each transaction writes one row into both tables: a copy that lost or split one would not be even."""
    path = tmp_path / "live.sqlite3"
    stop, ready = threading.Event(), threading.Event()

    def write():
        with closing(sqlite3.connect(path, timeout=20)) as connection:
            connection.executescript(f"PRAGMA journal_mode=WAL; {PAIRS};")
            number = 0
            while not stop.is_set():
                with connection:
                    connection.execute("INSERT INTO one VALUES (?)", [number])
                    connection.execute("INSERT INTO two VALUES (?, ?)", [number, "я" * 500])
                number += 1
                if number == 50:
                    ready.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert ready.wait(20)
        counts = []
        for place in range(5):
            (tmp_path / str(place)).mkdir()
            copy = Sqlite({"NAME": path}).copy(tmp_path / str(place))
            assert copy.counts["one"] == copy.counts["two"]
            assert check_file(copy.files[Sqlite.MEMBER]) == copy.counts
            counts.append(copy.counts["one"])
        assert counts == sorted(counts)
        assert counts[0] >= 50
    finally:
        stop.set()
        writer.join()


def test_copied_file_of_a_live_database_lacks_rows_and_the_backup_does_not(tmp_path):
    """Why `cp` is no backup: rows stand in the journal beside the file until it is written back."""
    path = tmp_path / "live.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA journal_mode=WAL; {PAIRS}; PRAGMA wal_checkpoint(TRUNCATE);")
        with connection:
            connection.executemany("INSERT INTO one VALUES (?)", [[n] for n in range(32)])
        shutil.copy(path, tmp_path / "copied.sqlite3")
        copy = Sqlite({"NAME": path}).copy(tmp_path)
        assert copy.counts["one"] == 32
    with closing(sqlite3.connect(tmp_path / "copied.sqlite3")) as copied:
        assert copied.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copied.execute("SELECT count(*) FROM one").fetchone() == (0,)


def test_search_index_is_counted_once():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("CREATE VIRTUAL TABLE found USING fts5(words); CREATE TABLE foundling (n INTEGER)")
        from estafeta.upkeep.databases import tables

        assert tables(connection) == ["found", "foundling"]
