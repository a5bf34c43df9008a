"""Rare turns of texts: what OpenDocument, Word, HTML and archives print, and where they are refused."""

import struct

import pytest

from office_files import refusals
from office_files.blocks import Paragraph, Table
from office_files.documents import read_document
from office_files.errors import Unreadable
from office_files.tests import makers as m
from office_files.word import old

STYLED = '<w:rStyle w:val="C"/>'
TAGS = "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"


def texts(data):
    return [block.text for block in read_document(data).blocks if isinstance(block, Paragraph)]


def cells(data):
    (table,) = (block for block in read_document(data).blocks if isinstance(block, Table))
    return {(cell.row, cell.column): cell.text for cell in table.cells if cell.text}


def sentence(data):
    with pytest.raises(Unreadable) as raised:
        read_document(data)
    return raised.value.sentence


def nested(opening, inner, closing, depth=70):
    return opening * depth + inner + closing * depth


def test_boxes_and_sections_are_read_where_they_hang():
    box = f"<draw:frame {TAGS}><draw:text-box><text:p>в рамке</text:p></draw:text-box></draw:frame>"
    body = f"<text:section><text:p>раздел</text:p></text:section><text:p>до {box}после<text:p/></text:p>{box}<text:x/>"
    assert texts(m.odt(body)) == ["раздел", "в рамке", "до после", "в рамке"]


def test_a_cell_holds_lists_tables_and_frames():
    row = "<table:table-cell><text:p>а</text:p></table:table-cell>" * 2
    head = f"<table:table-header-rows><table:table-row>{row}</table:table-row></table:table-header-rows>"
    small = f"<table:table>{head}</table:table>"
    parts = (
        "<text:list><text:list-item><text:p>пункт</text:p></text:list-item></text:list>",
        small,
        f"<draw:frame {TAGS}><text:p>рамка</text:p></draw:frame>",
        "<text:x/>",
    )
    row = "".join(f"<table:table-cell>{part}</table:table-cell>" for part in parts)
    body = f"<table:table><table:table-row>{row}<table:covered-table-cell/></table:table-row></table:table>"
    assert cells(m.odt(body)) == {(0, 0): "• пункт", (0, 1): "а\tа", (0, 2): "рамка"}


@pytest.mark.parametrize(
    "body",
    [
        nested("<text:section>", "<text:p>а</text:p>", "</text:section>"),
        nested("<text:list><text:list-item>", "<text:p>а</text:p>", "</text:list-item></text:list>"),
        f"<text:p>{nested('<text:span>', 'а', '</text:span>')}</text:p>",
        f"<table:table>{nested('<table:table-rows>', '<table:table-row/>', '</table:table-rows>')}</table:table>",
        "<table:table><table:table-row><table:table-cell>"
        + nested("<text:section>", "<text:p>а</text:p>", "</text:section>")
        + "</table:table-cell></table:table-row></table:table>",
    ],
)
def test_endless_nesting_is_refused(body):
    assert sentence(m.odt(body)) == refusals.XML_DEEP


def test_endless_groups_of_rows_in_a_spreadsheet_are_refused():
    rows = nested("<table:table-row-group>", "<table:table-row/>", "</table:table-row-group>")
    assert sentence(m.odt(f"<table:table>{rows}</table:table>", kind="spreadsheet")) == refusals.XML_DEEP


def test_rows_in_groups_and_cells_without_a_paragraph_count():
    cell = '<table:table-cell office:value-type="float" office:value="5"/><table:table-cell/>'
    odd = '<table:table-cell office:value-type="float" office:value="нет"><text:p>?</text:p></table:table-cell>'
    group = f"<table:table-row-group><table:table-row>{cell}{odd}</table:table-row></table:table-row-group>"
    content = m.odt(f"<table:table table:name='Л'><table:x/>{group}</table:table>", kind="spreadsheet")
    assert cells(content) == {(0, 0): "5", (0, 2): "?"}


@pytest.mark.parametrize("body", ["", "<text:p/>"])
def test_a_text_without_words_is_refused(body):
    assert sentence(m.odt(body)) == refusals.NO_CONTENT


def test_neither_text_nor_spreadsheet_is_refused():
    names = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    for body in ("<office:drawing/>", ""):
        flat = f"<?xml version='1.0'?><office:document {names}><office:body>{body}</office:body></office:document>"
        assert sentence(flat.encode()) == refusals.NO_CONTENT


