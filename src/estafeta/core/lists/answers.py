"""From a registry and its rows to an answer: a page, the fragment that changes, or a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from estafeta.core.files import EXCEL, download
from estafeta.core.lists.export import CHUNK, MOST_ROWS, file_name, write_workbook
from estafeta.core.lists.filters import Rows
from estafeta.core.lists.registry import Listing, Registry, list_rows
from estafeta.core.refusals import Refusal

TEMPLATE = "core/list.html"
FRAGMENT = "list"
OnExport = Callable[[int], None]


def show(
    request: HttpRequest,
    registry: Registry,
    rows: Rows,
    *,
    today: dt.date,
    template: str = TEMPLATE,
    context: dict[str, Any] | None = None,
    on_export: OnExport | None = None,
) -> HttpResponseBase:
    """Answer a request for a list. A page of its own extends `core/list.html`; `on_export` hears how many rows left.

    Refuses a spreadsheet of more rows than Excel holds.
    """
    listing = list_rows(registry, rows, request.GET, today=today)
    if listing.asks_file:
        return export(listing, on_export)
    page = listing.page
    values = {"listing": listing, "page": page, "lines": listing.lines(page), "today": today, **(context or {})}
    answer = render(request, f"{TEMPLATE}#{FRAGMENT}" if wants_fragment(request) else template, values)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def wants_fragment(request: HttpRequest) -> bool:
    """True when htmx will swap the list alone; a page restored from history is asked for whole."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return False
    return bool(htmx.target == FRAGMENT and not htmx.history_restore_request)


def export(listing: Listing, on_export: OnExport | None) -> HttpResponseBase:
    """Stream the filtered rows, all pages of them, as a spreadsheet."""
    count = listing.rows.count()
    if count > MOST_ROWS:
        raise Refusal("Строк больше, чем помещается в таблицу Excel. Сузьте список отбором.")
    registry = listing.registry
    file = write_workbook(registry.title, registry.columns, listing.rows.iterator(chunk_size=CHUNK))
    if on_export:
        on_export(count)
    return download(file, file_name(registry.title, listing.today), EXCEL)
