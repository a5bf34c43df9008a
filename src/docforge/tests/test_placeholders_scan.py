from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from docforge.placeholders import Compiled, Rows, TemplateFault, fill, scan
from docforge.tests.test_placeholders import ALLOWED, VALUES, pairs_table, saved, tabled, template, texts
from office_files.tests.makers import ole

TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def changed(content, **members):
    """The template with members replaced (bytes) or edited (a function of the old text)."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            change = members.pop(name, None)
            data = old.read(name)
            new.writestr(name, change(data.decode()) if callable(change) else data if change is None else change)
        for name, data in members.items():
            new.writestr(name, data)
    return target.getvalue()


def related(kind, mode="External"):
    tie = f'<Relationship Id="rId99" Type="{OFFICE}{kind}" Target="http://example.invalid/x" TargetMode="{mode}"/>'
    return changed(
        template("{{ number }}"), **{RELS: lambda xml: xml.replace("</Relationships>", tie + "</Relationships>")}
    )


def body(xml):
    """A template whose body holds this raw XML."""
    return changed(template(""), **{"word/document.xml": lambda old: old.replace("<w:body>", f"<w:body>{xml}")})


def problem(content):
    (only,) = scan(content, ALLOWED).problems
    with pytest.raises(TemplateFault):
        Compiled(content)
    return only


def test_a_good_template_fits():
    found = scan(pairs_table(), ALLOWED, required=("pairs", "number"))
    assert (found.fits, found.known, found.unknown, found.lacking) == (True, ("pairs",), (), ("number",))


def test_an_unknown_name_is_told_with_its_place_and_the_nearest():
    (unknown,) = scan(template("Приказ № {{ nomer }} от сего дня"), ALLOWED).unknown
    assert (unknown.name, unknown.nearest) == ("nomer", "номер")
    assert unknown.where == "Приказ № {{ nomer }} от сего дня"
    assert unknown.sentence.startswith("Метки {{ nomer }} система не знает")
    assert unknown.sentence.endswith("Похоже на {{ номер }}: исправьте её в файле и загрузите снова.")


def test_a_name_of_russian_letters_that_look_latin_is_told():
    (unknown,) = scan(template("{{ оrganisаtion }}"), ALLOWED).unknown
    assert unknown.alike
    assert "раскладке" in unknown.sentence


def test_a_name_like_no_other():
    (unknown,) = scan(template("{{ xyz }}"), ALLOWED).unknown
    assert unknown.nearest == ""
    assert "Уберите её" in unknown.sentence


def test_a_wrong_column_and_a_dotted_name():
    content = template("{% for p in pairs %}{{ p.mentr }}{% endfor %}{{ приказ.номер }}")
    found = {unknown.name: unknown.nearest for unknown in scan(content, ALLOWED).unknown}
    assert found == {"p.mentr": "p.mentor", "приказ.номер": ""}
    joined = scan(template("{{ pairs|join(attribute='mentr') }}"), ALLOWED)
    assert joined.unknown[0].nearest == "pairs.mentor"


def test_unknown_names_are_told_even_where_a_tag_is_broken():
    found = scan(template("{{ nomer }}", "{{ number", "{% for x in pairs %}{{ x }}"), ALLOWED)
    assert [unknown.name for unknown in found.unknown] == ["nomer"]
    assert found.problems


def test_an_alias_of_the_row_is_free():
    content = template("{% for номер in pairs %}{{ номер.mentor }}{% endfor %}")
    assert scan(content, {"pairs": Rows(("mentor",))}).fits


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ number", "не закрыта"),
        ("{% if number", "не закрыта"),
        ("number }}", "Лишние закрывающие"),
        ("{% if number %}а", "ничем не закрыта"),
        ("{% endif %}", "нет начала"),
        ("{% for p in pairs %}а{% endif %}", "нужна {% endfor %}"),
        ("{% if number %}{% else %}{% else %}{% endif %}", "не на месте"),
        ("{% else x %}", "ничего не должно"),
        ("{{ }}", "с ошибкой"),
        ("{{ number number }}", "с ошибкой"),
        ("{% if %}{% endif %}", "с ошибкой"),
        ("{{ " + "(" * 150 + "number" + ")" * 140 + "}}", "с ошибкой"),
        ("{{ " + "number " * 60 + "}}", "слишком длинная"),
        ("{{- number }}", "уберите знак"),
        ("{{ {'a': 1} }}", "лишняя фигурная скобка"),
        ("{{ 'a' * 10**9 }}", "вычисления"),
        ("{{ number ~ number }}", "вычисления"),
        ("{{ number[0] }}", "вычисления"),
        ("{{ [1, 2] }}", "вычисления"),
        ("{{ range(9) }}", "вычисления и вызовы"),
        ("{{ number.upper() }}", "вычисления и вызовы"),
        ("{{ ''.__class__ }}", "несколькими точками"),
        ("{{ number|safe }}", "«safe» не допускается"),
        ("{{ number|attr('x') }}", "«attr» не допускается"),
        ("{{ number|default(number) }}", "только текст в кавычках"),
        ("{{ number|upper('а') }}", "лишнее в скобках"),
        ("{{ number|join }}", "join соединяет"),
        ("{{ pairs|join }}", "пишите так"),
        ("{{ pairs|upper }}", "меняет только текст"),
        ("{{ pairs }}", "это список"),
        ("{{ number if number }}", "нужно else"),
        ("{% if number > 3 %}а{% endif %}", "только числа"),
        ("{% if number is string %}а{% endif %}", "проверка «string»"),
        ("{% for a in number %}а{% endfor %}", "не список"),
        ("{% for a, b in pairs %}а{% endfor %}", "пишется так"),
        ("{% for a in pairs recursive %}а{% endfor %}", "пишется так"),
        ("{% for a in pairs %}{% for b in pairs %}а{% endfor %}{% endfor %}", "внутри повтора"),
        ("{% set x = 1 %}", "не выполняет"),
        ("{% include 'x' %}", "не выполняет"),
        ("{% import 'x' as y %}", "не выполняет"),
        ("{% macro x() %}", "не выполняет"),
        ("{% raw %}", "не выполняет"),
        ("{%r if number %}", "не выполняет"),
        ("{% vm %}", "не выполняет"),
        ("{%tr if number %}", "должна стоять в таблице"),
        ("{%p if number %}{{ number }}", "в отдельном абзаце"),
        ("{% if number %}" * 11 + "{% endif %}" * 11, "внутри друг друга"),
    ],
)
def test_what_is_not_allowed_is_refused_with_a_reason(text, said):
    found = scan(template(text), ALLOWED)
    assert not found.fits
    assert any(said in sentence for sentence in found.problems), found
    assert all(sentence.endswith(".") or sentence.endswith("}.") for sentence in found.problems)


@pytest.mark.parametrize("text", ["{{ 'a' * 10**9 }}", "{{ range(9) }}", "{{ number.x }}", "{{ ''.__class__ }}"])
def test_what_was_never_scanned_is_refused_all_the_same(text):
    with pytest.raises(TemplateFault):
        fill(template(text), VALUES)


def test_commands_in_different_cells_are_refused_with_advice():
    assert "{%tr" in problem(tabled(("{% for p in pairs %}{{ p.mentor }}", "{{ p.mentee }}{% endfor %}")))
    (first, *_) = scan(tabled(("{%tr for p in pairs %}{{ p.mentor }}", "{%tr endfor %}")), ALLOWED).problems
    assert "в отдельной строке таблицы" in first


def test_tags_in_a_text_box_and_in_footnotes_are_filled():
    box = (
        '<w:p><w:r><w:t>{{ number }}</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>{{ organi</w:t></w:r><w:r><w:t>sation }}</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>{{ head_name }}</w:t></w:r></w:p>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{"http://schemas.openxmlformats.org/wordprocessingml/2006/main"}">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>{{ nomer }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    content = changed(body(box), **{TYPES: lambda xml: xml.replace("</Types>", override), "word/footnotes.xml": notes})
    found = scan(content, ALLOWED)
    assert found.known == ("number", "organisation", "head_name")
    assert [unknown.name for unknown in found.unknown] == ["nomer"]
    with zipfile.ZipFile(io.BytesIO(fill(content, VALUES | {"nomer": "сноска"}))) as made:
        assert "сноска" in made.read("word/footnotes.xml").decode()
        assert all(word in made.read("word/document.xml").decode() for word in (">5<", ">Школа<", ">Яна<"))


def test_tags_where_they_would_not_be_filled_are_told():
    field = "<w:p><w:r><w:instrText>IF {{ number }}</w:instrText></w:r></w:p>"
    assert "не заполняет" in problem(body(field))
    comments = '<w:comments xmlns:w="urn:any"><w:p>{{ x }}</w:p></w:comments>'
    assert "примечание" in problem(changed(template("а"), **{"word/comments.xml": comments}))


def test_braces_in_attributes_are_no_tags():
    content = body('<w:p><w:pPr><w:pStyle w:val="{{ 7*7 }}{% raw %}"/></w:pPr><w:r><w:t>{{ number }}</w:t></w:r></w:p>')
    assert scan(content, ALLOWED).fits
    made = zipfile.ZipFile(io.BytesIO(fill(content, VALUES))).read("word/document.xml").decode()
    assert 'w:val="&#123;&#123; 7*7 &#125;&#125;' in made


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "пустой"),
        (b"hello", "не документ .docx"),
        (b"PK\x03\x04 broken", "повреждён"),
        (template("а")[:-200], "повреждён"),
        (b"\x89PNG\r\n" + b"\0" * 600, "картинка"),
        (ole("WordDocument"), "старого формата"),
        (ole("EncryptedPackage"), "паролем"),
        (b"PK" + b"\0" * (20 * 1024 * 1024), "больше 20"),
        (changed(template("а"), **{"word/document.xml": b"<w:document"}), "повреждено"),
        (changed(template("а"), **{"word/vbaProject.bin": b"x"}), "макросы"),
        (changed(template("а"), **{TYPES: lambda xml: xml.replace("document.main", "template.main")}), ".dotx"),
        (changed(template("а"), **{TYPES: lambda xml: xml.replace("document.main", "sheet.main")}), "не документ"),
        (
            changed(
                template("а"),
                **{
                    TYPES: lambda xml: xml.replace(
                        "</Types>",
                        '<Default Extension="x" ContentType="application/x-macroEnabled"/></Types>',
                    )
                },
            ),
            "макросы",
        ),
        (related("image"), "Рисунок"),
        (related("attachedTemplate"), "внешний шаблон"),
        (related("oleObject"), "другой файл"),
        (related("digital-signature/origin", mode="Internal"), "электронная подпись"),
        (related("aFChunk", mode="Internal"), "посторонний документ"),
        (body('<w:p><w:r><w:instrText>DDEAUTO c:\\\\x "y"</w:instrText></w:r></w:p>'), "поле DDEAUTO"),
        (body('<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://x"/></w:p>'), "поле INCLUDEPICTURE"),
    ],
)
def test_a_file_that_is_no_safe_template_is_refused(content, said):
    assert said in problem(content)


def test_a_fault_is_told_at_the_right_tag_though_lines_end_inside_the_text():
    content = body(
        "<w:p><w:r><w:t>раз\nдва\n</w:t></w:r></w:p><w:p><w:r><w:t>{{ number }}\n{{ 1 + 1 }}</w:t></w:r></w:p>"
    )
    assert "{{ 1 + 1 }}" in problem(content)


def test_a_bound_control_keeps_the_filled_text():
    control = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>{{ number }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    made = zipfile.ZipFile(io.BytesIO(fill(body(control), VALUES))).read("word/document.xml").decode()
    assert ">5<" in made
    assert "dataBinding" not in made
    assert "showingPlcHdr" not in made


def test_a_row_with_a_table_inside_is_no_row_of_a_tag():
    inner = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    row = "<w:tr><w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    content = body(f"<w:tbl>{row.format(inner, '{%tr if number %}')}{row.format('', '{%tr endif %}')}</w:tbl>")
    assert "в отдельной строке" in problem(content)


def test_a_table_whose_columns_cannot_be_counted_is_refused():
    row = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    cells = "".join(row.format(text) for text in ("{%tc for p in pairs %}", "{{ p.mentor }}", "{%tc endfor %}"))
    assert "повреждена" in problem(body(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))


def test_words_in_another_dress_are_refused():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for change in (lambda xml: xml.replace(usual, strict), lambda xml: xml.replace("w:", "wq:").replace(":w=", ":wq=")):
        content = changed(template("{{ number }}"), **{"word/document.xml": change})
        assert "необычном виде" in scan(content, ALLOWED).problems[0]


def test_hyperlinks_are_fine():
    assert scan(related("hyperlink"), ALLOWED).fits


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(encoding):
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&e;'
        "</w:t></w:r></w:p></w:body></w:document>"
    )
    for member in ("word/document.xml", "word/styles.xml"):
        assert "объявления сущностей" in problem(changed(template("а"), **{member: xml.encode(encoding)}))


def zipped(members, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return target.getvalue()


WORD = (("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>"))


def test_bombs_are_refused_unopened():
    assert "распаковывается" in problem(zipped([("a.bin", bytes(51 * 1024 * 1024))]))
    assert "распаковывается" in problem(zipped((f"{number}.bin", b"") for number in range(2001)))
    assert "распаковывается" in problem(zipped([*WORD, ("word/styles.xml", b" " * (11 * 1024 * 1024))]))
    assert "неизвестным способом" in problem(zipped(WORD, zipfile.ZIP_LZMA))
    assert "распаковывается" in problem(b"PK\x03\x04" + b"PK\x01\x02" * 7000)
    assert "слишком много текста" in problem(template("а" * 3_000_000))


def test_an_encrypted_zip_is_refused():
    content = bytearray(template("а"))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    assert "паролем" in problem(bytes(content))


def test_a_paragraph_of_nothing_but_braces_is_soon_refused():
    assert "слишком много фигурных" in problem(template("{" * 400_000))
    assert not scan(template("{{" * 4000), ALLOWED).fits


def test_a_long_list_of_faults_is_cut():
    found = scan(template(*(f"{{% set x{number} = 1 %}}" for number in range(30))), ALLOWED)
    assert len(found.problems) == 21
    assert found.problems[-1].startswith("И ещё замечаний: 10")


def test_a_document_without_tags_comes_back_whole():
    document = Document()
    document.add_paragraph("Просто текст")
    content = saved(document)
    assert scan(content, ALLOWED, required=("number",)).lacking == ("number",)
    assert texts(fill(content, {})) == ["Просто текст"]