def test_a_list_style_of_no_level_and_without_numbers():
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="99"/>'
        '<text:list-level-style-number text:level="1" style:num-format="" style:num-suffix="→"/></text:list-style>'
    )
    body = '<text:list text:style-name="L"><text:list-header><text:x/><text:p>слово</text:p></text:list-header>'
    items = "<text:list-item><text:p>пункт</text:p><text:p>ещё</text:p></text:list-item></text:list>"
    assert texts(m.odt(body + items, styles)) == ["слово", "→ пункт", "ещё"]


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next():
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    joined = f"<w:p>{mark}{run('раз')}</w:p><w:p><w:pPr><w:jc w:val='center'/></w:pPr>{run('два')}</w:p>"
    last = f"<w:p>{mark}{run('три')}</w:p>"
    odd = "<w:x><w:rPr><w:del w:id='2'/></w:rPr></w:x>"
    document = read_document(m.docx(joined + odd + last))
    assert [block.text for block in document.blocks] == ["раздва", "три"]
    assert len(document.doubts) == 1


def test_deleted_rows_cells_and_moves_are_gone():
    gone = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr>{m.cell('нет')}</w:tr>"
    kept = f"<w:tr>{m.cell('да')}{m.cell('нет', '<w:cellDel/>')}</w:tr>"
    moved = f"<w:p><w:moveFrom>{run('нет')}</w:moveFrom>{run('остаток')}</w:p>"
    content = m.docx(f"<w:tbl>{gone}{kept}</w:tbl>{moved}")
    assert cells(content) == {(0, 0): "да"}
    assert texts(content) == ["остаток"]


def test_hidden_words_and_empty_controls_are_not_read():
    seen = run("видно", '<w:vanish w:val="0"/>')
    hidden = f"<w:p>{run('тайна', '<w:vanish/>')}{seen}</w:p>"
    mark = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>текст</w:t></w:r></w:p>"
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>{}</w:p></w:sdtContent></w:sdt>"
    empty = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr></w:sdt><w:x><w:y><w:showingPlcHdr/></w:y></w:x>"
    assert texts(m.docx(hidden + mark + control.format(run("Введите текст")) + empty)) == ["видно", "текст"]


def test_a_text_box_outside_any_paragraph_is_dropped():
    box = f"<w:x><w:txbxContent>{m.paragraph('рамка')}</w:txbxContent></w:x>"
    assert texts(m.docx(box + m.paragraph("план"))) == ["план"]


