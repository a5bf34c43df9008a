"""«Обзор» and what is done from it: the list behind a number, reminders, Excel."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from estafeta.control import actions, matrix, reminders
from estafeta.control.axes import AXES
from estafeta.control.forms import BehindForm, MatrixForm, RemindForm
from estafeta.control.tallies import STANDINGS, watched
from estafeta.core.components.parts import Link
from estafeta.core.files import EXCEL, download
from estafeta.core.forms import PageForm, SureForm
from estafeta.core.lists.columns import Column
from estafeta.core.lists.export import MOST_ROWS, file_name, write_workbook
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import below
from estafeta.workbench.forms import TickedForm
from estafeta.workbench.pages import flash, page
from russian.figures import percent
from russian.plurals import counted

RIGHT = "roadmaps.view_overview"
PAGE = 100


def query_of(kept: Mapping[str, str], **more: str) -> str:
    """The filters of an address as a query string, with some of them set anew and empty ones left out."""
    return urlencode({name: value for name, value in (dict(kept) | more).items() if value})


@require_GET
@ruled(RIGHT)
def overview(request: TenantRequest, organisation: str) -> HttpResponse:
    """Organisations down, stages, sections or months across."""
    form = MatrixForm(request.GET)
    filters = form.filters()
    shown = matrix.matrix(request.actor, request.today, filters, page=PageForm(request.GET).chosen()["page"])
    kept = form.kept()
    query = query_of(kept)
    return page(
        request, "control/overview.html",
        matrix=shown,
        rows=[(row, _place(kept, row, shown)) for row in shown.rows],
        form=form,
        filters=filters,
        tabs=[Link(label, f"?{query_of(kept, axis=key)}", key == filters.axis) for key, label in AXES.items()],
        query=query,
        pages=f"{query}&" if query else "",
        other_columns=query_of(kept, columns="" if filters.every_column else "all"),
        sorts={key: f"?{query_of(kept, sort=key)}" for key in matrix.SORTS},
        narrowed=bool(filters.kind or filters.only or filters.first or filters.last),
        may_remind=may("control.remind", request.actor) and not shown.numbers_only,
    )  # fmt: skip


def _place(kept: Mapping[str, str], row: matrix.Row, shown: matrix.Matrix) -> str:
    """The address of the list behind a row, relative: a page has hundreds of them. A region has none."""
    return "" if shown.numbers_only else f"list/?{query_of(kept, organisation=row.organisation.slug)}"


@require_GET
@ruled(RIGHT)
def behind(request: TenantRequest, organisation: str) -> HttpResponse:
    """The dues behind a number of the matrix."""
    form = BehindForm(request.GET)
    chosen = form.chosen()
    rows = matrix.behind(request.actor, request.today, form.filters(), **chosen)
    kept = form.kept()
    pages = query_of(kept, **chosen)
    return page(
        request, "control/behind.html",
        rows=Paginator(rows, PAGE).get_page(PageForm(request.GET).chosen()["page"]),
        query=query_of(kept),
        pages=f"{pages}&" if pages else "",
        standing=STANDINGS.get(chosen["standing"], "Все сроки"),
        chips=_chips(kept, chosen),
        numbers_only=matrix.sees_numbers_only(request.organisation),
    )  # fmt: skip


def _chips(kept: Mapping[str, str], chosen: dict[str, str]) -> list[Link]:
    """Narrow the list to one standing; organisation and column stay."""
    every = [("", "Все"), *STANDINGS.items()]
    return [
        Link(label, f"?{query_of(kept, **{**chosen, 'standing': key})}", key == chosen["standing"])
        for key, label in every
    ]


@require_http_methods(["GET", "POST"])
@ruled(RIGHT)
def export(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """The matrix as a spreadsheet: all rows that the filters leave, or the ticked ones."""
    chosen = None
    if request.method == "POST":
        chosen = _ticked(request, below(request.organisation))
    shown = _whole(request, chosen)
    file = write_workbook("Обзор", tuple(_columns(shown)), shown.rows)
    actions.record_overview_export(actor=request.actor, rows=len(shown.rows))
    return download(file, file_name("Обзор", request.today), EXCEL)


def _ticked(request: TenantRequest, rows: QuerySet[Organisation]) -> list[str]:
    """The slugs that were ticked; nothing when any of them is not among the rows."""
    form = TickedForm(request.POST, keys=rows.values_list("slug", flat=True))
    return list(form.cleaned_data["selected"]) if form.is_valid() else []


def _whole(request: TenantRequest, chosen: Collection[str] | None) -> matrix.Matrix:
    filters = MatrixForm(request.GET).filters()
    return matrix.matrix(request.actor, request.today, filters, size=MOST_ROWS, chosen=chosen)


def _columns(shown: matrix.Matrix) -> list[Column]:
    def number(name: str, place: int | None = None) -> Any:
        return lambda row: getattr(row.total if place is None else row.cells[place].tally, name)

    columns = [Column("name", "Организация", lambda row: row.organisation.short_name, width=40)]
    columns += [Column(key, label, number(key), width=14) for key, label in STANDINGS.items()]
    columns += [
        Column("complete", "Полнота", lambda row: percent(row.total.finished, row.total.due), width=12),
        Column("timely", "Своевременность", lambda row: percent(row.total.done, row.total.due), width=16),
    ]
    for place, column in enumerate(shown.columns):
        done, late = number("finished", place), number("late", place)
        columns.append(Column(f"{column.key}-done", f"{column.title}: выполнено", done, width=16))
        columns.append(Column(f"{column.key}-late", f"{column.title}: просрочено", late, width=16))
    return columns


@require_POST
@ruled("control.remind")
def remind(request: TenantRequest, organisation: str) -> HttpResponse:
    """Remind the ticked organisations: first the text and whom it reaches, then it is sent."""
    institutions = watched(request.organisation)
    chosen = list(institutions.filter(slug__in=_ticked(request, institutions)))
    sure = SureForm(request.POST).chosen()["sure"]
    form = RemindForm(request.POST if sure else None, initial={"text": reminders.DEFAULT_TEXT})
    if form.is_valid():
        text = form.cleaned_data["text"]
        count = reminders.remind(actor=request.actor, organisations=chosen, text=text, today=request.today)
        flash(request, f"Напоминание отправлено: {counted(count, 'человек', 'человека', 'человек')}.")
        return redirect("control:overview", organisation=organisation)
    found = reminders.recipients(chosen, request.today)
    return page(request, "control/remind.html", 422 if form.errors else 200, form=form, found=found)
