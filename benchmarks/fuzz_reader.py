"""Throws damaged files at the reader until the time is up; anything but `Unreadable` is a finding.

    python benchmarks/fuzz_reader.py [--seconds 60] [--seed 1] [--keep FOLDER] [--whole]

Seeds are made here: one small file of every format. Each round takes one of them and cuts, flips, repeats or swaps
pieces of it; packages are also damaged inside, member by member. A file on which a
library below loops is no finding where the sandbox stops it. A finding is kept with its seed of chance, so that
`--seed` repeats it. The exit code is the number of findings (at most 100).
"""

import argparse
import io
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

SLOW = 8.0
HANGS = 15
PIECES = (
    *(b"<", b">", b"&", b"\x00", b"\xff\xfe", b"%PDF-", b"PK\x03\x04", b"|---|", b"\t", b";", b'"', b"\xd0"),
    *(b"<table>", b"<td colspan=99999>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<w:tbl>", b"</w:tc>", b"<w:p/>"),
    *(b"65536", b"-1", b"99999999999999999999"),
)


def seeds():
    """One small file of each format."""
    import docx
    import typst
    import xlsxwriter

    from office_files.tests import makers

    rows = [["№", "Мероприятие", "Срок"], ["1.", "Обучение наставников", "до 25.09.2023"], ["2.", "Итоги", "май"]]
    made = docx.Document()
    made.add_heading("План", 1)
    made.add_paragraph("пункт", style="List Number")
    table = made.add_table(3, 3)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    word, excel = io.BytesIO(), io.BytesIO()
    made.save(word)
    book = xlsxwriter.Workbook(excel)
    sheet = book.add_worksheet()
    for row, values in enumerate(rows):
        sheet.write_row(row, 0, values)
    sheet.merge_range("A5:C5", "Раздел")
    sheet.write_number(6, 0, 1.1, book.add_format({"num_format": "0.00"}))
    book.close()
    cells = "".join(f"[{value}]," for values in rows for value in values)
    html = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in values) + "</tr>" for values in rows)
    odt_rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{value}</text:p></table:table-cell>" for value in values)
        + "</table:table-row>"
        for values in rows
    )
    return {
        "docx": word.getvalue(),
        "xlsx": excel.getvalue(),
        "pdf": typst.compile(f"План мероприятий дорожная карта\n#table(columns: 3, {cells})".encode()),
        "html": f"<html><body><h1>План</h1><ol><li>а</ol><table>{html}</table></body></html>".encode(),
        "md": "\n".join(["# План", *("| " + " | ".join(values) + " |" for values in rows)]).encode(),
        "csv": "\n".join(";".join(values) for values in rows).encode("cp1251"),
        "txt": "\n".join("\t".join(values) for values in rows).encode("utf-16"),
        "odt": makers.odt(f"<text:h>План</text:h><table:table>{odt_rows}</table:table>"),
        "ods": makers.odt(f"<table:table>{odt_rows}</table:table>", kind="spreadsheet"),
        "ole": makers.ole("Workbook"),
    }


def damage(data, chance):
    """The bytes with one to six pieces cut, flipped, repeated, swapped or put in."""
    raw = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        length = min(chance.choice((1, 2, 8, 64, 512)), len(raw) - at)
        sort = chance.randrange(5)
        if sort == 0:
            del raw[at : at + length]
        elif sort == 1:
            raw[at : at + length] = chance.randbytes(length)
        elif sort == 2:
            raw[at:at] = raw[at : at + length] * chance.choice((1, 3, 50))
        elif sort == 3:
            raw[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 1, 300))
        else:
            raw[at : at + length] = raw[at : at + length][::-1]
    return bytes(raw)


def damage_inside(data, chance):
    """The package with some of its members damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if chance.random() < 0.3:
                content = damage(content, chance)
            if chance.random() > 0.03:
                new.writestr(name, content)
    return out.getvalue()


class Hangs(BaseException):
    """Raised by the alarm clock; no `except Exception` of the reader can swallow it."""


def _too_long(number, frame):
    raise Hangs


def contained(path):
    """None where the sandbox stops a file that holds up a library below us (pdfminer has such loops)."""
    from office_files.errors import Unreadable
    from roadmap_reader import read_safely

    started = time.monotonic()
    try:
        read_safely(path)
    except Unreadable as refusal:
        taken = time.monotonic() - started
        print(f"held up, stopped by the sandbox after {taken:.1f} s: {refusal.sentence}")
        return None if taken < 10 else f"took {taken:.1f} s in the sandbox"
    return "held up here, read in the sandbox"


def attempt(path, whole):
    """None where the file was read or properly refused, else the traceback."""
    from office_files.errors import Unreadable
    from roadmap_reader import read_roadmaps
    from roadmap_reader.documents import open_document

    started = time.monotonic()
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(HANGS)
    try:
        (read_roadmaps if whole else open_document)(path)
    except Unreadable as refusal:
        if "\n" in refusal.sentence or not refusal.sentence.endswith("."):
            return f"not one sentence: {refusal.sentence}"
    except Hangs:
        return contained(path)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return traceback.format_exc()
    finally:
        if hasattr(signal, "alarm"):
            signal.alarm(0)
    taken = time.monotonic() - started
    return f"took {taken:.1f} s" if taken > SLOW else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--whole", action="store_true", help="also interpret what was read")
    arguments = parser.parse_args()
    made = seeds()
    deadline = time.monotonic() + arguments.seconds
    findings: set[str] = set()
    rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        while time.monotonic() < deadline and len(findings) < 100:
            chance = random.Random(arguments.seed + rounds)
            kind = chance.choice(sorted(made))
            inside = zipfile.is_zipfile(io.BytesIO(made[kind])) and chance.random() < 0.8
            path.write_bytes((damage_inside if inside else damage)(made[kind], chance))
            found = attempt(path, arguments.whole)
            if found and found not in findings:
                findings.add(found)
                print(f"--- {kind}, --seed {arguments.seed + rounds}\n{found}")
                if arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    (arguments.keep / f"{arguments.seed + rounds}.{kind}").write_bytes(path.read_bytes())
            rounds += 1
    print(f"{rounds} damaged files, {len(findings)} findings")
    return len(findings)


if __name__ == "__main__":
    sys.exit(main())
