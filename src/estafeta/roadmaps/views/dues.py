"""What is done to dues: steps of their life, requests to move them."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse

from estafeta.core.rights import demand, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.roadmaps import actions
from estafeta.roadmaps.forms.measure import CloseForm, MoveForm, NoteForm, ReasonForm
from estafeta.roadmaps.lifecycle import DUE
from estafeta.roadmaps.lookups import due_or_404, move_or_404
from estafeta.roadmaps.models import Due
from estafeta.roadmaps.sentences import due_named, long_day
from estafeta.workbench.models import Undo
from estafeta.workbench.pages import back, flash, form_page
from russian.phrases import clip

DECISIONS = ("agree", "refuse", "withdraw")
AT_ONCE = {"start": actions.start_due, "reopen": actions.reopen_due}
WITH_REASON = {"cancel": actions.cancel_due, "skip": actions.mark_not_needed, "off_control": actions.take_off_control}
SAID = {
    "start": "В работе",
    "reopen": "Возвращено в работу",
    "cancel": "Отменено",
    "skip": "Отмечено: не понадобилось",
    "off_control": "Снято с контроля",
    "close": "Отмечено выполненным",
}


@ruled("roadmaps.close_due")
def close(request: TenantRequest, organisation: str, due: int) -> HttpResponse:
    """Mark done: when, and what proves it."""
    found = due_or_404(request, due)
    demand(DUE["close"].right, request.actor, found)
    form = CloseForm(request.POST or None, request.FILES or None, due=found, today=request.today)
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        undo = actions.close_due(
            actor=request.actor,
            due=found,
            fact_on=got["fact_on"],
            today=request.today,
            reason=got["reason"],
            proof=form.proof(),
        )
        return _done(request, found, "close", undo)
    return _asked(request, found, form, "close")


@ruled("roadmaps.view_plan")
def step(request: TenantRequest, organisation: str, due: int, step: str) -> HttpResponse:
    """Start and reopen at once; cancel, «не понадобилось» and off control with a reason; each by its own right."""
    if step not in AT_ONCE | WITH_REASON:
        raise Http404
    found = due_or_404(request, due)
    demand(DUE[step].right, request.actor, found)
    if step in AT_ONCE:
        if request.method != "POST":
            raise Http404
        return _done(request, found, step, AT_ONCE[step](actor=request.actor, due=found))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        undo = WITH_REASON[step](actor=request.actor, due=found, **form.cleaned_data)
        return _done(request, found, step, undo)
    return _asked(request, found, form, step)


@ruled("roadmaps.ask_move")
def ask_move(request: TenantRequest, organisation: str, due: int) -> HttpResponse:
    """Ask for another day."""
    found = due_or_404(request, due)
    demand("roadmaps.ask_move", request.actor, found)
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_move(actor=request.actor, due=found, **form.cleaned_data)
        flash(request, "Просьба отправлена. До решения действует прежний срок.")
        return back(request, found.measure.get_absolute_url())
    hint = "Решит директор или координатор. До решения действует прежний срок."
    return _asked(request, found, form, "move", title="Попросить перенести срок", button="Попросить", hint=hint)


@ruled("roadmaps.view_plan")
def decide(request: TenantRequest, organisation: str, move: int, step: str) -> HttpResponse:
    """Agree, refuse or take back a request; each is asked for its own right by the action. A GET asks why not."""
    found = move_or_404(request, move)
    if step not in DECISIONS or (request.method == "GET" and step != "refuse"):
        raise Http404
    if request.method == "GET":
        demand("roadmaps.decide_move", request.actor, found)
        hint = clip(f"{found.due.measure} ({found})", 200)
        title = "Оставить прежний срок"
        return form_page(request, NoteForm(), up=found.due.measure, title=title, button=title, hint=hint)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    if step == "agree":
        actions.agree_move(actor=request.actor, move=found, note=note)
        flash(request, f"Срок перенесён на {long_day(found.new_date)}.")
    elif step == "refuse":
        actions.refuse_move(actor=request.actor, move=found, note=note)
        flash(request, "Перенос отклонён, срок прежний.")
    else:
        actions.withdraw_move(actor=request.actor, move=found)
        flash(request, "Просьба отозвана.")
    return back(request, found.due.measure.get_absolute_url())


def _done(request: TenantRequest, due: Due, step: str, undo: Undo) -> HttpResponse:
    flash(request, f"{SAID[step]}: «{clip(due.measure.title, 70)}»", undo)
    return back(request, due.measure.get_absolute_url())


def _asked(request: TenantRequest, due: Due, form: Form, step: str, **more: Any) -> HttpResponse:
    """Show what a step demands, beside the list or as a page."""
    label = DUE[step].label if step in DUE else ""
    context = {"title": label, "button": label, "hint": clip(f"{due.measure} ({due_named(due)})", 200)} | more
    return form_page(request, form, due=due, up=due.measure, **context)
