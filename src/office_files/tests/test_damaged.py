"""Damaged files are read or refused, never a crash: every failure is one sentence."""

import io
import random
import zipfile

import pytest
import xlsxwriter

from office_files.documents import read_document
from office_files.errors import Unreadable
from office_files.tests import makers

PIECES = (
    b"<w:p>",
    b"</w:tbl>",
    b'w:val="999999999"',
    b"&amp;",
    b"<!--",
    b"\x00\xff",
    b'rowspan="70000"',
    b"r:id=",
    b'="-5"',
)
ROUNDS = 150
MARKDOWN = (
    "# План",
    "",
    "| № | Срок |",
    "|---|---|",
    "| 1 | <b>май</b><br>июнь |",
    "<table><tr><td>x</table>",
    "# Итоги",
)
ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary=x

--x
Content-Type: text/html

<p>План
--x--"""


def book():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("План")
        sheet.write_row(0, 0, ["№", "Мероприятие", "Срок"])
        sheet.merge_range("A3:C3", "Раздел", made.add_format({"bold": True}))
        sheet.write_number(3, 0, 45199, made.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_boolean(3, 1, True)
        sheet.write_formula(3, 2, "=1+1", None, 2)
    return out.getvalue()


def seeds():
    level = makers.level(0, "%1.") + makers.level(1, "%1.%2.", "lowerRoman")
    parts = {"word/numbering.xml": makers.numbering(level)}
    row = [makers.cell(text) for text in ("№", "Мероприятие", "Срок")]
    listed = makers.paragraph("пункт", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    cells = "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("1", "Итоги", "май"))
    table = f'<table:table table:name="Л"><table:table-row>{cells}</table:table-row></table:table>'
    html = "<ol type=a><li>а<li>б</ol><table><tr><td rowspan=2>1<td>2<tr><td>3</table><pre>а  б</pre>"
    return {
        "docx": makers.docx(listed + makers.table(row, row), extra=parts),
        "xlsx": book(),
        "odt": makers.odt(
            f"<text:h>План</text:h><text:list><text:list-item><text:p>а</text:p></text:list-item></text:list>{table}"
        ),
        "ods": makers.odt(table, kind="spreadsheet"),
        "html": f"<html><body><h1>План</h1>{html}</body></html>".encode(),
        "md": "\n".join(MARKDOWN).encode(),
        "csv": "№;Мероприятие;Срок\n1;Обучение;май\n2;Итоги;июнь\n".encode("cp1251"),
        "mht": ARCHIVE.replace("\n", "\r\n").encode(),
        "ole": makers.ole("Workbook"),
    }


def damage(data, chance):
    """The bytes with one to six pieces cut, flipped, repeated, put in or turned round."""
    raw = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        length = min(chance.choice((1, 2, 8, 64)), len(raw) - at)
        change = chance.randrange(5)
        if change == 0:
            del raw[at : at + length]
        elif change == 1:
            raw[at : at + length] = chance.randbytes(length)
        elif change == 2:
            raw[at:at] = raw[at : at + length] * chance.choice((1, 3, 50))
        elif change == 3:
            raw[at:at] = chance.choice(PIECES)
        else:
            raw[at : at + length] = raw[at : at + length][::-1]
    return bytes(raw)


def damage_inside(data, chance):
    """The package with some of its members damaged or gone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if chance.random() > 0.03:
                new.writestr(name, damage(content, chance) if chance.random() < 0.3 else content)
    return out.getvalue()


@pytest.mark.parametrize("kind", seeds())
def test_a_damaged_file_is_read_or_refused(kind):
    whole = seeds()[kind]
    inside = zipfile.is_zipfile(io.BytesIO(whole))
    outcomes = set()
    for turn in range(ROUNDS):
        chance = random.Random(f"{kind}{turn}")
        data = (damage_inside if inside and chance.random() < 0.8 else damage)(whole, chance)
        try:
            outcomes.add(read_document(data).kind)
        except Unreadable as refusal:
            outcomes.add(refusal.sentence)
    assert all(
        outcome in {kind, "txt", "html", "md", "csv", "odt", "xls"} or outcome.endswith(".") for outcome in outcomes
    )
    assert len(outcomes) > 1