def test_numbering_that_points_nowhere_prints_nothing():
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f'{m.level(0, "%1)", "upperLetter")}<w:startOverride w:val="3"/></w:lvlOverride></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="3"/>'
    )
    restart = '<w:lvlRestart w:val="0"/>'
    levels = (
        m.level(0, "%1.") + m.level(1, "%2.", extra=restart) + m.level(12, "%1") + '<w:lvl w:ilvl="2"><w:x/></w:lvl>'
    )
    extra = {"word/numbering.xml": m.numbering(levels, nums)}

    def point(number, depth=0):
        return m.paragraph("п", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    body = point(1) + point(1, 1) + point(1) + point(1, 1) + point(2) + point(3) + point(9) + point(1, 7)
    assert texts(m.docx(body, extra=extra)) == ["C) п", "1. п", "D) п", "2. п", "п", "п", "п", "п"]


def test_styles_without_a_name_in_a_circle_and_at_the_last_level():
    styles = (
        f"<w:styles {m.W}><w:style/>"
        '<w:style w:styleId="A"><w:basedOn w:val="B"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:outlineLvl w:val="9"/>'
        "<w:numPr><w:ilvl/></w:numPr></w:pPr></w:style>"
        '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="C" w:type="character"><w:rPr><w:i/></w:rPr></w:style></w:styles>'
    )
    body = m.paragraph("а", '<w:pStyle w:val="B"/>') + m.paragraph("б", '<w:pStyle w:val="T"/>')
    plain = f"<w:p>{run('в', STYLED)}</w:p>"
    blocks = read_document(m.docx(body + plain, extra={"word/styles.xml": styles})).blocks
    assert [(block.text, block.bold, block.level) for block in blocks[:3]] == [
        ("а", True, None),
        ("б", False, 1),
        ("в", False, None),
    ]


def test_tables_within_tables_without_end_are_refused():
    table = nested("<w:tbl><w:tr><w:tc>", m.paragraph("а"), "</w:tc></w:tr></w:tbl>")
    assert sentence(m.docx(table)) == refusals.XML_DEEP


def test_an_empty_inner_table_and_a_broken_merge_leave_no_trace():
    empty = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    small = m.table([m.cell("а"), m.cell("")])
    row = m.cell(f"{empty}{small}{m.paragraph('текст')}") + m.cell("нет", '<w:vMerge w:val="continue"/>')
    assert cells(m.docx(m.table([row]))) == {(0, 0): "а\nтекст", (0, 1): "нет"}


def word_stream(pieces, *, flags=0, before=b""):
    """The streams of a binary Word file whose text lies in these pieces, plain or wide."""
    head, table, ends, places = bytearray(0x1AA), b"", [0], []
    text = b""
    for words, wide in pieces:
        at = len(head) + len(text)
        places.append(at if wide else (2 * at) | 0x40000000)
        text += words.encode("utf-16-le" if wide else "cp1252")
        ends.append(ends[-1] + len(words))
    body = struct.pack(f"<{len(ends)}I", *ends) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    table = before + b"\x02" + struct.pack("<I", len(body)) + body
    struct.pack_into("<H", head, 0x0A, flags)
    struct.pack_into("<i", head, 0x4C, ends[-1])
    struct.pack_into("<II", head, 0x1A2, 0, len(table))
    return bytes(head) + text, table


def test_pieces_of_an_old_word_file_are_plain_or_wide():
    word, table = word_stream([("Plan ", False), ("мероприятий", True)], before=b"\x01\x02\x00ab")
    assert old.main_text(word, table, b"") == "Plan мероприятий"
    word, table = word_stream([("План", True)], flags=0x0200)
    assert old.main_text(word, b"", table) == "План"


def test_more_letters_than_a_document_can_hold_are_not_read():
    word, table = word_stream([("План", True)])
    vast = bytearray(table)
    struct.pack_into("<I", vast, 9, 2**31 - 1)
    with pytest.raises(ValueError, match="more letters"):
        old.main_text(word, bytes(vast), b"")


def test_a_page_with_captions_ordinals_and_hidden_parts():
    page = (
        "<ol type=A start=2><li>а</ol><ol type=I><li>б</ol><ol type=i start=x><li>в</ol><ul><li>г</ul>"
        "<div style='display:none'>нет</div><center>по центру</center>"
        "<table><caption>Таблица</caption><caption> </caption><tr><td rowspan=0>1<td colspan=x>2<tr><td>3</table>"
    )
    document = read_document(f"<html>{page}</html>".encode())
    assert texts(f"<html>{page}</html>".encode()) == ["B. а", "I. б", "i. в", "• г", "по центру", "Таблица"]
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [(cell.text, cell.rows) for cell in table.cells] == [("1", 2), ("2", 1), ("3", 1)]


@pytest.mark.parametrize("page", ["<html></html>", "<html><!-- x --></html>", "<table><tr><td></table>"])
def test_a_page_without_words_is_refused(page):
    assert sentence(page.encode()) == refusals.NO_CONTENT


def test_an_archive_without_a_page_or_of_an_unknown_encoding():
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    part = "--x\r\nContent-Type: text/html; charset=klingon\r\n\r\n<p>План</p>\r\n"
    assert texts(f"{head}{part}--x--".encode()) == ["План"]
    blank = part.replace("<p>План</p>", " ")
    assert sentence(f"{head}{blank}--x\r\nContent-Type: text/plain\r\n\r\nа\r\n--x--".encode()) == refusals.NO_CONTENT
    assert sentence(f"{head}{blank * 600}--x--".encode()) == refusals.NO_CONTENT


def test_a_declared_encoding_that_is_wrong_or_unknown_is_not_believed():
    for name in ("utf-8", "klingon"):
        page = f"<html><meta charset={name}><p>Мероприятия плана</p></html>".encode("cp1251")
        assert texts(page) == ["Мероприятия плана"]
    assert texts("<html><meta charset=cp866><p>План".encode("utf-8-sig")) == ["План"]


def test_delimited_text_of_nothing_is_refused():
    assert sentence(b"sep=;\n;;\n;;\n") == refusals.NO_CONTENT
