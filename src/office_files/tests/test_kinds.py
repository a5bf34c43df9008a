"""A file is what its bytes say: documents are told apart, everything else is refused with its own sentence."""

import struct

import pytest

from office_files import ole, refusals
from office_files.errors import Unreadable
from office_files.kinds import identify
from office_files.tests import makers

RELS = "_rels/.rels"
TYPES = {"[Content_Types].xml": makers.TYPES}
FLAT = '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'


def opc(target, *names, **more):
    return makers.package({**TYPES, RELS: makers.RELS.format(target=target), **dict.fromkeys(names, "<x/>"), **more})


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (makers.docx(makers.paragraph("План")), "docx"),
        (makers.xlsx("<sheetData/>"), "xlsx"),
        (makers.odt(""), "odt"),
        (makers.odt("", kind="spreadsheet"), "ods"),
        (opc("xl/workbook.bin", "xl/workbook.bin"), "xlsb"),
        (makers.package({**TYPES, "xl/workbook.xml": "<x/>"}), "xlsx"),
        (opc("other/document.xml", "Word/Document.XML"), "docx"),
        (makers.ole("WordDocument"), "doc"),
        (makers.ole("Book"), "xls"),
        (b"%PDF-1.7\n", "pdf"),
        (rb"{\rtf1 plan}", "rtf"),
        (b"<!-- saved --><table><tr><td>1</table>", "html"),
        (b"<x><html>", "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n\n", "mht"),
        (b'<?xml version="1.0"?><w xmlns="http://schemas.microsoft.com/office/word/2003/wordml"/>', "wordml"),
        (b'<?xml version="1.0"?><W xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "spreadsheetml"),
        (f'<?xml version="1.0"?>{FLAT}'.encode(), "flat-odf"),
        ("# План\n\n# Итоги\n".encode(), "md"),
        ("а;б\nв;г\n".encode(), "csv"),
        ("sep=,\nа\n".encode(), "csv"),
        ("Просто текст.".encode(), "txt"),
        ("План, срок".encode("utf-16-le") * 3, "txt"),
        ("План мероприятий".encode("utf-32"), "txt"),
        ("План\n".encode() * 50 + b"\xd0", "txt"),
    ],
)
def test_documents_are_told_apart(data, kind):
    assert identify(data).kind == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"BM\x00\x00\x00\x00\x00\x00\x00\x00", refusals.PICTURE),
        (b"\x00\x00\x00\x18ftypheic", refusals.PICTURE),
        (b"\x00\x00\x00\x18ftypisom", refusals.MEDIA),
        (b"RIFF\x00\x00\x00\x00WEBP", refusals.PICTURE),
        (b"RIFF\x00\x00\x00\x00WAVE", refusals.MEDIA),
        (b"7z\xbc\xaf\x27\x1c", refusals.ARCHIVE),
        (b"\x00\x01\x00\x00Standard Jet DB", refusals.DATABASE),
        (b'<?xml version="1.0"?><!DOCTYPE x><x/>', refusals.XML_ENTITIES),
        (b'<?xml version="1.0"?><x/>', refusals.UNKNOWN_XML),
        (opc("ppt/presentation.xml", "ppt/presentation.xml"), refusals.PRESENTATION),
        (opc("нет.xml", "a.xml"), refusals.ARCHIVE),
        (makers.package({RELS: ""}), refusals.ZIP_BROKEN),
        (makers.package({"Index/Document.iwa": "x"}), refusals.PAGES),
        (makers.odt("", kind="presentation"), refusals.PRESENTATION),
        (makers.odt("", manifest="<m><encryption-data/></m>"), refusals.PASSWORD),
        (makers.package({"mimetype": "application/vnd.oasis.opendocument.text"}), refusals.ZIP_BROKEN),
        (makers.package({"mimetype": "application/epub+zip"}), refusals.ARCHIVE),
        (makers.ole("PowerPoint Document"), refusals.PRESENTATION),
        (makers.ole("Contents"), refusals.OLE_OTHER),
        (ole.SIGNATURE + bytes(100), refusals.ZIP_BROKEN),
        (ole.SIGNATURE + bytes(600), refusals.ZIP_BROKEN),
        (bytes(range(1, 9)) * 40, refusals.UNKNOWN_BINARY),
        (b"\xff\xfe" + bytes([0, 0xD8]) * 40, refusals.UNKNOWN_BINARY),
        ("§±¶".encode("cp1251") * 20, refusals.UNKNOWN_BINARY),
    ],
)
def test_what_is_no_document_is_refused(data, sentence):
    with pytest.raises(Unreadable) as raised:
        identify(data)
    assert raised.value.sentence == sentence


def test_a_stream_is_read_along_its_chain():
    data = bytearray(makers.ole("Workbook"))
    body = bytes(range(256)) * 20
    first = (len(data) - 512) // 512
    data += body.ljust((len(body) + 511) // 512 * 512, b"\0")
    count = (len(body) + 511) // 512
    for at in range(count):
        follower = first + at + 1 if at + 1 < count else 0xFFFFFFFE
        struct.pack_into("<I", data, 512 + 4 * (first + at), follower)
    entry = data.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<II", data, entry + 116, first, len(body))
    assert ole.stream(bytes(data), "workbook") == body
    assert ole.stream(bytes(data), "book") == b""


def test_sectors_of_a_large_table_are_a_chain():
    data = bytearray(makers.ole("Workbook"))
    chain = (len(data) - 512) // 512
    data += struct.pack("<127I", 0, *[0xFFFFFFFF] * 126) + struct.pack("<I", 0xFFFFFFFE)
    struct.pack_into("<II", data, 68, chain, 1)
    for at in range(108):
        struct.pack_into("<I", data, 76 + 4 * (at + 1), 0)
    assert list(ole._allocation_sectors(bytes(data), 512))[:111] == [0] * 110 + [0xFFFFFFFF]
    assert len(ole._allocation(bytes(data), 512)) == 128 * 110
