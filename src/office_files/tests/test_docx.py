from office_files.tests import makers as m
from office_files.tests.reading import grid, read, spans, tables, texts

NUMBERED = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def numbered(level, text, num=1):
    return m.paragraph(text, NUMBERED.format(level=level, num=num))


def test_horizontal_and_vertical_merges_are_spans(tmp_path):
    body = m.table(
        [m.cell("Срок", '<w:vMerge w:val="restart"/>'), m.cell("Ответственные", '<w:gridSpan w:val="2"/>')],
        [m.cell("", "<w:vMerge/>"), m.cell("район"), m.cell("школа")],
        [m.cell("до мая"), m.cell("а"), m.cell("б")],
    )
    table = tables(read(tmp_path, m.docx(body)))[0]
    assert spans(table) == [("Срок", 0, 0, 2, 1), ("Ответственные", 0, 1, 1, 2)]
    assert (table.height, table.width) == (3, 3)
    assert grid(table)[1, 2] == "школа"
    assert str(table.cells[-1].place) == "таблица 1, строка 3, столбец 3"


def test_skipped_columns_shift_a_row(tmp_path):
    row = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + m.cell("б") + "</w:tr>"
    table = tables(read(tmp_path, m.docx(f"<w:tbl><w:tr>{m.cell('а')}{m.cell('в')}</w:tr>{row}</w:tbl>")))[0]
    assert grid(table)[1, 1] == "б"


def test_breaks_tabs_and_hyphens(tmp_path):
    run = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>а</w:t><w:br/><w:t>б</w:t>"
    run += "<w:tab/><w:t>в\u00adг\u00a0д</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>е</w:t></w:r></w:p>"
    assert texts(read(tmp_path, m.docx(run))) == ["а\nб\tвг д-е"]


def test_multi_level_numbers_go_on_through_cells_without_text(tmp_path):
    levels = m.level(0, "%1.") + m.level(1, "%1.%2.")
    body = m.table(
        [m.cell(numbered(0, "")), m.cell("Раздел")],
        [m.cell(numbered(1, "")), m.cell("первое")],
        [m.cell(numbered(1, "")), m.cell("второе")],
        [m.cell(numbered(0, "")), m.cell("Раздел")],
        [m.cell(numbered(1, "")), m.cell("третье")],
    )
    document = read(tmp_path, m.docx(body, extra={"word/numbering.xml": m.numbering(levels)}))
    found = grid(tables(document)[0])
    assert [found[row, 0] for row in range(5)] == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_formats_of_numbers(tmp_path):
    styles = ["upperRoman", "russianLower", "lowerLetter", "decimalZero", "bullet", "none"]
    levels = "".join(m.level(index, f"%{index + 1})", style) for index, style in enumerate(styles))
    body = "".join(numbered(index, "т") for index in range(len(styles)))
    document = read(tmp_path, m.docx(body, extra={"word/numbering.xml": m.numbering(levels)}))
    assert texts(document) == ["I) т", "а) т", "a) т", "01) т", "• т", ") т"]


def test_second_list_restarts_only_where_it_says_so(tmp_path):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    nums += '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    nums += "</w:lvlOverride></w:num>"
    body = numbered(0, "а") + numbered(0, "б", 2) + numbered(0, "в", 3) + numbered(0, "г", 3)
    document = read(tmp_path, m.docx(body, extra={"word/numbering.xml": m.numbering(m.level(0, "%1."), nums)}))
    assert texts(document) == ["1. а", "2. б", "7. в", "8. г"]


def test_legal_numbering_prints_arabic(tmp_path):
    levels = m.level(0, "%1.", "upperRoman") + m.level(1, "%1.%2", extra="<w:isLgl/>")
    body = numbered(0, "а") + numbered(1, "б")
    document = read(tmp_path, m.docx(body, extra={"word/numbering.xml": m.numbering(levels)}))
    assert texts(document) == ["I. а", "1.1 б"]


def test_numbers_and_levels_of_styles(tmp_path):
    styles = (
        f'<w:styles {m.W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Свой"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr></w:style></w:styles>'
    )
    levels = m.level(0, "%1.", extra='<w:pStyle w:val="a"/>')
    parts = {"word/styles.xml": styles, "word/numbering.xml": m.numbering(levels)}
    block = read(tmp_path, m.docx(m.paragraph("Цели", '<w:pStyle w:val="b"/>'), extra=parts)).blocks[0]
    assert (block.text, block.level, block.bold, block.centred) == ("1. Цели", 2, True, True)


