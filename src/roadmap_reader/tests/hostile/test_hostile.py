"""Every class of broken or hostile file gets its own sentence within 10 seconds and 500 megabytes."""

import io
import json
import os
import random
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

import roadmap_reader
from office_files import refusals
from office_files.errors import Unreadable
from office_files.limits import DOCUMENT
from office_files.sandbox import SECONDS
from office_files.tests import makers
from roadmap_reader.pdf import refusals as pdf_refusals
from roadmap_reader.sandbox import read_safely


def picture():
    return b"\x89PNG\r\n\x1a\n" + bytes(64)


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", makers.TYPES)
        archive.writestr("_rels/.rels", makers.RELS.format(target="word/document.xml"))
        with archive.open("word/document.xml", "w") as stream:
            for _ in range(150):
                stream.write(bytes(1 << 20))
    return out.getvalue()


def lying_bomb():
    """The directory declares a hundred bytes for a body of a hundred megabytes."""
    data = bytearray(bomb())
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 100)
    return bytes(data)


def laughs():
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ха" * 10}">' for i in range(10))
    return makers.docx(makers.paragraph("&a9;"), head=f"<!DOCTYPE w:document [{entities}]>")


def external():
    head = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/evil.dtd">'
    return makers.docx(makers.paragraph("План"), head=head)


def local_file():
    head = '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    return makers.docx(makers.paragraph("&secret;"), head=head)


def flat_odf_entity():
    return (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        b'<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&a;</office:document>'
    )


def utf16_entities():
    head = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY a "x">]>'
    return makers.raw_docx(f"{head}<w:document {makers.W}><w:body>&a;</w:body></w:document>".encode("utf-16"))


def empty_rows_xlsx():
    rows = "".join(f'<row r="{row}" ht="15" customHeight="1"/>' for row in range(1, 1_000_001))
    return makers.xlsx(f"<sheetData>{rows}</sheetData>")


def empty_rows_docx():
    return makers.docx("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 1_000_000 + "</w:tbl>")


def encrypted_zip():
    data = bytearray(makers.docx(makers.paragraph("План")))
    for match in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[match.start() + 8] |= 1
    return bytes(data)


def formulas():
    return makers.xlsx('<sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>A1</f></c></row></sheetData>')


def charts():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_chartsheet()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "={1,2}"})
    sheet.set_chart(chart)
    book.close()
    return out.getvalue()


def random_bytes():
    return random.Random(7).randbytes(50_000)


def deep_pdf():
    return makers.pdf(objects=["[" * 200_000 + "]" * 200_000])


def looping_pdf():
    return makers.pdf(kids="2 0 R 3 0 R")


def wide_xlsx():
    cells = "".join(
        f'<row r="{row}"><c r="XFD{row}" t="inlineStr"><is><t>я</t></is></c></row>' for row in (1, 1_048_576)
    )
    return makers.xlsx(f"<sheetData>{cells}</sheetData>")


def controls(depth):
    return "<w:sdt><w:sdtContent>" * depth + makers.paragraph("План") + "</w:sdtContent></w:sdt>" * depth


