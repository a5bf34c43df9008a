"""What each row of a table would do: new, different from what is there, the same, or to be looked at by a person.

Nothing is changed here. The source is what a draft keeps of an import:

    {"import": code, "variant": "", "file": name, "sheets": [sheet, …], "sheet": 0, "heading": 0,
     "meanings": ["email", "", …] of the columns, "edits": {"22": {"email": text}} by number of row,
     "choices": {"31": "17" or "new"} where a match is not certain, "kept": {"31": ["post"]} where the base wins,
     "left": ["40"] rows that are left out}
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from estafeta.core.imports import Column, ImportKind, Item, Known
from estafeta.core.refusals import Refusal
from estafeta.organisations.actors import Actor
from estafeta.workbench.imports.recognising import heads_of
from russian.folding import search_key

NEW, DIFFERS, SAME, CHECK, LEFT = "new", "differs", "same", "check", "left"
NEW_ONE = "new"
EMPTY = "нужно заполнить"

Source = dict[str, Any]
Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is in the file or was mended: `problem` is what is wrong with it."""

    key: str
    number: int
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the file gives otherwise than the base; `taken` says that the file wins."""

    key: str
    title: str
    was: str
    now: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, or several that make one thing. `known` is the row of the base that it is about.

    `candidates` are those it may be about, `why` is what is wrong with it as a whole.
    """

    item: Item
    label: str
    cells: tuple[Cell, ...]
    status: str = NEW
    known: Known | None = None
    candidates: tuple[Known, ...] = ()
    differences: tuple[Difference, ...] = ()
    why: str = ""
    more: tuple[int, ...] = field(default=())

    @property
    def number(self) -> int:
        """Its number in the file."""
        return self.item.number

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all its rows."""
        return (self.number, *self.more)

    @property
    def wrong(self) -> tuple[Cell, ...]:
        """The cells to mend."""
        return tuple(cell for cell in self.cells if cell.problem)

    @property
    def taken(self) -> dict[str, Any]:
        """The values that would be written into the row of the base."""
        return {row.key: self.item.values[row.key] for row in self.differences if row.taken}


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole table, checked. `columns` are those that the file feeds or that must be filled by hand.

    `lacking` are required columns that nothing feeds: then there are no lines.
    """

    columns: tuple[Column, ...]
    lacking: tuple[str, ...]
    lines: tuple[Line, ...]

    def count(self, *statuses: str) -> int:
        """How many lines stand so."""
        return sum(line.status in statuses for line in self.lines)

    @property
    def ready(self) -> tuple[Line, ...]:
        """The lines that would be written."""
        return tuple(line for line in self.lines if line.status in (NEW, DIFFERS))


def rows_of(source: Source) -> list[list[Any]]:
    """The rows of the chosen sheet, the heading among them."""
    rows: list[list[Any]] = source["sheets"][source["sheet"]]["rows"]
    return rows


def with_rows(source: Source, numbers: Collection[int]) -> Source:
    """The source with its heading and the rows of these numbers alone; all that was said of them is kept."""
    sheet, place = source["sheets"][source["sheet"]], source["heading"]
    head, body = sheet["rows"][: place + 1], sheet["rows"][place + 1 :]
    kept = {"name": sheet["name"], "rows": [*head, *(row for row in body if row[0] in numbers)]}
    return {**source, "sheets": [kept], "sheet": 0}


def check(kind: ImportKind, actor: Actor, source: Source, only: frozenset[int] | None = None) -> Checked:
    """Check the table, or the lines of the given numbers alone, against what is there now."""
    every = tuple(kind.columns(actor, source["variant"]))
    fed = {*source["meanings"], *(key for texts in source["edits"].values() for key in texts)}
    mapped = tuple(column for column in every if column.key in fed)
    lacking = tuple(column.title for column in every if column.required and column not in mapped)
    if lacking:
        return Checked(mapped, lacking, ())
    lines = [line for line in _lines(kind, actor, source, mapped) if only is None or line.number in only]
    asked = {column.key for column in mapped} | {cell.key for line in lines for cell in line.cells}
    shown = tuple(column for column in every if column.key in asked)
    return Checked(shown, (), _against_base(kind, actor, source, lines, mapped))


def _lines(kind: ImportKind, actor: Actor, source: Source, columns: Sequence[Column]) -> list[Line]:
    """Every line by itself: read, left out, or a repetition of one above."""
    lines = [_read(kind, actor, source["variant"], group, columns) for group in _groups(kind, source, columns)]
    left = frozenset(source["left"])
    return _repeated(kind, [replace(line, status=LEFT) if str(line.number) in left else line for line in lines])


def _against_base(
    kind: ImportKind, actor: Actor, source: Source, lines: Sequence[Line], columns: Sequence[Column]
) -> tuple[Line, ...]:
    """The lines, those that are sound held against what is there now: one question for all of them."""
    sound = [line for line in lines if line.status == NEW]
    found = kind.find(actor, source["variant"], [line.item for line in sound]) if sound else ()
    pairs = zip(sound, found, strict=True)
    matched = {line.number: _matched(line, tuple(known), source, columns) for line, known in pairs}
    return tuple(matched.get(line.number, line) for line in lines)


