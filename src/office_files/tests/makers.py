"""Small office packages written by hand, for what no writer library makes."""

import io
import struct
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{target}"/></Relationships>'
)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(members, compress=True):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body, head="", extra=None, root=W):
    xml = f"{head}<w:document {root}><w:body>{body}</w:body></w:document>"
    return raw_docx(xml, extra)


def raw_docx(xml, extra=None):
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(target="word/document.xml"),
        "word/document.xml": xml,
    }
    return package(members | (extra or {}))


def paragraph(text, properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content, properties=""):
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def numbering(levels, nums='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'


def level(index, text, style="decimal", extra=""):
    head = f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
    return f'{head}{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def xlsx(sheet, state=""):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(target="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>'
        f'<sheet name="План" sheetId="1" {state} r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    }
    return package(members)


def odt(body, styles="", kind="text", manifest=""):
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    content = (
        f'<office:document-content{names} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    members = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}
    if manifest:
        members["META-INF/manifest.xml"] = manifest
    return package(members)


def ole(*names):
    """An OLE container with empty streams of these names."""
    sector = 512
    entries = [_entry("Root Entry", 5, child=1), *(_entry(name, 2) for name in names)]
    directory = b"".join(entries).ljust(((len(entries) + 3) // 4) * sector, b"\0")
    count = len(directory) // sector
    chain = [0xFFFFFFFD, *range(2, count + 1), 0xFFFFFFFE] + [0xFFFFFFFF] * (128 - count - 1)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIII", header, 44, 1, 1, 0, 4096)
    struct.pack_into("<IIII", header, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + struct.pack("<128I", *chain) + directory + b"\0" * 4096


def _entry(name, kind, child=0xFFFFFFFF):
    raw = bytearray(128)
    coded = name.encode("utf-16-le")
    raw[: len(coded)] = coded
    struct.pack_into("<HBB", raw, 64, len(coded) + 2, kind, 1)
    struct.pack_into("<III", raw, 68, 0xFFFFFFFF, 0xFFFFFFFF, child)
    struct.pack_into("<I", raw, 116, 2 if kind == 2 else 0xFFFFFFFE)
    return bytes(raw)


def pdf(pages=1, trailer="", objects=(), kids=None):
    """A PDF without a text layer, objects from 3 on are the caller's or empty pages."""
    parts = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    numbers = range(3, 3 + pages)
    parts += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    parts += list(objects)
    parts[1] = f"<</Type/Pages/Count {pages}/Kids[{kids or ' '.join(f'{number} 0 R' for number in numbers)}]>>"
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, part in enumerate(parts, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<</Size {len(parts) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)
