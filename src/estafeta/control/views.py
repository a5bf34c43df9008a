"""The matrix «Контроль» and what is done from it: the list behind a number, reminders, Excel, saved views."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.control import actions, queries
from estafeta.control.forms import MatrixForm, RemindForm
from estafeta.core.components.parts import Link
from estafeta.core.lists.columns import Column
from estafeta.core.lists.export import file_name, write_workbook
from estafeta.core.phrases import counted, percent
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.models import SavedView
from estafeta.workbench.pages import flash, page

RIGHT = "roadmaps.view_overview"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 100
KEPT = ("axis", "kind", "only", "first", "last", "columns")


def kept(request: TenantRequest, **more: str) -> str:
    """The filters of the address as a query string, with some of them set anew."""
    chosen = {name: request.GET[name] for name in KEPT if request.GET.get(name)} | more
    return urlencode(chosen)


@require_GET
@ruled(RIGHT)
def control(request: TenantRequest, organisation: str) -> HttpResponse:
    """Organisations down, stages, sections or months across."""
    form = MatrixForm(request.GET)
    filters = form.filters()
    found = queries.matrix(request.actor, request.today, filters)
    tabs = [
        Link(label, f"?{kept(request, axis=key)}", current=key == filters.axis) for key, label in queries.AXES.items()
    ]
    return page(
        request,
        "control/matrix.html",
        matrix=found,
        form=form,
        filters=filters,
        tabs=tabs,
        query=kept(request),
        other_columns=kept(request, columns="" if filters.every_column else "all"),
        views=queries.views_of(request.actor),
        may_remind=may("control.remind", request.actor) and not found.numbers_only,
    )


@require_GET
@ruled(RIGHT)
def behind(request: TenantRequest, organisation: str) -> HttpResponse:
    """The dues behind a number of the matrix."""
    filters = MatrixForm(request.GET).filters()
    chosen = {name: request.GET.get(name, "") for name in ("organisation", "column", "standing")}
    rows = queries.behind(request.actor, request.today, filters, **chosen)
    given = {name: value for name, value in chosen.items() if value}
    return page(
        request,
        "control/behind.html",
        rows=Paginator(rows, PAGE).get_page(request.GET.get("page")),
        query=kept(request),
        pages=kept(request, **given) + "&" if given or kept(request) else "",
        standing=queries.STANDINGS.get(chosen["standing"], "Все сроки"),
        chips=_chips(request, given),
        standings=queries.STANDINGS,
        numbers_only=queries.sees_numbers_only(request.organisation),
    )


def _chips(request: TenantRequest, given: dict[str, str]) -> list[Link]:
    """Narrow the list to one standing; organisation and column stay."""
    now = given.get("standing", "")
    places = {name: value for name, value in given.items() if name != "standing"}
    every = [("", "Все"), *queries.STANDINGS.items()]
    return [
        Link(label, f"?{kept(request, **places, **({'standing': key} if key else {}))}", current=key == now)
        for key, label in every
    ]


@require_GET
@ruled(RIGHT)
def export(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """The matrix as a spreadsheet."""
    found = queries.matrix(request.actor, request.today, MatrixForm(request.GET).filters())
    file = write_workbook("Контроль", tuple(_columns(found)), found.rows)
    actions.record_matrix_export(actor=request.actor, rows=len(found.rows))
    answer = FileResponse(file, as_attachment=True, filename=file_name("Контроль", request.today))
    answer["Content-Type"] = SHEET
    answer["Cache-Control"] = "no-store"
    return answer


def _columns(found: queries.Matrix) -> list[Column]:
    def number(name: str, place: int | None = None) -> Any:
        return lambda row: getattr(row.total if place is None else row.cells[place][2], name)

    columns = [Column("name", "Организация", lambda row: row.organisation.short_name, width=40)]
    columns += [Column(key, label, number(key), width=14) for key, label in queries.STANDINGS.items()]
    columns += [
        Column("complete", "Полнота", lambda row: percent(row.total.finished, row.total.due), width=12),
        Column("timely", "Своевременность", lambda row: percent(row.total.done, row.total.due), width=16),
    ]
    for place, (key, title) in enumerate(found.columns):
        columns.append(Column(f"{key}-done", f"{title}: выполнено", number("finished", place), width=16))
        columns.append(Column(f"{key}-late", f"{title}: просрочено", number("late", place), width=16))
    return columns


@require_POST
@ruled("control.remind")
def remind(request: TenantRequest, organisation: str) -> HttpResponse:
    """Remind the chosen organisations: first the text and whom it reaches, then it is sent."""
    keys = set(request.POST.getlist("selected"))
    chosen = [row for row in queries.watched(request.organisation, queries.Filters()) if row.slug in keys]
    found = actions.recipients(chosen, request.today)
    sure = request.POST.get("sure") == "yes"
    form = RemindForm(request.POST if sure else None, initial={"text": "Проверьте просроченные сроки карты."})
    if sure and form.is_valid():
        text = form.cleaned_data["text"]
        count = actions.remind(actor=request.actor, organisations=chosen, text=text, today=request.today)
        flash(request, f"Напоминание отправлено: {counted(count, 'человек', 'человека', 'человек')}.")
        return redirect("control:control", organisation=organisation)
    status = 422 if form.errors else 200
    return page(request, "control/remind.html", status, form=form, found=found)


@require_POST
@ruled(RIGHT)
def save_view(request: TenantRequest, organisation: str) -> HttpResponse:
    """Keep the filters under a name."""
    query = QueryDict(request.POST.get("query", "")).urlencode()
    actions.save_view(actor=request.actor, name=request.POST.get("name", ""), query=query)
    flash(request, "Вид сохранён.")
    return redirect(f"{reverse('control:control', args=[organisation])}?{query}")


@require_POST
@ruled(RIGHT)
def forget_view(request: TenantRequest, organisation: str, view: int) -> HttpResponse:
    """Forget a saved view of one's own."""
    mine = SavedView.objects.filter(user=request.actor.user, organisation=request.organisation)
    actions.forget_view(actor=request.actor, view=get_object_or_404(mine, pk=view))
    flash(request, "Вид убран.")
    return redirect("control:control", organisation=organisation)
