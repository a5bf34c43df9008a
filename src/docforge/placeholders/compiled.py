"""A template compiled once and filled hundreds of times: only the parts with tags are made anew."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateError, nodes
from lxml import etree

from docforge.placeholders.language import Reader
from docforge.placeholders.parts import TBL, Draft, P, W, prepare
from docforge.placeholders.sandbox import Sandbox
from docforge.placeholders.shapes import TemplateFault
from docforge.text import clean
from office_files.markup import Element

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Zip holds no earlier day; a fixed one keeps the bytes equal from run to run.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_MISSING = re.compile(r"'([^']+)' is undefined")
_ROW, _CELL = f"{{{W}}}tr", f"{{{W}}}tc"
_HOLDERS = tuple(f"{{{W}}}{name}" for name in ("hdr", "ftr", "txbxContent", "footnote", "endnote"))


@dataclass(frozen=True)
class _Filled:
    name: str
    template: Template
    blocks: bool
    cells: bool


class Compiled:
    """A template ready to be filled; `names` are the values it asks for.

    Raises a fault where the template cannot be used whatever the data. A template already taken apart is taken too.
    """

    def __init__(self, content: bytes | Draft) -> None:
        draft = prepare(content) if isinstance(content, bytes) else content
        sandbox = Sandbox()
        reader = Reader(sandbox)
        trees: dict[str, nodes.Template] = {}
        for part in () if draft.problems else draft.parts:
            if (tree := reader.read(part.source, part.tags)) is not None:
                trees[part.name] = tree
        if problems := (*draft.problems, *reader.problems):
            raise TemplateFault(*dict.fromkeys(problems))
        self.names = tuple(reader.used)
        self._parts = [
            _Filled(
                part.name, Template.from_code(sandbox, sandbox.compile(trees[part.name]), {}), part.blocks, part.cells
            )
            for part in draft.parts
        ]
        self._rest = _packed({name: data for name, data in draft.members.items() if name not in trees})

    def fill(self, values: Mapping[str, object]) -> bytes:
        """Return the document; the same values give the same bytes. Raises a fault that names a missing value."""
        plain = {name: _plain(name, values[name]) for name in self.names if name in values}
        tools = DocxTemplate(io.BytesIO())
        tools.docx_ids_index = 1000
        made = {part.name: _render(part, plain, tools) for part in self._parts}
        return _packed(made, upon=self._rest)


def fill(content: bytes, values: Mapping[str, object]) -> bytes:
    """Return the filled document. Raises TemplateFault; for many documents compile the template once."""
    return Compiled(content).fill(values)


def _plain(name: str, value: object) -> object:
    """Return a text, or rows of texts: nothing else ever meets the template."""
    if isinstance(value, str | bool) or value is None:
        return _word(value)
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        return _word(value)
    rows = list(value)
    if not all(isinstance(row, Mapping) for row in rows):
        raise TypeError(f"rows of {name} must be mappings")
    return [{str(column): _word(cell) for column, cell in row.items()} for row in rows]


def _word(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "да" if value else ""
    return clean(str(value))


def _render(part: _Filled, values: Mapping[str, object], tools: DocxTemplate) -> bytes:
    try:
        xml = part.template.render(values)
    except TemplateFault:
        raise
    except (TemplateError, TypeError, ValueError) as error:
        raise _fault(error) from error
    if part.blocks:
        root = tools.fix_tables(xml) if part.cells else etree.fromstring(xml, etree.XMLParser(huge_tree=True))
        _mend(root)
        tools.fix_docpr_ids(root)
        xml = etree.tostring(root, encoding="unicode")
    return (_DECLARATION + xml).encode()


def _fault(error: Exception) -> TemplateFault:
    if found := _MISSING.search(str(error)):
        return TemplateFault(f"Для метки {{{{ {found[1]} }}}} нет данных. Заполните их или уберите метку из шаблона.")
    return TemplateFault("Шаблон не подходит к данным. Проверьте его на странице шаблонов и загрузите снова.")


def _mend(root: Element) -> None:
    """Drop the tables that lost all rows and give the cells that lost all text an empty paragraph: Word wants so."""
    for kind, inner in ((_ROW, _CELL), (TBL, _ROW)):
        for element in [one for one in root.iter(kind) if one.find(f".//{inner}") is None]:
            _drop(element)
    for cell in root.iter(_CELL):
        if cell.find(f".//{P}") is None or cell[-1].tag == TBL:
            etree.SubElement(cell, P)
    for holder in root.iter(*_HOLDERS):
        if holder.find(f".//{P}") is None:
            etree.SubElement(holder, P)


def _drop(element: Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _packed(members: Mapping[str, bytes], upon: bytes = b"") -> bytes:
    """Zip the members; those packed before stay as they are, so nothing is compressed twice."""
    target = io.BytesIO(upon)
    with zipfile.ZipFile(target, "a" if upon else "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, date_time=_ZIP_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return target.getvalue()
