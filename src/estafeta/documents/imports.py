"""Many papers from one spreadsheet: headings are the labels of the fields, a line is a paper.

Where a kind has a list of rows, several lines with the same first column «Документ» make one paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from docforge import kinds
from docforge.kinds import PaperKind, Variable
from estafeta.core.imports import Column, ImportKind, Item, import_kind
from estafeta.core.imports.columns import day, words, yes
from estafeta.core.refusals import Refusal
from estafeta.documents.actions import start_batch
from estafeta.documents.packs import paper_kinds
from estafeta.documents.people import person_of
from estafeta.organisations.actors import Actor
from russian.folding import search_key

PAPER = "paper"
EXAMPLE_DAY = "01.09.2026"
EXAMPLE_PERSON = "Иванова Мария Петровна, учитель химии"


@import_kind
class Papers(ImportKind):
    """Papers of one kind: each becomes a draft, all of them are made in the background and packed."""

    code = "documents.papers"
    title = "Документы по списку"
    right = "documents.draft"
    forms = ("документ", "документа", "документов")
    new = whom = ("новый", "новых", "новых")
    hint = "Одна таблица — много документов одного вида: каждый станет проектом в реестре, все вместе — архивом."
    grouped_by = PAPER
    most = 2_000

    def variants(self, actor: Actor) -> Sequence[tuple[str, str]]:
        """The kinds of papers that suit the organisation."""
        return [(kind.code, kind.title) for kind in paper_kinds().values() if kind.suits(actor.organisation.kind)]

    def columns(self, actor: Actor, variant: str) -> Sequence[Column]:
        """The fields of the kind; before the columns of a list the one that says which lines make one paper."""
        kind = paper_kinds()[variant]
        lists = [variable for variable in kind.variables if variable.sort == "rows"]
        found = [_key()] if lists else []
        found += [_single(variable) for variable in kind.variables if variable.sort != "rows"]
        return [*found, *(column for variable in lists for column in _of_list(variable))]

    def label(self, item: Item) -> str:
        """The paper by its number, or by its first line."""
        return f"документ {item.values[PAPER]}" if PAPER in item.values else f"строка {item.number}"

    def faults(self, actor: Actor, variant: str, item: Item) -> Mapping[str, str]:
        """What the kind of paper misses; a list is missed at its first column."""
        kind = paper_kinds()[variant]
        lists = {variable.name for variable in kind.variables if variable.sort == "rows"}
        found = kinds.faults(kind, values_of(kind, actor.organisation.kind, item))
        return {_of_row(name, 0) if name in lists else name: sentence for name, sentence in found.items()}

    def hand_over(self, actor: Actor, variant: str, items: Sequence[Item], name: str) -> str:
        """Begin to make the papers."""
        kind = paper_kinds()[variant]
        papers = tuple(values_of(kind, actor.organisation.kind, item) for item in items)
        batch = start_batch(actor=actor, kind=variant, file_name=name, papers=papers)
        return reverse("documents:batch", args=[actor.organisation.slug, batch.pk])


def values_of(kind: PaperKind, subject: str, item: Item) -> dict[str, object]:
    """The values of a paper; `subject` is the kind of organisation, whose defaults fill what is left empty."""
    values: dict[str, object] = {}
    for variable in kind.variables:
        if variable.sort == "rows":
            values[variable.name] = _rows_of(variable, item)
        else:
            values[variable.name] = item.values.get(variable.name) or variable.default_in(subject)
    return values


def _rows_of(variable: Variable, item: Item) -> list[list[object]]:
    """The rows of a list in the paper, without those that are empty."""
    keys = [_of_row(variable.name, place) for place in range(len(variable.columns))]
    rows = [[line.get(key, "") for key in keys] for line in item.lines]
    return [row for row in rows if any(row)]


def _key() -> Column:
    return Column(
        PAPER,
        "Документ",
        synonyms=("бумага", "номер документа"),
        example="1",
        note="Строки с одним и тем же значением составят один документ",
    )


def _single(variable: Variable) -> Column:
    return Column(
        variable.name,
        variable.label,
        _reader(variable),
        required=variable.required and not variable.default,
        example={"date": EXAMPLE_DAY, "person": EXAMPLE_PERSON, "boolean": "да"}.get(variable.sort, ""),
        note=variable.help,
    )


def _of_list(variable: Variable) -> list[Column]:
    return [
        Column(_of_row(variable.name, place), title, repeats=True, note=variable.help)
        for place, title in enumerate(variable.columns)
    ]


def _of_row(name: str, place: int) -> str:
    return f"{name}.{place}"


def _reader(variable: Variable) -> Callable[[str], Any]:
    if variable.choices:
        return _chosen(variable)
    readers: dict[str, Callable[[str], Any]] = {
        "date": lambda text: _iso(day(text)),
        "person": lambda text: person_of(words(text)),
        "people": lambda text: [person for person in map(person_of, text.splitlines()) if person],
        "boolean": yes,
        "long_text": str,
        "number": _number,
    }
    return readers.get(variable.sort, words)


def _iso(found: dt.date) -> str:
    return found.isoformat()


def _number(text: str) -> str:
    number = "".join(text.split()).replace(",", ".")
    if not number.replace(".", "", 1).removeprefix("-").isdecimal():
        raise Refusal("не похоже на число")
    return number


def _chosen(variable: Variable) -> Callable[[str], str]:
    names = {search_key(choice): choice for choice in variable.choices}

    def read(text: str) -> str:
        found = names.get(search_key(text))
        if found is None:
            raise Refusal(f"подойдёт одно из: {', '.join(variable.choices)}")
        return found

    return read
