"""How long 10,000 people take from an .xlsx into a table, against merely moving the same cells, in one run.

    python benchmarks/registry_xlsx.py [--rows 10000] [--runs 5] [--postgresql postgresql://…]

«moving» reads the cells with python-calamine and writes them with one `executemany` (SQLite, in a file, indexes on two
columns) or COPY. «reading» is `open_layouts` and `read_layouts` and the JSON form of every person, then the same
writing: places, names, the fields as columns, the rest as JSON. Processor time, best of the runs; every run has people
whom no run before has seen, so that what the reader remembers between files does not help it.
The exit code is 1 where reading takes more than ten times as long as moving.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

MOST_TIMES = 10.0
FIELDS = ("surname", "name", "patronymic", "class", "birth_date", "phone", "email", "request", "form", "joined")
COLUMNS = ("place", *FIELDS, "rest")
HEADS = (
    "№", "ФИО наставляемого", "Класс", "Дата рождения", "Телефон", "Почта", "Запрос", "Наставник",
    "Форма наставничества", "Дата вхождения", "Согласие на обработку ПДн", "Примечание",
)  # fmt: skip


def make(rows, seed):
    """A base of mentees in which every form of a cell occurs that the tests know."""
    from registry_reader.tests.files import Grid, book
    from registry_reader.tests.truth import Truth

    truth = Truth(seed)
    lines = [list(HEADS)]
    for number in range(rows):
        cells = (
            truth.full_name(), truth.klass(), truth.birth(), truth.phone(), None, truth.text("request"),
            truth.full_name(), truth.form(), truth.joined(), truth.consent("pd_processing"),
        )  # fmt: skip
        line = [number + 1, *(cell.printed if cell else f"n{seed}.{number}@klass.example" for cell in cells)]
        lines.append([*line, f"строка {number}"])
    return book(Grid(lines))


class Sqlite:
    """A table in a file of its own."""

    def __init__(self, folder):
        self.connection = sqlite3.connect(Path(folder) / "people.sqlite3")
        self.connection.execute("PRAGMA journal_mode=WAL")

    def write(self, rows):
        connection = self.connection
        connection.execute("DROP TABLE IF EXISTS people")
        connection.execute(
            f"CREATE TABLE people (id INTEGER PRIMARY KEY, {', '.join(f'{name} TEXT' for name in COLUMNS)})"
        )
        connection.execute("CREATE INDEX people_surname ON people (surname, name)")
        connection.execute("CREATE INDEX people_class ON people (class)")
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO people ({', '.join(COLUMNS)}) VALUES ({marks})", rows)
        connection.commit()


class Postgresql:
    """The same table, filled by COPY."""

    def __init__(self, url):
        import psycopg

        self.connection = psycopg.connect(url)

    def write(self, rows):
        with self.connection.cursor() as cursor:
            columns = ", ".join(f"{name} text" for name in COLUMNS)
            cursor.execute("DROP TABLE IF EXISTS people")
            cursor.execute(f"CREATE TABLE people (id serial PRIMARY KEY, {columns})")
            cursor.execute("CREATE INDEX people_surname ON people (surname, name)")
            cursor.execute("CREATE INDEX people_class ON people (class)")
            with cursor.copy(f"COPY people ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        self.connection.commit()


def moving(data, store):
    import io

    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    store.write([tuple(map(str, row)) for row in book.get_sheet_by_index(0).to_python()[1:]])


def reading(data, store):
    from registry_reader import read_content
    from registry_reader.model import to_json

    answer = to_json(read_content(data, "people.xlsx"))
    store.write([_line(row) for row in answer["rows"]])


def _line(row):
    known = COLUMNS[:-1]
    rest = {key: value for key, value in row.items() if key not in known}
    return (*(row.get(name) for name in known), json.dumps(rest, ensure_ascii=False))


def seconds(work, data, store):
    started = time.process_time(), time.perf_counter()
    work(data, store)
    return time.process_time() - started[0], time.perf_counter() - started[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--postgresql")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Postgresql(arguments.postgresql) if arguments.postgresql else Sqlite(folder)
        runs = []
        for seed in range(arguments.runs):
            data = make(arguments.rows, seed)
            runs.append((*seconds(moving, data, store), *seconds(reading, data, store)))
    moved, moved_wall, read, read_wall = (min(run[at] for run in runs) for at in range(4))
    print(f"{arguments.rows} rows of {len(HEADS)} cells, best of {arguments.runs}: processor (wall)")
    print(f"moving  {moved:.3f} s ({moved_wall:.3f})")
    print(f"reading {read:.3f} s ({read_wall:.3f}), {read / moved:.1f} times ({read_wall / moved_wall:.1f})")
    sys.exit(read / moved > MOST_TIMES)


if __name__ == "__main__":
    main()
