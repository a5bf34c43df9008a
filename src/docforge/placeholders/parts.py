"""The parts of a template that hold text, made ready for jinja: tags healed, everything else hidden from it."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docxtpl import DocxTemplate
from lxml import etree

from docforge.placeholders.blocks import check
from docforge.placeholders.container import Container, unpack
from docforge.placeholders.tags import Span, Tag, find
from office_files.markup import Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
T, P, TBL = f"{{{W}}}t", f"{{{W}}}p", f"{{{W}}}tbl"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ALONE = {"tr": "в отдельной строке таблицы", "tc": "в отдельной ячейке", "p": "в отдельном абзаце"}
_MAX_TAGS = 3000
_MAX_BRACES = 20_000
# Noncharacters stand for braces that are no tag, and for line ends, until docxtpl and jinja's counting are past.
_OPEN, _CLOSE, _LINE = "\ufdd0", "\ufdd1", "\ufdd2"
_HIDE = str.maketrans({"{": _OPEN, "}": _CLOSE, "\n": _LINE, _OPEN: None, _CLOSE: None, _LINE: None})
_SHOW = {_OPEN: "&#123;", _CLOSE: "&#125;", _LINE: "&#10;"}
_HIDDEN = re.compile("[{}\n\ufdd0-\ufdd2]")
_TANGLED = "Метки в файле стоят слишком запутанно. Наберите их заново, каждую в своём абзаце."
_TAGGED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_BEYOND = "Метки стоят там, где система их не заполняет ({place}): «{shown}». Перенесите их в обычный текст документа."


@dataclass
class Part:
    """One part: its source for jinja, where the n-th tag begins a line, and its tags in that order."""

    name: str
    source: str = ""
    tags: list[Tag] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def blocks(self) -> bool:
        """Return whether anything can be repeated or left out."""
        return any(tag.opener == "{%" for tag in self.tags)

    @property
    def cells(self) -> bool:
        """Return whether the number of cells of a row can change."""
        return any(tag.scope == "tc" for tag in self.tags)


@dataclass(frozen=True)
class Draft:
    """A template taken apart: parts with tags, members that stay as they are, and what is wrong with it."""

    members: Mapping[str, bytes]
    parts: tuple[Part, ...]
    problems: tuple[str, ...]


def prepare(content: bytes) -> Draft:
    """Take a template apart; raise a fault only where it cannot be opened at all."""
    container = unpack(content)
    parts = [_part(name, root) for name, root in container.texts.items()]
    problems = [problem for part in parts for problem in part.problems]
    problems += _beyond(container)
    if sum(len(part.tags) for part in parts) > _MAX_TAGS:
        problems.append(f"В файле больше {_MAX_TAGS} меток. Разделите шаблон на несколько файлов.")
    return Draft(container.members, tuple(part for part in parts if part.source or part.tags), tuple(problems))


def _beyond(container: Container) -> Iterator[str]:
    for name, root in container.others.items():
        if not name.endswith(".rels") and (shown := _begun("".join(root.itertext()))):
            yield _BEYOND.format(place="примечание или диаграмма", shown=shown)


def _begun(text: str) -> str:
    """Return the beginning of the first tag in the text, where there is one."""
    places = [place for place in (text.find("{{"), text.find("{%")) if place >= 0]
    return text[min(places) :][:60] if places else ""


def _part(name: str, root: Element) -> Part:
    part = Part(name)
    if any(element.prefix != "w" for element in root.iter(f"{{{W}}}*")) or root.nsmap.get("w") != W:
        part.problems.append(
            "Файл сохранён в необычном виде. Сохраните его как «Документ Word (.docx)» и загрузите снова."
        )
        return part
    if sum((piece.text or "").count("{") for piece in root.iter(T)) > _MAX_BRACES:
        part.problems.append("В файле слишком много фигурных скобок. Оставьте только метки и загрузите файл снова.")
        return part
    places = _heal(part, root)
    part.problems += _eaten(places)
    _unbind(places)
    part.problems += _hide(root)
    part.tags = [tag for tag in part.tags if tag.opener != "{#"]
    if part.problems or not (part.tags or places):
        return part
    xml = etree.tostring(root, encoding="unicode")
    if xml.count("{") != sum(tag.written.count("{") for _, tag in places):
        part.problems.append(_TANGLED)
        return part
    part.source = _source(xml)
    if part.cells and not all(map(_regular, root.iter(TBL))):
        part.problems.append("Таблица с меткой {%tc … %} повреждена. Постройте её в редакторе заново.")
    elif len(_TAGGED.findall(part.source)) != len(part.tags):
        part.problems.append(_TANGLED)
    else:
        part.problems += check(part.source, part.tags)
    return part


def _heal(part: Part, root: Element) -> list[tuple[Element, Tag]]:
    """Gather every tag into the first of the runs it was split over; return each with its place."""
    paragraphs: dict[Element, list[Element]] = {}
    for piece in root.iter(T):
        owner = next(piece.iterancestors(P), None)
        if owner is not None:
            paragraphs.setdefault(owner, []).append(piece)
    found: dict[Element, list[Tag]] = {}
    for pieces in paragraphs.values():
        text = "".join(piece.text or "" for piece in pieces)
        if "{" in text or "}" in text:
            spans, problems = find(text)
            part.problems += problems
            _rewrite(pieces, spans, found)
        else:
            for piece in pieces:
                piece.text = _hidden(piece.text or "")
    # The order of the document, which text boxes inside a paragraph make another than that of the paragraphs.
    places = [(piece, tag) for piece in root.iter(T) for tag in found.get(piece, ())]
    part.tags = [tag for _, tag in places]
    return places


def _rewrite(pieces: list[Element], spans: list[Span], found: dict[Element, list[Tag]]) -> None:
    offset, at, left = 0, 0, deque(spans)
    for piece in pieces:
        old = piece.text or ""
        end, new = offset + len(old), ""
        while left and left[0].start < end:
            tag, start = left[0].tag, left[0].start
            if start >= offset:
                new += old[at - offset : start - offset].translate(_HIDE) + tag.written
                found.setdefault(piece, []).append(tag)
            at = min(left[0].end, end)
            if left[0].end > end:
                break
            left.popleft()
        piece.text = new + old[at - offset :].translate(_HIDE)
        piece.set(_SPACE, "preserve")
        offset = at = end


def _hide(root: Element) -> Iterator[str]:
    """Keep braces that are no tag away from jinja; tell where a tag stands in something that is no text."""
    for element in root.iter():
        if element.tag != T and element.text:
            if shown := _begun(element.text):
                yield _BEYOND.format(place="поле, формула или надпись-рисунок", shown=shown)
            element.text = _hidden(element.text)
        elif element.text and next(element.iterancestors(P), None) is None:
            element.text = _hidden(element.text)
        if element.tail:
            element.tail = _hidden(element.tail)
        for key, value in element.attrib.items():
            if _HIDDEN.search(value):
                element.set(key, value.translate(_HIDE))


def _hidden(text: str) -> str:
    return text.translate(_HIDE) if _HIDDEN.search(text) else text


def _eaten(places: list[tuple[Element, Tag]]) -> Iterator[str]:
    """Refuse a tag that takes its row, cell or paragraph away where more than the tag itself would go."""
    crowds: dict[Element, int] = {}
    for piece, _ in places:
        for element in piece.iterancestors(*(f"{{{W}}}{scope}" for scope in _ALONE)):
            crowds[element] = crowds.get(element, 0) + 1
    for piece, tag in places:
        if not tag.scope:
            continue
        kind = f"{{{W}}}{tag.scope}"
        eaten = next(piece.iterancestors(kind), None)
        if eaten is None:
            yield f"Метка {tag.shown} должна стоять в таблице. Перенесите её в таблицу или уберите «{tag.scope}»."
        elif crowds[eaten] > 1 or next(eaten.iterdescendants(kind), None) is not None:
            yield f"Метка {tag.shown} должна стоять {_ALONE[tag.scope]}, без других меток. Перенесите её."


def _unbind(places: list[tuple[Element, Tag]]) -> None:
    """Free content controls of the data that Word would put back over the filled text."""
    for piece, _ in places:
        for control in piece.iterancestors(f"{{{W}}}sdt"):
            for setting in control.findall(f"{{{W}}}sdtPr/*"):
                if setting.tag in {f"{{{W}}}dataBinding", f"{{{W}}}showingPlcHdr"}:
                    setting.getparent().remove(setting)  # type: ignore[union-attr]


def _regular(table: Element) -> bool:
    """Tell whether docxtpl can count the columns of a table."""
    grid = table.find(f"{{{W}}}tblGrid")
    widths = [column.get(f"{{{W}}}w") or "" for column in grid] if grid is not None else [""]
    spans = [span.get(f"{{{W}}}val") or "" for span in table.iter(f"{{{W}}}gridSpan")]
    return bool(widths) and all(re.fullmatch("[0-9]{1,6}", number) for number in (*widths, *spans))


def _source(xml: str) -> str:
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(xml)
    # A line for every tag: jinja then tells by the line which tag it speaks of.
    marked = re.sub(r"(\{\{|\{%)(.*?)(?=\}\}|%\})", lambda tag: f"{tag[1]}\n{tag[2].replace('&amp;', '&')}", patched)
    for hidden, shown in _SHOW.items():
        marked = marked.replace(hidden, shown)
    return marked
