"""A .docx as a template: what may be filled in it, without macros or ties to outside files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docforge.placeholders.shapes import TemplateFault
from office_files.errors import Unreadable
from office_files.limits import MEGABYTE, Bounds
from office_files.markup import Element
from office_files.refusals import NOT_DOCX
from office_files.word.package import Package, open_package

BOUNDS = Bounds(file=20 * MEGABYTE, members=2_000, unpacked=50 * MEGABYTE, part=10 * MEGABYTE)
MAX_TEXT = 4 * MEGABYTE
"""Bytes of a part that is filled."""

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = _WORD + "document.main+xml"
_TEXTS = frozenset({_MAIN, *(_WORD + kind + "+xml" for kind in ("header", "footer", "footnotes", "endnotes"))})

_MACROS = (
    "В файле есть макросы, такие шаблоны система не принимает. Сохраните его как «Документ Word (.docx)» без макросов."
)
_DOTX = "Это файл шаблона .dotx. Откройте его, сохраните как «Документ Word (.docx)» и загрузите снова."
_LONG = "В файле слишком много текста для шаблона. Оставьте в нём только сам бланк и загрузите снова."
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
    try:
        package = open_package(content, BOUNDS)
    except Unreadable as error:
        raise TemplateFault(error.sentence) from error
    texts = _texts(package)
    if any(len(package.members[name]) > MAX_TEXT for name in texts):
        raise TemplateFault(_LONG)
    ties = tuple(dict.fromkeys(sentence for name, root in package.roots.items() for sentence in _ties(name, root)))
    if ties:
        raise TemplateFault(*ties)
    return Container(
        members=package.members,
        texts={name: package.roots[name] for name in texts},
        others={name: root for name, root in package.roots.items() if name not in texts and name.startswith("word/")},
    )


def _texts(package: Package) -> frozenset[str]:
    kinds = {*package.types.values(), *package.defaults}
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        raise TemplateFault(_MACROS)
    if any(name.lower().endswith("vbaproject.bin") for name in package.members):
        raise TemplateFault(_MACROS)
    if _WORD + "template.main+xml" in kinds:
        raise TemplateFault(_DOTX)
    texts = frozenset(name for name, kind in package.types.items() if kind in _TEXTS and name in package.roots)
    if not any(package.types[name] == _MAIN for name in texts):
        raise TemplateFault(NOT_DOCX)
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