CASES = {
    "empty": (lambda: b"", refusals.EMPTY),
    "too large": (lambda: b"1;2\n" * 7_000_000, refusals.too_large(DOCUMENT.file)),
    "line of 50 MB": (lambda: b"1;" * 25_000_000, refusals.too_large(DOCUMENT.file)),
    "line of 20 MB": (lambda: b"1;" * 10_000_000, refusals.TOO_LONG_LINE),
    "text of one line": (("слово " * 300_000).encode, refusals.TOO_LONG_LINE),
    "picture": (picture, refusals.PICTURE),
    "photo": (lambda: b"\xff\xd8\xff\xe0" + bytes(64), refusals.PICTURE),
    "program": (lambda: b"MZ\x90\x00" + bytes(200), refusals.PROGRAM),
    "program of Linux": (lambda: b"\x7fELF\x02\x01\x01" + bytes(200), refusals.PROGRAM),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(60), refusals.ARCHIVE),
    "sound": (lambda: b"ID3\x03" + bytes(60), refusals.MEDIA),
    "database": (lambda: b"SQLite format 3\x00" + bytes(100), refusals.DATABASE),
    "random": (random_bytes, refusals.UNKNOWN_BINARY),
    "zeros": (lambda: bytes(5000), refusals.UNKNOWN_BINARY),
    "zip of texts": (lambda: makers.package({"план.txt": "План"}), refusals.ARCHIVE),
    "nested zip": (lambda: makers.package({"a.zip": makers.package({"b.zip": bomb()})}), refusals.ARCHIVE),
    "presentation": (
        lambda: makers.package(
            {
                "[Content_Types].xml": makers.TYPES,
                "_rels/.rels": makers.RELS.format(target="ppt/p.xml"),
                "ppt/p.xml": "",
            }
        ),
        refusals.PRESENTATION,
    ),
    "zip bomb": (bomb, refusals.ZIP_BOMB),
    "lying zip bomb": (lying_bomb, refusals.ZIP_BROKEN),
    "billion laughs": (laughs, refusals.XML_ENTITIES),
    "external DTD": (external, refusals.XML_ENTITIES),
    "local file": (local_file, refusals.XML_ENTITIES),
    "entities in UTF-16": (utf16_entities, refusals.XML_ENTITIES),
    "entities in flat ODF": (flat_odf_entity, refusals.XML_ENTITIES),
    "million empty rows, Excel": (empty_rows_xlsx, refusals.NO_CONTENT),
    "million empty rows, Word": (empty_rows_docx, refusals.too_many_rows(DOCUMENT.rows)),
    "hundred thousand paragraphs": (lambda: makers.docx(makers.paragraph("я") * 100_000), refusals.TOO_MANY_PARAGRAPHS),
    "deep controls": (lambda: makers.docx(controls(5000)), refusals.XML_DEEP),
    "password, Word or Excel": (lambda: makers.ole("EncryptionInfo", "EncryptedPackage"), refusals.PASSWORD),
    "password, zip": (encrypted_zip, refusals.PASSWORD),
    "password, OpenDocument": (
        lambda: makers.odt("", manifest='<manifest><encryption-data checksum=""/></manifest>'),
        refusals.PASSWORD,
    ),
    "password, PDF": (
        lambda: makers.pdf(
            trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>/ID[<00><00>]"
        ),
        pdf_refusals.PDF_LOCKED,
    ),
    "cut docx": (lambda: makers.docx(makers.paragraph("План") * 500)[:-60], refusals.ZIP_BROKEN),
    "only the first bytes of a zip": (lambda: b"PK\x03\x04" + bytes(20), refusals.ZIP_BROKEN),
    "broken XML": (lambda: makers.docx("<w:p><w:r>"), refusals.XML_BROKEN),
    "no body": (lambda: makers.raw_docx(f"<w:document {makers.W}/>"), refusals.NO_BODY),
    "empty body": (lambda: makers.docx("<w:p/>"), refusals.NO_CONTENT),
    "only formulas": (formulas, refusals.ONLY_FORMULAS),
    "only charts": (charts, refusals.NO_SHEETS),
    "hidden sheet": (
        lambda: makers.xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>', state='state="hidden"'),
        refusals.ONLY_HIDDEN,
    ),
    "column beyond all limits": (wide_xlsx, refusals.NO_CONTENT),
    "OLE of another program": (lambda: makers.ole("Contents"), refusals.OLE_OTHER),
    "old presentation": (lambda: makers.ole("PowerPoint Document"), refusals.PRESENTATION),
    "cut OLE": (lambda: makers.ole("WordDocument")[:520], refusals.ZIP_BROKEN),
    "empty xls": (lambda: makers.ole("Workbook"), refusals.NO_CONTENT),
    "scan": (lambda: makers.pdf(3), pdf_refusals.PDF_SCANNED),
    "5,000 pages": (lambda: makers.pdf(5000), pdf_refusals.TOO_MANY_PAGES),
    "deep PDF": (deep_pdf, pdf_refusals.PDF_SCANNED),
    "looping PDF": (looping_pdf, None),
    "cut PDF": (lambda: b"%PDF-1.7\n1 0 obj\n<<", pdf_refusals.PDF_BROKEN),
    "deep HTML": (lambda: b"<html><body>" + b"<div>" * 1_000_000 + "План".encode(), None),
    "HTML of a million and a half tags": (lambda: b"<html>" + b"<b></b>" * 800_000, refusals.TOO_MANY_TAGS),
    "other XML": (lambda: b'<?xml version="1.0"?><rss><channel/></rss>', refusals.UNKNOWN_XML),
    "blank text": (lambda: b" \n \n", refusals.NO_CONTENT),
}


@pytest.fixture(scope="module")
def ask():
    """`ask(path)` is what a small process of its own says of a file: the sentence, kilobytes of its largest child, and
    the seconds of work.
    """
    source = str(Path(roadmap_reader.__file__).parents[1])
    command = [sys.executable, "-m", "roadmap_reader.tests.hostile.asking"]
    env = {**os.environ, "PYTHONPATH": source, "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8", env=env) as reader:

        def asked(path):
            reader.stdin.write(f"{path}\n")
            reader.stdin.flush()
            return json.loads(reader.stdout.readline())

        yield asked
        reader.stdin.close()


@pytest.mark.parametrize("name", CASES)
def test_hostile_file_has_its_own_sentence(name, tmp_path, ask):
    make, sentence = CASES[name]
    path = tmp_path / "План.docx"
    path.write_bytes(make())
    answer = ask(path)
    assert answer["seconds"] < SECONDS
    assert sentence is None or answer["sentence"] == sentence
    _check_sentence(answer["sentence"])
    assert answer["kilobytes"] < 500 * 1024


def _check_sentence(sentence):
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert re.search("[а-я]{3}", sentence)


def test_missing_file(tmp_path):
    with pytest.raises(Unreadable) as refusal:
        read_safely(tmp_path / "нет.docx")
    assert refusal.value.sentence == refusals.MISSING


def test_directory(tmp_path):
    with pytest.raises(Unreadable) as refusal:
        read_safely(tmp_path)
    assert refusal.value.sentence == refusals.DIRECTORY


def test_pipe_is_not_waited_for(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("в этой системе нет именованных каналов")
    path = tmp_path / "канал"
    os.mkfifo(path)
    with pytest.raises(Unreadable) as refusal:
        read_safely(path)
    assert refusal.value.sentence == refusals.NOT_A_FILE


def test_no_permission(tmp_path):
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("суперпользователь читает любой файл")
    path = tmp_path / "план.txt"
    path.write_text("План")
    path.chmod(0)
    with pytest.raises(Unreadable) as refusal:
        read_safely(path)
    assert refusal.value.sentence == refusals.NO_PERMISSION
