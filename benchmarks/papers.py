"""How long mass papers take: a pair order with an annex of thirty rows, made again and again, in one run.

    python benchmarks/papers.py [--papers 500] [--rows 30] [--runs 3]

«composed» is a paper of a pack through `compose` and `docx.render`; «compiled» fills an organisation's own template
through `docforge.placeholders.Compiled`; «bare» is what the template library's manual teaches: open the file, render,
save, for every paper. The same template, values and number of papers; the runs take turns, the medians count.
The exit code is 1 where «compiled» is not at least twice as fast as «bare», or «composed» is slower than «bare».
"""

import argparse
import datetime as dt
import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

LEAST_GAIN = 2.0
COLUMNS = ("mentor", "mentee", "form", "term")
HEADS = ("Наставник, должность", "Наставляемый, класс или должность", "Форма наставничества", "Срок")
SURNAMES = ("Рябов", "Петров", "Соколов", "Кузнецов", "Ковалёв", "Черных", "Ким")
OWNER = {
    "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 2» города Заречного",
    "short_name": "МБОУ СОШ № 2",
    "head_post": "Директор",
    "head_name": "Соколова Ольга Викторовна",
    "place": "г. Заречный",
}


def pairs(paper, rows):
    """Rows of the annex; no two papers have the same ones."""
    return [
        (
            f"{SURNAMES[(paper + row) % 7]} М. И., учитель физики",
            f"{SURNAMES[(paper * 3 + row) % 7]} А. С., {row % 11 + 1} класс, № {paper}",
            "ученик — ученик",
            f"до {row % 28 + 1:02d}.05.2027",
        )
        for row in range(rows)
    ]


def template(path):
    """The same order as a Word file with marks: what a school would bring."""
    import docx

    document = docx.Document()
    for text in ("{{ full_name }}", "ПРИКАЗ", "{{ date }}    {{ place }}    № {{ number }}", "{{ heading }}"):
        document.add_paragraph(text)
    document.add_paragraph("В целях организации работы наставнических пар и групп, на основании согласий участников")
    document.add_paragraph("ПРИКАЗЫВАЮ:")
    items = (
        "Закрепить наставнические пары и группы (приложение) с {{ starts }} по {{ ends }}.",
        "Наставникам: составить с наставляемыми персонализированные программы до {{ programme_term }};",
        "проводить встречи по программе и отмечать их в дневнике;",
        "сообщать куратору о трудностях и о достигнутых результатах.",
        "{{ curator }} сопровождать работу пар и групп, проверить наличие согласий всех участников.",
        "Контроль за исполнением приказа оставляю за собой.",
    )
    for place, text in enumerate(items, 1):
        document.add_paragraph(f"{place}. {text}")
    document.add_paragraph("{{ head_post }} ______________ {{ head_name }}")
    document.add_page_break()
    document.add_paragraph("Приложение к приказу от {{ date }} № {{ number }}")
    table = document.add_table(rows=4, cols=len(HEADS) + 1)
    opening, body, closing = table.rows[1], table.rows[2], table.rows[3]
    for cell, text in zip(table.rows[0].cells, ("№", *HEADS), strict=True):
        cell.text = text
    opening.cells[0].text = "{%tr for pair in pairs %}"
    for cell, text in zip(body.cells, ("place", *COLUMNS), strict=True):
        cell.text = f"{{{{ pair.{text} }}}}"
    closing.cells[0].text = "{%tr endfor %}"
    document.save(path)


def marks(paper, rows):
    """The values of the template for one paper."""
    named = [{"place": str(place), **dict(zip(COLUMNS, row, strict=True))} for place, row in enumerate(rows, 1)]
    return OWNER | {
        "date": "01.09.2026",
        "number": f"{paper}-од",
        "heading": "О закреплении наставнических пар и групп",
        "starts": "1 сентября 2026 г.",
        "ends": "31 мая 2027 г.",
        "programme_term": "15 октября 2026 г.",
        "curator": "Заместителю директора Петровой А. С.",
        "pairs": named,
    }


def composed(works, _path):
    """Every paper from the pack, the whole way to bytes."""
    from docforge import docx, kinds
    from docforge.office import Letterhead, Requisites

    kind = kinds.load()["pair_order"]
    owner = Letterhead(kind="school", **OWNER)
    curator = {"name": "Петрова Анна Сергеевна", "post": "Заместитель директора"}
    days = {"starts": "2026-09-01", "ends": "2027-05-31", "programme_term": "2026-10-15"}
    made = 0
    for paper, rows in works:
        values = {"curator": curator, "pairs": rows, **days}
        requisites = Requisites(f"{paper}-од", dt.date(2026, 9, 1))
        made += len(docx.render(kinds.compose(kind, kinds.Given(owner, values, requisites=requisites))))
    return made


def compiled(works, path):
    """The template taken apart once, then filled."""
    from docforge.placeholders import Compiled

    ready = Compiled(path.read_bytes())
    return sum(len(ready.fill(marks(paper, rows))) for paper, rows in works)


def bare(works, path):
    """The template opened, rendered and saved for every paper."""
    from docxtpl import DocxTemplate

    made = 0
    for paper, rows in works:
        target = io.BytesIO()
        document = DocxTemplate(path)
        document.render(marks(paper, rows), autoescape=True)
        document.save(target)
        made += target.tell()
    return made


def same_words(works, path):
    """Both ways to fill the template must give the same texts: else they are not to be compared."""
    import docx
    from docxtpl import DocxTemplate

    from docforge.placeholders import Compiled

    paper, rows = works[0]
    theirs = DocxTemplate(path)
    theirs.render(marks(paper, rows), autoescape=True)
    ours = docx.Document(io.BytesIO(Compiled(path.read_bytes()).fill(marks(paper, rows))))
    return texts(ours) == texts(theirs.docx)


def texts(document):
    """Paragraphs, then cells."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def seconds(function, works, path):
    started = time.perf_counter()
    function(works, path)
    return time.perf_counter() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=500)
    parser.add_argument("--rows", type=int, default=30)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    functions = (composed, compiled, bare)
    works = [(paper, pairs(paper, asked.rows)) for paper in range(1, asked.papers + 1)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "template.docx")
        template(path)
        if not same_words(works, path):
            print("the two fillings differ")
            return 1
        for function in functions:
            function(works[:2], path)
        spent = {function: [] for function in functions}
        for _ in range(asked.runs):
            for function in functions:
                spent[function].append(seconds(function, works, path))
    return verdict({function.__name__: statistics.median(times) for function, times in spent.items()}, asked)


def verdict(times, asked):
    """Print the medians; 0 where both promises hold."""
    print(f"{asked.papers} orders with {asked.rows} rows, median of {asked.runs} runs")
    for name, whole in times.items():
        each, ratio = whole / asked.papers * 1000, times["bare"] / whole
        print(f"{name:<9}{whole:8.2f} s {each:8.1f} ms a paper   ×{ratio:.1f} faster than bare")
    gain = times["bare"] / times["compiled"]
    return 0 if gain >= LEAST_GAIN and times["composed"] <= times["bare"] else 1


if __name__ == "__main__":
    sys.exit(main())