def test_bold_needs_every_run(tmp_path):
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>жирно</w:t></w:r>"
    body = f"<w:p>{bold}</w:p><w:p>{bold}<w:r><w:t>нет</w:t></w:r></w:p><w:p>{bold}<w:r><w:t> </w:t></w:r></w:p>"
    body += "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>знак абзаца</w:t></w:r></w:p>"
    assert [block.bold for block in read(tmp_path, m.docx(body)).blocks] == [True, False, True, False]


def test_tracked_changes_are_settled(tmp_path):
    body = (
        "<w:p><w:ins w:id='1'><w:r><w:t>вставлено</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>удалено</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='3'><w:r><w:t>унесено</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr><w:r><w:t>начало </w:t></w:r></w:p>"
        + m.paragraph("конец")
        + "<w:tbl><w:tr><w:trPr><w:del w:id='5'/></w:trPr>"
        + m.cell("прочь")
        + f"</w:tr><w:tr>{m.cell('здесь')}</w:tr></w:tbl>"
    )
    document = read(tmp_path, m.docx(body))
    assert texts(document) == ["вставлено", "начало конец"]
    assert grid(tables(document)[0]) == {(0, 0): "здесь"}
    assert "исправления" in document.doubts[0].what


def test_former_properties_are_not_read(tmp_path):
    old = "<w:pPrChange w:id='1'><w:pPr>" + NUMBERED.format(level=0, num=1) + "</w:pPr></w:pPrChange>"
    document = read(
        tmp_path, m.docx(m.paragraph("а", old), extra={"word/numbering.xml": m.numbering(m.level(0, "%1."))})
    )
    assert texts(document) == ["а"]


def test_content_controls_links_and_hidden_text(tmp_path):
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(f"<w:tr>{control.format(m.cell('в'))}</w:tr>")
    body = (
        f"<w:sdt><w:sdtContent>{m.paragraph('а')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Место для ввода</w:t></w:r></w:p>"
        f"</w:sdtContent></w:sdt><w:tbl>{row}</w:tbl>"
    )
    document = read(tmp_path, m.docx(body))
    assert texts(document) == ["а", "ссылка"]
    assert grid(tables(document)[0]) == {(0, 0): "в"}


def test_text_box_is_read_once_before_its_paragraph(tmp_path):
    box = f"<w:txbxContent>{m.paragraph('УТВЕРЖДАЮ')}</w:txbxContent>"
    names = f'{m.W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent><w:t>План</w:t></w:r></w:p>"
    )
    assert texts(read(tmp_path, m.docx(body, root=names))) == ["УТВЕРЖДАЮ", "План"]


def test_small_inner_table_is_text_and_large_one_a_table(tmp_path):
    small = m.table([m.cell("а"), m.cell("б")])
    large = m.table(*[[m.cell(f"{row}{column}") for column in range(3)] for row in range(2)])
    body = m.table([m.cell(m.paragraph("до") + small + m.paragraph("после")), m.cell(large + "<w:p/>")])
    found = tables(read(tmp_path, m.docx(body)))
    assert grid(found[0]) == {(0, 0): "до\nа\tб\nпосле", (0, 1): ""}
    assert grid(found[1])[1, 2] == "12"


def test_strict_namespace(tmp_path):
    data = m.docx(m.paragraph("План"), root='xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"')
    assert texts(read(tmp_path, data)) == ["План"]


def test_macros_are_told_and_not_run(tmp_path):
    document = read(tmp_path, m.docx(m.paragraph("План"), extra={"word/vbaProject.bin": b"x"}), "план.docm")
    assert document.kind == "docx"
    assert "макросы" in document.doubts[0].what


def test_document_of_python_docx(tmp_path):
    import docx

    made = docx.Document()
    made.add_heading("План", 1)
    made.add_paragraph("пункт", style="List Number")
    made.add_paragraph("пункт", style="List Bullet")
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "а\nб"
    made.save(tmp_path / "made")
    document = read(tmp_path, (tmp_path / "made").read_bytes())
    assert texts(document) == ["План", "1. пункт", "• пункт"]
    assert document.blocks[0].level == 1
    assert spans(tables(document)[0]) == [("а\nб", 0, 0, 1, 2)]