def _groups(kind: ImportKind, source: Source, columns: Sequence[Column]) -> Iterator[list[tuple[int, Texts]]]:
    """Lines that make one thing: those with the same text in the grouping column, wherever they stand; else each alone.

    A line without that text goes on with the one above.
    """
    groups: dict[str, list[tuple[int, Texts]]] = {}
    grouped = any(column.key == kind.grouped_by for column in columns)
    last = ""
    for number, texts in _texts(source, columns):
        last = (texts.get(kind.grouped_by, "") or last or str(number)) if grouped else str(number)
        groups.setdefault(last, []).append((number, texts))
    yield from groups.values()


def _texts(source: Source, columns: Sequence[Column]) -> Iterator[tuple[int, Texts]]:
    """The texts of each row by the keys of columns, mended; repeated headings and the line of the sample are out."""
    rows = rows_of(source)
    heads = [search_key(head) for head in heads_of(rows, source["heading"])]
    for number, cells in rows[source["heading"] + 1 :]:
        texts = _fed(cells, source["meanings"]) | source["edits"].get(str(number), {})
        is_heading = [search_key(cell) for cell in cells] == heads[: len(cells)]
        if any(texts.values()) and not is_heading and not _is_sample(texts, columns):
            yield number, texts


def _fed(cells: Sequence[str], meanings: Sequence[str]) -> Texts:
    """The texts of a row by the keys that its columns feed; columns of one key are joined by a space."""
    texts: dict[str, list[str]] = {}
    for text, key in zip(cells, meanings, strict=False):
        if key and text:
            texts.setdefault(key, []).append(text)
    return {key: " ".join(parts) for key, parts in texts.items()}


def _is_sample(texts: Texts, columns: Sequence[Column]) -> bool:
    asked = [column for column in columns if column.example]
    return len(asked) > 1 and all(texts.get(column.key, "") == column.example for column in asked)


def _read(
    kind: ImportKind, actor: Actor, variant: str, group: list[tuple[int, Texts]], columns: Sequence[Column]
) -> Line:
    (first, texts), *others = group
    again = [column for column in columns if column.repeats]
    read = [_read_row(columns, first, texts), *(_read_row(again, number, texts) for number, texts in others)]
    cells = [cell for row, _ in read for cell in row]
    item = Item(first, read[0][1], tuple(values for _, values in read))
    if not any(cell.problem for cell in cells):
        cells = _with_faults(cells, kind.faults(actor, variant, item), first)
    status = CHECK if any(cell.problem for cell in cells) else NEW
    more = tuple(number for number, _ in others)
    return Line(item, kind.label(item), tuple(cells), status, more=more)


def _read_row(columns: Sequence[Column], number: int, texts: Texts) -> tuple[list[Cell], dict[str, Any]]:
    """The cells of a row, and the values of those that say something that is understood."""
    read = [_read_cell(column, number, texts.get(column.key, "")) for column in columns]
    return [cell for cell, _ in read], {cell.key: value for cell, value in read if value is not None}


def _read_cell(column: Column, number: int, text: str) -> tuple[Cell, Any]:
    if not text:
        return Cell(column.key, number, "", EMPTY if column.required else ""), None
    try:
        return Cell(column.key, number, text), column.read(text)
    except Refusal as refusal:
        return Cell(column.key, number, text, refusal.sentence), None


def _with_faults(cells: list[Cell], faults: Mapping[str, str], number: int) -> list[Cell]:
    """Each fault stands at the first cell of its column; a column that the file does not have gets a cell to fill."""
    left = dict(faults)
    found = [replace(cell, problem=left.pop(cell.key)) if cell.key in left else cell for cell in cells]
    return [*found, *(Cell(key, number, "", sentence) for key, sentence in left.items())]


def _repeated(kind: ImportKind, lines: list[Line]) -> list[Line]:
    """A line that means the same as one above it waits for a person."""
    first: dict[Hashable, int] = {}
    found: list[Line] = []
    for line in lines:
        key = kind.key(line.item) if line.status == NEW else None
        again = key is not None and first.setdefault(key, line.number) != line.number
        why = f"повторяет строку {first[key]}" if again and key is not None else ""
        found.append(replace(line, status=CHECK, why=why) if again else line)
    return found


def _matched(line: Line, known: tuple[Known, ...], source: Source, columns: Sequence[Column]) -> Line:
    choice = source["choices"].get(str(line.number), "")
    certain = known[0] if len(known) == 1 and known[0].sure else None
    if certain is None and known:
        chosen = next((row for row in known if str(row.pk) == choice), None)
        if chosen is None:
            return replace(line, candidates=known, status=NEW if choice == NEW_ONE else CHECK)
        certain = chosen
    if certain is None:
        return line
    kept = source["kept"].get(str(line.number), ())
    differences = tuple(_differences(line.item, certain, columns, kept))
    status = DIFFERS if any(row.taken for row in differences) else SAME
    return replace(line, known=certain, candidates=known if choice else (), differences=differences, status=status)


def _differences(item: Item, known: Known, columns: Sequence[Column], kept: Sequence[str]) -> Iterator[Difference]:
    for column in columns:
        if column.key not in item.values or column.key not in known.values:
            continue
        was, now = known.values[column.key], item.values[column.key]
        if was != now:
            yield Difference(column.key, column.title, column.show(was), column.show(now), column.key not in kept)


def heads_with_names(source: Source, columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The headings of the file, each with the title of the column that it feeds, empty where it is not taken."""
    titles = {column.key: column.title for column in columns}
    heads = heads_of(rows_of(source), source["heading"])
    return [(head, titles.get(key, "")) for head, key in zip(heads, source["meanings"], strict=True)]
