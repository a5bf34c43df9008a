"""Acts on the chosen rows of a plan: what is asked, then done, with «Отменить»."""

from __future__ import annotations

import datetime as dt

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from estafeta.core.refusals import Refusal
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps import actions
from estafeta.roadmaps.forms.measure import AssignForm, BulkCloseForm, BulkForm, MoveForm
from estafeta.roadmaps.lookups import roadmap_or_404
from estafeta.roadmaps.models import Due, Measure
from estafeta.roadmaps.queries.plan import chosen_measures, standing_keys
from estafeta.workbench.models import Undo
from estafeta.workbench.pages import back, flash, page

TITLES = {
    "close": "Отметить выполненными",
    "assign": "Назначить ответственного",
    "move": "Перенести сроки",
}


@require_POST
@ruled("roadmaps.view_plan")
def bulk(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Ask what the act needs, then do it; the actions ask for the rights on every row."""
    found = roadmap_or_404(request, roadmap)
    ticked = BulkForm(request.POST, keys=standing_keys(found), acts=TITLES)
    if not ticked.is_valid():
        raise Refusal("Карта изменилась, пока вы отмечали строки. Откройте её снова и отметьте нужные.")
    act, keys, sure = (ticked.cleaned_data[name] for name in ("act", "selected", "sure"))
    measures = chosen_measures(found, keys)
    if not measures:
        raise Refusal("Ничего не выбрано. Отметьте строки слева.")
    form = _form(request, act, request.POST if sure else None)
    if form.is_bound and form.is_valid():
        undo = _do(request, act, measures, form)
        flash(request, undo.sentence, undo)
        return back(request, found.get_absolute_url())
    context = {"form": form, "measures": measures, "act": act, "title": TITLES[act], "up": found, "roadmap": found}
    return page(request, "roadmaps/bulk.html", 422 if form.errors else 200, **context)


def _form(request: TenantRequest, act: str, data: QueryDict | None) -> Form:
    if act == "assign":
        return AssignForm(data, colleagues=colleagues(request.organisation, today=request.today))
    if act == "move":
        return MoveForm(data)
    return BulkCloseForm(data, initial={"fact_on": request.today})


def _do(request: TenantRequest, act: str, measures: list[Measure], form: Form) -> Undo:
    actor, got = request.actor, form.cleaned_data
    if isinstance(form, AssignForm):
        return actions.bulk_assign(actor=actor, measures=measures, today=request.today, **form.chosen())
    dues = next_dues(measures)
    if act == "move":
        return actions.bulk_move(actor=actor, dues=dues, **got)
    return actions.bulk_close(actor=actor, dues=dues, today=request.today, **got)


def next_dues(measures: list[Measure]) -> list[Due]:
    """The open due of each measure that comes first; measures without one are left out."""
    dues: list[Due] = []
    for measure in measures:
        waiting = [due for due in measure.dues.all() if due.is_open]
        if waiting:
            due = min(waiting, key=lambda row: (row.due_on or dt.date.max, row.pk))
            due.measure = measure
            dues.append(due)
    if not dues:
        raise Refusal("У выбранных мероприятий нет открытых сроков.")
    return dues
