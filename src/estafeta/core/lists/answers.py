"""From a registry and its rows to an answer: a page, the fragment that changes, or a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from estafeta.core.files import EXCEL, download
from estafeta.core.lists.acts import acts_of
from estafeta.core.lists.export import CHUNK, MOST_ROWS, file_name, write_workbook
from estafeta.core.lists.filters import Rows
from estafeta.core.lists.papers import MOST_PRINTED, TYPES, print_list
from estafeta.core.lists.registry import Listing, Registry, list_rows
from estafeta.core.lists.tools import drawn_tools
from estafeta.core.refusals import Refusal
from russian.figures import figure

TEMPLATE = "core/list.html"
FRAGMENT = "list"
OnExport = Callable[[int], None]
Dress = Callable[[list[Any]], list[Any]]


def show(
    request: HttpRequest,
    registry: Registry,
    rows: Rows,
    *,
    today: dt.date,
    template: str = TEMPLATE,
    context: dict[str, Any] | None = None,
    on_export: OnExport | None = None,
    dress: Dress | None = None,
    owner: str = "",
    heard: Callable[[Listing], None] | None = None,
) -> HttpResponseBase:
    """Answer a request for a list. A page of its own extends `core/list.html`; `on_export` hears how many rows left.

    `dress` fetches at once what the cells of some rows need; `owner` is whose list it is, printed above it; `heard` is
    given what was asked. Refuses a spreadsheet of more rows than Excel holds and a paper of more than can be printed.
    """
    listing = list_rows(registry, rows, request.GET, today=today)
    if heard is not None:
        heard(listing)
    if listing.file:
        return export(listing, on_export, dress, owner)
    page = listing.page
    if dress is not None:
        page.object_list = dress(list(page.object_list))
    acts = acts_of(registry.code, getattr(request, "actor", None))
    values = {"listing": listing, "page": page, "lines": listing.lines(page), "today": today, "acts": acts}
    values["ticks"] = registry.ticks if acts or registry.bulk else ""
    values["tools"] = drawn_tools(request) if registry.filters else ()
    drawn = f"{TEMPLATE}#{FRAGMENT}" if wants_fragment(request) else template
    answer = render(request, drawn, values | (context or {}))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def wants_fragment(request: HttpRequest) -> bool:
    """True when htmx will swap the list alone; a page restored from history is asked for whole."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return False
    return bool(htmx.target == FRAGMENT and not htmx.history_restore_request)


def export(
    listing: Listing, on_export: OnExport | None, dress: Dress | None = None, owner: str = ""
) -> HttpResponseBase:
    """The filtered rows, all pages of them, as a file; a spreadsheet is written row by row."""
    count = listing.rows.count()
    registry, spreadsheet = listing.registry, listing.file == "xlsx"
    if count > MOST_ROWS:
        raise Refusal("Строк больше, чем помещается в таблицу Excel. Сузьте список отбором.")
    if not spreadsheet and count > MOST_PRINTED:
        raise Refusal(f"На печать уходит не больше {figure(MOST_PRINTED)} строк. Сузьте список или выгрузите в Excel.")
    rows = dressed(listing.rows, dress)
    if on_export:
        on_export(count)
    name = file_name(registry.title, listing.today).removesuffix(".xlsx")
    if spreadsheet:
        return download(write_workbook(registry.title, listing.columns, rows), f"{name}.xlsx", EXCEL)
    made = print_list(listing.file, registry.title, listing.columns, rows, today=listing.today, owner=owner)
    return download(made, f"{name}.{listing.file}", TYPES[listing.file])


def dressed(rows: Rows, dress: Dress | None) -> Iterator[Any]:
    """The rows a chunk at a time, each chunk with what its cells need."""
    every = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(every, CHUNK)):
        yield from dress(chunk) if dress is not None else chunk
