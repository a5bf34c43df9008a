"""The declaration of a list and what one request makes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Model, TextField
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from estafeta.core.components.parts import Link
from estafeta.core.lists.columns import Cell, Column, cells_of
from estafeta.core.lists.filters import Filter, Rows, Search
from estafeta.core.lookups import InRussian

PAGE_SIZE = 50
FILES = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"}
SORT, PAGE, EXPORT, COLUMNS = "sort", "page", "export", "columns"


@dataclass(frozen=True, slots=True)
class Registry:
    """A list of one kind. `ordering` is a sort value as in the address («-at»); the first column names the row.

    `chooses`: a reader picks her columns; `ticks` are the three forms of the
    noun after «Выбрано», rows then have boxes and `bulk` is the template of the acts on them; `tools` is a template
    beside the ways out, `welcome` one that stands instead of an empty list; `files` are the kinds of files that go out.
    With a `code` («app.what») rooms above offer acts on ticked rows too (`lists.acts`).
    `beside`: a row opens beside the list; its address answers htmx with `<c-side-panel>`.
    """

    title: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    ordering: str = ""
    page_size: int = PAGE_SIZE
    empty: str = "Здесь пока ничего нет"
    nothing_found: str = "Ничего не нашлось"
    exportable: bool = True
    chooses: bool = False
    ticks: str = ""
    bulk: str = ""
    tools: str = ""
    welcome: str = ""
    files: tuple[str, ...] = ("xlsx",)
    code: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column: without a link it does not sort."""

    title: str
    css: str
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One request's view of a registry: filtered and sorted rows, one page of them, and every address around."""

    registry: Registry
    form: forms.Form
    rows: Rows
    kept: dict[str, str]
    sort: str
    page_number: str
    today: dt.date
    said: dict[str, str]
    file: str
    columns: tuple[Column, ...]

    @property
    def page(self) -> Page[Any]:
        """The page asked for; a wrong number gives the nearest."""
        return Paginator(self.rows, self.registry.page_size).get_page(self.page_number)

    def lines(self, page: Page[Any]) -> Iterator[list[Cell]]:
        """The cells of the page, row by row."""
        return (cells_of(row, self.columns, self.today) for row in page.object_list)

    @property
    def headings(self) -> list[Heading]:
        """The heads of the columns; a click sorts, a second one turns the order round."""
        return [self.heading(column) for column in self.columns if column.listed]

    def heading(self, column: Column) -> Heading:
        """One head."""
        direction = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "")
        turned = f"-{column.key}" if direction == "ascending" else column.key
        url = self.address({**self.kept, **self.looks(), SORT: turned}) if column.sort else ""
        return Heading(column.title, column.classes, url, direction if column.sort else "")

    @property
    def chips(self) -> list[Link]:
        """What narrows the list now, each with the address without it; a last one resets all."""
        chips = [Link(words, self.address(self.without(name)), True, icon="x") for name, words in self.said.items()]
        return [*chips, Link("Сбросить", self.address(self.looks()))] if chips else []

    @property
    def query(self) -> str:
        """The address of the list without its page, ready for «page=2»."""
        return f"{self.plain_query}&" if self.plain_query else ""

    @property
    def plain_query(self) -> str:
        """What narrows and orders the list and which columns it has, as an address says it."""
        return urlencode({**self.kept, **self.looks()})

    @property
    def export_url(self) -> str:
        """The same rows as a spreadsheet."""
        return self.file_url("xlsx")

    def file_url(self, file: str) -> str:
        """The same rows and columns as a file."""
        return self.address({**self.kept, **self.looks(), EXPORT: file})

    @property
    def file_links(self) -> list[Link]:
        """Every kind of file that the list goes out as."""
        return [Link(FILES[file], self.file_url(file)) for file in self.registry.files]

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """The columns that may be picked, and whether each is shown; the first one always is."""
        return [(column, column in self.columns) for column in self.registry.columns[1:]]

    @property
    def search(self) -> Search | None:
        """The filter that is a line of text."""
        return next((part for part in self.registry.filters if isinstance(part, Search)), None)

    @property
    def searched(self) -> str:
        """The text that is searched now."""
        return self.kept.get(self.search.key, "") if self.search else ""

    @property
    def selects(self) -> list[forms.BoundField]:
        """The other fields of the form."""
        searched = {part.key for part in self.registry.filters if isinstance(part, Search)}
        return [field for field in self.form if field.name not in searched]

    def sorting(self) -> dict[str, str]:
        """The order as the address keeps it: only when it is not the usual one."""
        return {SORT: self.sort} if self.sort != self.registry.ordering else {}

    def looks(self) -> dict[str, str]:
        """The order and the columns as the address keeps them."""
        chosen = ",".join(column.key for column in self.columns)
        usual = ",".join(column.key for column in usual_columns(self.registry))
        return self.sorting() | ({COLUMNS: chosen} if chosen != usual else {})

    @property
    def looks_fields(self) -> list[tuple[str, str]]:
        """The same as hidden fields of the form of filters."""
        return list(self.looks().items())

    def without(self, name: str) -> dict[str, str]:
        """The address's parts without one filter."""
        return {**{key: value for key, value in self.kept.items() if key != name}, **self.looks()}

    @staticmethod
    def address(parts: dict[str, str]) -> str:
        """An address on the same page."""
        return f"?{urlencode(parts)}"


