"""Pages that change how work is watched: rules, controller, hand-over, the turn of the year."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from estafeta.accounts.models import User
from estafeta.control import actions, acts, handing, rolling
from estafeta.control.forms import ControllerForm, LeaverForm, OwnersForm, RollForm, RulesForm
from estafeta.control.models import HandOver
from estafeta.control.scheduling import rules_to_edit
from estafeta.core.forms import SureForm
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.queries import colleagues
from estafeta.roadmaps.lookups import roadmap_or_404
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.views.printed import sent_file
from estafeta.workbench.open_work import open_work, staying_work
from estafeta.workbench.pages import Edit, flash, form_page, page


@ruled("control.set_control")
def rules(request: TenantRequest, organisation: str) -> HttpResponse:
    """After how many days the director is told."""
    edit = Edit(
        request,
        rules_to_edit(request.organisation),
        lambda data, row: RulesForm(data, initial={name: getattr(row, name) for name in RulesForm.base_fields}),
    )
    if edit.save(lambda form, version: actions.set_rules(actor=request.actor, version=version, **form.cleaned_data)):
        flash(request, "Правила контроля сохранены.")
        return redirect("control:control_rules", organisation=organisation)
    hint = "Пока свои правила не заданы, действуют правила вышестоящей организации."
    return edit.page(title="Правила контроля", hint=hint, up=request.organisation)


@ruled("roadmaps.change_plan")
def controller(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Who controls a roadmap and decides of its moves."""
    found = roadmap_or_404(request, roadmap)
    people = list(colleagues(request.organisation, today=request.today))
    initial = {"user": str(found.controller_id or ""), "text": found.controller_text}
    form = ControllerForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        user, text = form.people.get(form.cleaned_data["user"]), form.cleaned_data["text"]
        actions.set_controller(actor=request.actor, roadmap=found, user=user, text=text, today=request.today)
        flash(request, "Контролёр карты сохранён.")
        return redirect(found)
    return form_page(request, form, title="Контролёр карты", up=found)


@ruled("control.hand_over")
def hand_over(request: TenantRequest, organisation: str) -> HttpResponse:
    """Who leaves; then every open line and its new owner; then the preview; then it is done."""
    people = list(colleagues(request.organisation, today=request.today))
    chosen = LeaverForm(request.GET or None, people=people)
    if not chosen.is_valid():
        rows = HandOver.objects.filter(organisation=request.organisation).select_related("leaver", "made_by")[:20]
        made = [(row, handing.handed_words(row.lines)) for row in rows]
        return page(request, "control/leaver.html", form=chosen, made=made)
    leaver = chosen.people[chosen.cleaned_data["leaver"]]
    held = open_work(request.organisation, leaver, today=request.today)
    others = [user for user in people if user.pk != leaver.pk]
    form = OwnersForm(request.POST or None, held=held, people=others, initial={"day": request.today})
    ready = request.method == "POST" and form.is_valid()
    if ready and SureForm(request.POST).chosen()["sure"]:
        return _handed(request, leaver, form)
    preview = form.preview() if ready else []
    return page(
        request, "control/hand_over.html", 422 if form.errors else 200,
        form=form, leaver=leaver, held=held, preview=preview,
        complete=ready and all(user for _, user in preview),
        staying=staying_work(request.organisation, leaver, today=request.today),
    )  # fmt: skip


def _handed(request: TenantRequest, leaver: User, form: OwnersForm) -> HttpResponse:
    done, undo = handing.hand_over(
        actor=request.actor,
        leaver=leaver,
        owners=form.owners(),
        notes=form.notes(),
        day=form.cleaned_data["day"],
        today=request.today,
    )
    flash(request, f"Дела переданы: {handing.handed_words(done.lines)}.", undo)
    return redirect("control:hand_over", organisation=request.organisation.slug)


@require_GET
@ruled("control.hand_over")
def hand_over_act(request: TenantRequest, organisation: str, hand: int) -> HttpResponseBase:
    """The act as a Word file."""
    rows = HandOver.objects.filter(organisation=request.organisation).select_related("leaver", "organisation")
    found = get_object_or_404(rows, pk=hand)
    return sent_file(acts.hand_over_act(actor=request.actor, hand=found, today=request.today))


@require_POST
@ruled("control.hand_over")
def register_act(request: TenantRequest, organisation: str, hand: int) -> HttpResponse:
    """The act as a draft in the register of papers."""
    rows = HandOver.objects.filter(organisation=request.organisation).select_related("leaver", "organisation")
    made = acts.register_act(actor=request.actor, hand=get_object_or_404(rows, pk=hand), today=request.today)
    flash(request, "Акт стоит в реестре документов.")
    return redirect(made)


@ruled("roadmaps.change_plan")
def roll_over(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Next year's roadmap from this one: what is carried, a preview, then it is made."""
    found = roadmap_or_404(request, roadmap)
    left = rolling.unfinished(found)
    choices = [(str(row.pk), str(row)[:200]) for row in left]
    form = RollForm(request.POST or None, choices=choices, initial={"starts": _next_year(found)})
    draft = None
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if SureForm(request.POST).chosen()["sure"]:
            made = rolling.roll_over(actor=request.actor, roadmap=found, **values)
            flash(request, f"Создана дорожная карта «{made.title}».")
            return redirect(made)
        draft = rolling.rolled(found, **values)
    return page(
        request, "control/roll_over.html", 422 if form.errors else 200,
        form=form, roadmap=found, draft=draft, left=left,
    )  # fmt: skip


def _next_year(roadmap: Roadmap) -> dt.date:
    return dt.date(roadmap.starts.year + 1, roadmap.starts.month, 1)
