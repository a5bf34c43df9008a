"""How long the reader takes against merely iterating the cells of the same .docx, in one run.

    python benchmarks/reader_docx.py [--rows 1000 10000] [--runs 5]

Baselines: «with_lxml» opens the zip, parses the body with lxml and joins the text of every `w:tc`, the least that
anybody could do; «with_python_docx» opens with python-docx and joins the same; «with_cells» asks python-docx for
`row.cells` and their text, as its manual teaches. «formats» is `open_document`, «whole» is `read_roadmaps`.
Processor time, best of the runs; each run reads a file of titles that no run before it has seen, so that what the
reader remembers between files does not help it.
The exit code is 1 where the whole reading of the fewest rows takes more than twice `with_cells`,
or where ten times the rows take more than fifteen times as long; the ratio to «with_lxml» is printed beside it.
"""

import argparse
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_TIMES = 2.0
MOST_GROWTH = 15.0
BASELINES = ("with_lxml", "with_python_docx", "with_cells")
HEADS = ("№ п/п", "Наименование мероприятия", "Срок реализации", "Ответственный", "Результат")
TITLES = (
    "Разработка и утверждение положения о наставничестве",
    "Формирование базы наставляемых на основе анкетирования",
    "Обучение наставников работе с молодыми педагогами",
    "Мониторинг удовлетворённости участников программы",
    "Проведение итоговой встречи наставников и наставляемых",
)


def make(path, rows, first=1):
    """A plan of that many measures; the numbers from `first` on make every title a new one."""
    import docx

    document = docx.Document()
    document.add_paragraph("План мероприятий (дорожная карта) внедрения целевой модели наставничества на 2023-2024 год")
    table = document.add_table(rows=1, cols=len(HEADS))
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = head
    template = table._tbl.tr_lst[0]
    from copy import deepcopy

    for number in range(first, first + rows):
        row = deepcopy(template)
        due = f"до {number % 28 + 1:02d}.{number % 12 + 1:02d}.2023"
        values = (f"{number}.", f"{TITLES[number % 5]} № {number}", due, "Куратор наставничества", "Приказ")
        for cell, value in zip(row.tc_lst, values, strict=True):
            next(cell.iter(f"{W}t")).text = value
        table._tbl.append(row)
    document.add_paragraph("Согласовано.")
    document.save(path)


def with_lxml(path):
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in root.iter(f"{W}tc")]


def with_python_docx(path):
    import docx

    body = docx.Document(path).element.body
    return ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in body.iter(f"{W}tc")]


def with_cells(path):
    import docx

    return [cell.text for table in docx.Document(path).tables for row in table.rows for cell in row.cells]


def formats(path):
    from roadmap_reader.documents import open_document

    return open_document(path)


def whole(path):
    from roadmap_reader import read_roadmaps

    return read_roadmaps(path)


def best(function, paths):
    """Fewest processor seconds after one run that warms imports."""
    function(paths[0])
    times = []
    for path in paths[1:]:
        started = time.process_time()
        function(path)
        times.append(time.process_time() - started)
    return min(times)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--formats-only", action="store_true")
    arguments = parser.parse_args()
    functions = [with_lxml, with_python_docx, with_cells, formats] + ([] if arguments.formats_only else [whole])
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for rows in arguments.rows:
            paths = [Path(folder, f"{rows}-{run}.docx") for run in range(arguments.runs + 1)]
            for run, path in enumerate(paths):
                make(path, rows, run * rows + 1)
            found[rows] = {function.__name__: best(function, paths) for function in functions}
            report(rows, found[rows])
    return verdict(found)


def report(rows, times):
    for name, seconds in times.items():
        ratios = "  ".join(f"×{seconds / times[base]:.2f} {base}" for base in BASELINES)
        print(f"{rows:>6} rows  {name:<17}{seconds * 1000:9.1f} ms  {ratios}")


def verdict(found):
    """0 where both promises hold; they are about the last measured function."""
    rows = sorted(found)
    last = list(found[rows[0]])[-1]
    ratio = found[rows[0]][last] / found[rows[0]]["with_cells"]
    least = found[rows[0]][last] / found[rows[0]]["with_lxml"]
    print(f"{last}: ×{ratio:.2f} of iterating row.cells (at most ×{MOST_TIMES}), ×{least:.2f} of joining with lxml")
    good = ratio <= MOST_TIMES
    if len(rows) > 1:
        growth = found[rows[-1]][last] / found[rows[0]][last]
        print(f"{last}: ×{growth:.1f} time for ×{rows[-1] / rows[0]:.0f} rows (at most ×{MOST_GROWTH})")
        good = good and growth <= MOST_GROWTH
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
