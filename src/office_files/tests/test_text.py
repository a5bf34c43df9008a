import pytest

from office_files.blocks import Table
from office_files.tests.reading import grid, read, spans, tables, texts

PROSE = "План мероприятий («дорожная карта») внедрения целевой модели наставничества\nСрок\tОтветственный\tИтог\n"
CSV = "№;Мероприятие;Срок\n1;Обучение наставников, кураторов;до 25.09.2023\n2;«Итоги; года»;май\n".replace("«", '"')
CSV = CSV.replace("»", '"')


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "mac_cyrillic", "cp866"]
)
def test_encoding_is_told_by_the_letters(tmp_path, encoding):
    text = PROSE.replace("«", '"').replace("»", '"') if encoding in {"koi8-r", "cp866"} else PROSE
    document = read(tmp_path, text.encode(encoding), "план.docx")
    assert document.kind == "txt"
    assert texts(document)[:2] == text.split("\n")[:2]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16", "koi8-r"])
def test_csv_with_semicolons(tmp_path, encoding):
    document = read(tmp_path, CSV.replace("№", "N").encode(encoding))
    assert document.kind == "csv"
    assert grid(tables(document)[0])[2, 1] == "Итоги; года"


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_with_other_delimiters(tmp_path, delimiter):
    lines = [["№", "Мероприятие", "Срок"], ["1", "Обучение", "май"], ["2", "Итоги", "июнь"]]
    document = read(tmp_path, "\n".join(delimiter.join(line) for line in lines))
    assert grid(tables(document)[0])[2, 2] == "июнь"


def test_prose_with_commas_is_not_a_table(tmp_path):
    text = "Утвердить план, назначить куратора, провести обучение.\nКонтроль, отчёт, справка.\nИсполнить, доложить.\n"
    assert read(tmp_path, text).kind == "txt"


def test_text_keeps_every_line_with_its_tabs(tmp_path):
    document = read(tmp_path, "План\n\n1.\tОбучение\tмай\n**Раздел**\n")
    assert texts(document) == ["План", "", "1.\tОбучение\tмай", "**Раздел**", ""]
    assert document.blocks[2].place.line == 3


def test_markdown_pipes_html_cells_headings_and_bold(tmp_path):
    text = (
        "# План\n## Цели\n**Первый\nвторой** третий\n\n| № | Срок |\n|---|:---:|\n"
        "| **1** | май<br>июнь |\n| 2 | <ul><li>а</li><li>б</li></ul> |\n| 3 | а \\| б |\n"
    )
    document = read(tmp_path, text)
    assert document.kind == "md"
    assert [(block.text, block.level) for block in document.blocks[:2]] == [("План", 1), ("Цели", 2)]
    assert [block.bold for block in document.blocks[2:4]] == [True, False]
    assert grid(tables(document)[0]) == {
        (0, 0): "№", (0, 1): "Срок", (1, 0): "1", (1, 1): "май\nиюнь",
        (2, 0): "2", (2, 1): "• а\n• б", (3, 0): "3", (3, 1): "а | б",
    }  # fmt: skip


def test_html_table_inside_text(tmp_path):
    document = read(tmp_path, "План\n<table><tr><td>а</td><td>б</td></tr></table>\nКонец\n")
    assert [isinstance(block, Table) for block in document.blocks] == [False, True, False, False]


def test_html_spans_lists_and_breaks(tmp_path):
    page = (
        "<!DOCTYPE html><html><head><title>нет</title><script>нет</script></head><body><h2>План</h2><p>раз<br>два</p>"
        '<ol start="3"><li>а</li><li><p>б</p></li></ol><ul><li>в</li></ul><table><caption>Таблица</caption>'
        '<tr><th rowspan="2">№</th><th colspan="2">Сроки</th></tr><tr><td>с</td><td>по</td></tr>'
        "<tr><td>1</td><td><b>май</b></td><td>июнь<table><tr><td>в</td></tr></table></td></tr></table></body></html>"
    )
    document = read(tmp_path, page)
    assert texts(document) == ["План", "раз", "два", "3. а", "4. б", "• в", "Таблица"]
    table = tables(document)[0]
    assert spans(table) == [("№", 0, 0, 2, 1), ("Сроки", 0, 1, 1, 2)]
    assert grid(table)[2, 2] == "июнь\nв"
    assert document.blocks[0].level == 2


def test_html_in_its_declared_encoding(tmp_path):
    page = '<html><head><meta charset="windows-1251"></head><body><p>План</p></body></html>'
    assert texts(read(tmp_path, page.encode("cp1251"))) == ["План"]


def test_web_archive(tmp_path):
    archive = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; '
        'charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n<html><body><p>План</p></body></html>\n--x--\n'
    )
    assert texts(read(tmp_path, archive, "план.doc")) == ["План"]