def list_rows(registry: Registry, rows: Rows, params: QueryDict, *, today: dt.date) -> Listing:
    """Filter and sort the rows by the address. What the address says wrongly is left out, never an error."""
    form = filter_form(registry, params)
    form.full_clean()
    cleaned = form.cleaned_data
    said: dict[str, str] = {}
    for part in registry.filters:
        rows = part.narrow(rows, cleaned)
        said |= part.says(cleaned)
    sort = known_sort(registry, params.get(SORT, ""))
    order = ordering(registry, sort, rows.model)
    return Listing(
        registry=registry,
        form=form,
        rows=rows.order_by(*order),
        kept={name: str(params[name]) for name in said},
        sort=sort,
        page_number=params.get(PAGE, "1"),
        today=today,
        said=said,
        file=params.get(EXPORT, "") if registry.exportable and params.get(EXPORT) in registry.files else "",
        columns=chosen_columns(registry, params.getlist(COLUMNS)),
    )


def usual_columns(registry: Registry) -> tuple[Column, ...]:
    """The columns of somebody who has not chosen any."""
    return tuple(column for column in registry.columns if column.usual)


def chosen_columns(registry: Registry, asked: list[str]) -> tuple[Column, ...]:
    """The columns that the address names, the first one always among them; the usual ones where it names none."""
    keys = {key for part in asked for key in part.split(",")}
    if not registry.chooses or not keys:
        return usual_columns(registry)
    first, *rest = registry.columns
    return (first, *(column for column in rest if column.key in keys))


def filter_form(registry: Registry, params: QueryDict) -> forms.Form:
    """The form of all filters, bound to the address."""
    fields = {name: field for part in registry.filters for name, field in part.fields().items()}
    form: forms.Form = type("FilterForm", (forms.Form,), fields)(params)
    return form


def known_sort(registry: Registry, asked: str) -> str:
    """Return what was asked when a column sorts so, else the usual order."""
    keys = {column.key for column in registry.columns if column.sort}
    return asked if asked.removeprefix("-") in keys else registry.ordering


def ordering(registry: Registry, sort: str, model: type[Model]) -> list[OrderBy | str]:
    """The database's order: words as Russian lists have them, rows without a value last, ties by key.

    Ties by key keep pages from overlapping. «Nulls last» is said only where there may be any: it keeps PostgreSQL from
    walking an index.
    """
    down = sort.startswith("-")
    names = next((column.sort for column in registry.columns if column.key == sort.removeprefix("-")), ())
    order: list[OrderBy | str] = []
    for name in names:
        field, nullable = field_of(model, name)
        words = isinstance(field, CharField | TextField) and not field.choices
        value = InRussian(F(name)) if words else F(name)
        last = True if nullable else None
        order.append(value.desc(nulls_last=last) if down else value.asc(nulls_last=last))
    return [*order, "-pk" if down else "pk"]


def field_of(model: type[Model], path: str) -> tuple[object, bool]:
    """The field at the end of a path and whether it may be without a value; of an annotation nothing is known."""
    field: object = None
    nullable = False
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return None, True
        nullable = nullable or bool(getattr(field, "null", True))
        related = getattr(field, "related_model", None)
        model = related if isinstance(related, type) else model
    return field, nullable
