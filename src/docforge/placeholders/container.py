"""The .docx as a zip of XML, opened with suspicion: bounded, without entities, macros or ties to outside files."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docforge.placeholders.shapes import TemplateFault

Element = etree._Element

MAX_FILE = 20 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_PART = 10 * 1024 * 1024
MAX_TEXT = 4 * 1024 * 1024
MAX_MEMBERS = 2000

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = _WORD + "document.main+xml"
_TEXTS = frozenset({_MAIN, *(_WORD + kind + "+xml" for kind in ("header", "footer", "footnotes", "endnotes"))})
_TYPES = "[Content_Types].xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)

_AGAIN = "Откройте его в текстовом редакторе, сохраните как «Документ Word (.docx)» и загрузите снова."
_NOT_DOCX = f"Это не документ .docx. {_AGAIN}"
_DAMAGED = f"Файл повреждён и не читается. {_AGAIN}"
_OLD = f"Это файл старого формата .doc. {_AGAIN}"
_PASSWORD = "Файл защищён паролем. Снимите пароль в текстовом редакторе и загрузите файл снова."
_MACROS = (
    "В файле есть макросы, такие шаблоны система не принимает. Сохраните его как «Документ Word (.docx)» без макросов."
)
_DOTX = "Это файл шаблона .dotx. Откройте его, сохраните как «Документ Word (.docx)» и загрузите снова."
_BIG = "Файл слишком большой: больше 20 МБ. Сожмите рисунки в нём и загрузите снова."
_BOMB = "Файл после распаковки слишком большой или состоит из слишком многих частей. Сожмите рисунки и загрузите снова."
_LONG = "В файле слишком много текста для шаблона. Оставьте в нём только сам бланк и загрузите снова."
_HOSTILE = f"В файле есть скрытые определения, которых в документах не бывает. {_AGAIN}"
_TIES = {
    "attachedTemplate": "К файлу подключён внешний шаблон. Отключите его в окне «Шаблоны и надстройки».",
    "image": "Рисунок в файле взят по ссылке извне. Вставьте в документ сам рисунок и загрузите файл снова.",
}
_TIE = "Файл ссылается на другой файл ({kind}). Разорвите эту связь, вставьте содержимое в документ и загрузите снова."
_ALIEN = {
    "aFChunk": "вставленный посторонний документ",
    "control": "элемент управления ActiveX",
    "origin": "электронная подпись",
}


@dataclass(frozen=True)
class Container:
    """The members in their order, the parsed parts that hold text, and the parsed parts that are left as they are."""

    members: Mapping[str, bytes]
    texts: Mapping[str, Element]
    others: Mapping[str, Element]


def unpack(content: bytes) -> Container:
    """Open the template, or raise a fault that names every reason not to."""
    _refuse_other_kinds(content)
    members = _members(content)
    roots = {name: _parse(data) for name, data in members.items() if name.endswith((".xml", ".rels"))}
    texts = _texts(members, roots)
    if any(len(members[name]) > MAX_TEXT for name in texts):
        raise TemplateFault(_LONG)
    ties = tuple(dict.fromkeys(sentence for name, root in roots.items() for sentence in _ties(name, root)))
    if ties:
        raise TemplateFault(*ties)
    return Container(
        members=members,
        texts={name: roots[name] for name in texts},
        others={name: root for name, root in roots.items() if name not in texts and name.startswith("word/")},
    )


def _refuse_other_kinds(content: bytes) -> None:
    if len(content) > MAX_FILE:
        raise TemplateFault(_BIG)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TemplateFault(_PASSWORD if "EncryptedPackage".encode("utf-16-le") in content else _OLD)
    if not content.startswith(b"PK"):
        raise TemplateFault(_NOT_DOCX)
    # The directory itself may be the bomb; what is embedded has directories of its own.
    if content.count(b"PK\x01\x02") > 3 * MAX_MEMBERS:
        raise TemplateFault(_BOMB)


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bombs(infos)
            return {info.filename: _read(archive, info) for info in infos}
    except TemplateFault:
        raise
    except _BROKEN as error:
        raise TemplateFault(_DAMAGED) from error


def _refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    if any(info.flag_bits & 0x1 for info in infos):
        raise TemplateFault(_PASSWORD)
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise TemplateFault(_BOMB)
    if len({info.filename for info in infos}) < len(infos):
        raise TemplateFault(_DAMAGED)
    if any(info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for info in infos):
        raise TemplateFault(_DAMAGED)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.filename.endswith((".xml", ".rels")) and info.file_size > MAX_PART:
        raise TemplateFault(_LONG)
    with archive.open(info) as stream:
        # One byte more than promised: a directory that lies is caught by its checksum or here.
        data = stream.read(info.file_size + 1)
    if len(data) != info.file_size:
        raise TemplateFault(_DAMAGED)
    return data


def _parse(data: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TemplateFault(_HOSTILE if b"<!DOCTYPE" in data or b"<!ENTITY" in data else _DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        raise TemplateFault(_HOSTILE)
    return root


def _texts(members: Mapping[str, bytes], roots: Mapping[str, Element]) -> frozenset[str]:
    if _TYPES not in roots:
        raise TemplateFault(_NOT_DOCX)
    stated = {
        (entry.get("PartName") or "").lstrip("/"): entry.get("ContentType") or ""
        for entry in roots[_TYPES]
        if entry.get("PartName")
    }
    kinds = [*stated.values(), *(entry.get("ContentType") or "" for entry in roots[_TYPES])]
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        raise TemplateFault(_MACROS)
    if any(name.lower().endswith("vbaproject.bin") for name in members):
        raise TemplateFault(_MACROS)
    if _WORD + "template.main+xml" in kinds:
        raise TemplateFault(_DOTX)
    texts = frozenset(name for name, kind in stated.items() if kind in _TEXTS and name in roots)
    if not any(stated[name] == _MAIN for name in texts):
        raise TemplateFault(_NOT_DOCX)
    return texts


def _ties(name: str, root: Element) -> Iterator[str]:
    """Find what the file takes from outside: links of the reader are fine, anything Word loads itself is not."""
    if name.endswith(".rels"):
        for relation in root:
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            if kind in _ALIEN:
                yield f"В файле есть {_ALIEN[kind]}. Уберите это из документа и загрузите файл снова."
            elif (relation.get("TargetMode") or "").lower() == "external" and kind != "hyperlink":
                yield _TIES.get(kind, _TIE.format(kind=kind))
        return
    for field in _fields(root):
        yield _TIE.format(kind=f"поле {field}")


_LOADING = re.compile(r"^\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE)\b", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _fields(root: Element) -> Iterator[str]:
    for paragraph in root.iter(_W + "p"):
        codes = ["".join(part.text or "" for part in paragraph.iter(_W + "instrText"))]
        codes += [simple.get(_W + "instr") or "" for simple in paragraph.iter(_W + "fldSimple")]
        for code in codes:
            if found := _LOADING.match(code):
                yield found.group(1).upper()
