import typst

from office_files.tests.reading import grid, spans, tables, texts
from roadmap_reader.pdf.lines import join
from roadmap_reader.tests.pdf.reading import read

HEAD = '#set page(paper: "a4", flipped: true, numbering: "1")\n#set text(lang: "ru", size: 11pt)\n'


def pdf(source):
    return typst.compile((HEAD + source).encode())


def test_table_over_pages_is_one_and_its_head_stands_once(tmp_path):
    rows = "".join(
        f"[{n}.],[Мероприятие номер {n} для наставников],[до {n % 28 + 1:02d}.09.2023]," for n in range(1, 61)
    )
    head = "table.header([№ п/п],[Мероприятие],[Срок]),table.cell(colspan: 3)[*Раздел 1*],"
    document = read(
        tmp_path, pdf(f"План на год\n#table(columns: (1.6cm, 1fr, 4cm), {head}{rows})\nПосле таблицы."), "план.txt"
    )
    table = tables(document)[0]
    assert document.kind == "pdf"
    assert texts(document) == ["План на год", "После таблицы."]
    assert (table.height, table.width) == (62, 3)
    assert spans(table) == [("Раздел 1", 1, 0, 1, 3)]
    assert [grid(table)[row, 0] for row in range(2, 62)] == [f"{n}." for n in range(1, 61)]
    assert table.cells[-1].place.page > 1


def test_lines_of_a_cell_are_joined_and_paragraphs_kept(tmp_path):
    cell = "Разработка положения о наставничестве в образовательной организации"
    source = f"#table(columns: (4cm, 6cm), [{cell}], [Приказ \\ Положение \\ Справка])"
    assert grid(tables(read(tmp_path, pdf(source)))[0]) == {(0, 0): cell, (0, 1): "Приказ\nПоложение\nСправка"}


def test_vertical_merge(tmp_path):
    source = "#table(columns: (3cm, 3cm), table.cell(rowspan: 2)[Подготовительный], [а], [б], [в], [г])"
    assert spans(tables(read(tmp_path, pdf(source)))[0]) == [("Подготовительный", 0, 0, 2, 1)]


def test_blocks_side_by_side_are_told_by_a_tab(tmp_path):
    document = read(tmp_path, pdf("#grid(columns: (1fr, 1fr), [СОГЛАСОВАНО], [УТВЕРЖДАЮ])"))
    assert texts(document) == ["СОГЛАСОВАНО\tУТВЕРЖДАЮ"]


def test_words_cut_by_a_line_end_are_whole_again():
    assert join("Мероприяти", "е") == "Мероприятие"
    assert join("наставни-", "чество") == "наставничество"
    assert join("социально-", "педагогический") == "социально-педагогический"
    assert join("план", "работы") == "план работы"
    assert join("организации", "; далее") == "организации; далее"


def test_page_without_text_is_a_doubt(tmp_path):
    document = read(tmp_path, pdf("План мероприятий на учебный год\n#pagebreak()\n#set page(numbering: none)\n#rect()"))
    assert [doubt.where for doubt in document.doubts] == ["стр. 2"]
