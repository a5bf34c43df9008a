"""The way of a plan from draft to closed: the review page and the steps on it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.agreement import actions, amending, papers
from estafeta.agreement.forms import AnswerForm, ApproveForm, CloseForm, DecisionForm, NoteForm, RemarkForm, WhyForm
from estafeta.agreement.models import AgreementRemark
from estafeta.agreement.orders import registered_order
from estafeta.agreement.queries import Review, review_of, strip_for
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, ruled
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.queries import actor_for
from estafeta.plan_checks.queries import remarks_of
from estafeta.roadmaps.lookups import measure_or_404, roadmap_or_404
from estafeta.roadmaps.models import Roadmap
from estafeta.roadmaps.views.printed import sent_file
from estafeta.workbench.pages import asks_once_more, back, flash, form_page, page

VIEW = "roadmaps.view_plan"


def to_agreement(roadmap: Roadmap) -> HttpResponse:
    """Lead back to the page of the agreement."""
    return redirect("agreement:agreement", organisation=roadmap.organisation.slug, roadmap=roadmap.pk)


def remark_or_404(request: TenantRequest, pk: int) -> AgreementRemark:
    """A remark on a plan of this organisation."""
    rows = AgreementRemark.objects.select_related("agreement__roadmap__organisation")
    return get_object_or_404(rows, pk=pk, agreement__roadmap__organisation=request.organisation)


@require_GET
@ruled(VIEW)
def agreement(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """The plan under agreement: where it stands, its rows with remarks and answers, the rounds so far."""
    found = roadmap_or_404(request, roadmap)
    review = review_of(found)
    decides = review.asked is not None and may("roadmaps.agree_roadmap", request.actor, found)
    return page(
        request,
        "agreement/review.html",
        roadmap=found,
        review=review,
        strip=strip_for(found, request.actor, request.today),
        decides=decides,
        machine=remarks_of(found, request.today).standing if decides else (),
        answers=found.state == "returned" and may("roadmaps.send_roadmap", request.actor, found),
        answered=any(row.decided_at for row in review.rounds),
        registers=registers(request, review),
        remark_form=RemarkForm(),
        note_form=NoteForm(),
    )


def registers(request: TenantRequest, review: Review) -> bool:
    """True for somebody who prepares papers in the organisation that answered last."""
    last = next((row for row in review.rounds if row.decided_at), None)
    return last is not None and may("documents.draft", actor_for(request.actor.user, last.to, today=request.today))


@ruled("roadmaps.send_roadmap")
def send(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Send the plan up with a few words."""
    found = roadmap_or_404(request, roadmap)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.send_roadmap(actor=request.actor, roadmap=found, note=form.cleaned_data["note"])
        flash(request, f"Отправлено. Ответит {made.to.short_name}; вы узнаете об этом из уведомления.")
        return to_agreement(found)
    hint = "Карту увидит координатор. Пока он не ответил, менять её нельзя, но можно отозвать."
    return form_page(
        request, form, title="Отправить на согласование", up=found, button="Отправить на согласование", hint=hint
    )


@require_POST
@ruled("roadmaps.send_roadmap")
def recall(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Take the plan back."""
    found = roadmap_or_404(request, roadmap)
    actions.recall_roadmap(actor=request.actor, roadmap=found)
    flash(request, "Карта отозвана, её снова можно менять.")
    return to_agreement(found)


@require_POST
@ruled(VIEW)
def decide(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Agree or return; the action asks for the right."""
    found = roadmap_or_404(request, roadmap)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Refusal("Выберите ответ: согласовать карту или вернуть её с замечаниями.")
    note = form.cleaned_data["note"]
    if form.cleaned_data["decision"] == "agree":
        actions.agree_roadmap(actor=request.actor, roadmap=found, note=note)
        flash(request, "Карта согласована, организация об этом узнает.")
    else:
        actions.return_roadmap(actor=request.actor, roadmap=found, note=note)
        flash(request, "Карта возвращена, куратор увидит замечания.")
    return back(request, reverse("agreement:agreement", args=[request.organisation.slug, found.pk]))


@require_POST
@ruled(VIEW)
def remark(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Write a remark on a row or on the whole plan."""
    found = roadmap_or_404(request, roadmap)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return form_page(request, form, title="Замечание", up=found, button="Записать замечание")
    key = form.cleaned_data["measure"]
    measure = measure_or_404(request, key) if key else None
    got = form.cleaned_data
    actions.add_agreement_remark(
        actor=request.actor,
        roadmap=found,
        measure=measure,
        section=got["section"],
        text=got["text"],
        rule=got["rule"],
    )
    flash(request, "Замечание записано. Куратор увидит его, когда вы вернёте карту.")
    return to_agreement(found)


@require_POST
@ruled(VIEW)
def remove_remark(request: TenantRequest, organisation: str, remark: int) -> HttpResponse:
    """Drop a remark before it has gone out."""
    found = remark_or_404(request, remark)
    roadmap = found.agreement.roadmap
    actions.remove_agreement_remark(actor=request.actor, remark=found)
    flash(request, "Замечание снято.")
    return to_agreement(roadmap)


@ruled("roadmaps.send_roadmap")
def answer(request: TenantRequest, organisation: str, remark: int) -> HttpResponse:
    """Say what was done about a remark."""
    found = remark_or_404(request, remark)
    form = AnswerForm(request.POST or None, initial={"answer": found.answer})
    if request.method == "POST" and form.is_valid():
        actions.answer_remark(actor=request.actor, remark=found, answer=form.cleaned_data["answer"])
        flash(request, "Ответ записан.")
        return to_agreement(found.agreement.roadmap)
    title = f"Ответ на замечание: {found.text}"
    return form_page(request, form, title=title, up=found.agreement.roadmap, button="Записать ответ")


@ruled("roadmaps.approve_roadmap")
def approve(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Enter number, date and scan of the act that approves the plan or its amendment."""
    found = roadmap_or_404(request, roadmap)
    without = found.state != "agreed"
    form = ApproveForm(
        request.POST or None, request.FILES or None, without_agreement=without, initial=registered_order(found)
    )
    if request.method == "POST" and form.is_valid():
        got = {"actor": request.actor, "today": request.today, **form.cleaned_data}
        if found.amends is None:
            actions.approve_roadmap(roadmap=found, **got)
            flash(request, f"Карта утверждена приказом № {got['number']}.")
            return to_agreement(found)
        amending.approve_amendment(copy=found, **got)
        flash(request, "Изменение утверждено и внесено в карту.")
        return redirect(found.amends)
    title = "Внести приказ об утверждении" if found.amends is None else "Внести приказ об изменении"
    return form_page(request, form, title=title, up=found, button="Утвердить")


@require_POST
@ruled("roadmaps.approve_roadmap")
def enact(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Bring an approved plan into force now."""
    found = roadmap_or_404(request, roadmap)
    actions.enact_roadmap(actor=request.actor, roadmap=found)
    flash(request, "Карта введена в действие.")
    return to_agreement(found)


@ruled("roadmaps.send_roadmap")
def close(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Close a plan that has been lived through."""
    found = roadmap_or_404(request, roadmap)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close_roadmap(actor=request.actor, roadmap=found, note=form.cleaned_data["note"])
        flash(request, "Карта завершена.")
        return to_agreement(found)
    hint = "После завершения карту можно смотреть и печатать, напоминаний по ней не будет."
    return form_page(request, form, title="Завершить карту", up=found, button="Завершить", hint=hint)


@ruled("roadmaps.send_roadmap")
def amend(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Begin an amendment of a plan in force."""
    found = roadmap_or_404(request, roadmap)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        copy = amending.begin_amendment(actor=request.actor, roadmap=found, why=form.cleaned_data["why"])
        flash(request, "Это рабочая копия: правьте её спокойно, действующая карта пока прежняя.")
        return redirect(copy)
    hint = "Вы измените рабочую копию. Карта изменится, когда приказ об изменении будет внесён."
    return form_page(request, form, title="Изменить карту", up=found, button="Начать изменение", hint=hint)


@require_POST
@ruled("roadmaps.send_roadmap")
def withdraw(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """Throw a working copy away."""
    found = roadmap_or_404(request, roadmap)
    asked = asks_once_more(
        request, title="Отменить изменение карты?", button="Отменить изменение", up_url=found.get_absolute_url(),
        text="Рабочая копия исчезнет, действующая карта останется прежней.",
    )  # fmt: skip
    if asked is not None:
        return asked
    amending.withdraw_amendment(actor=request.actor, copy=found)
    flash(request, "Изменение отменено, карта осталась прежней.")
    return redirect(found.amends or found)


@require_GET
@ruled(VIEW)
def letter(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponseBase:
    """The answer of those above as a Word file."""
    found = roadmap_or_404(request, roadmap)
    made = papers.answer_letter(actor=request.actor, roadmap=found, today=request.today)
    return sent_file(made)


@require_POST
@ruled(VIEW)
def register_letter(request: TenantRequest, organisation: str, roadmap: int) -> HttpResponse:
    """The answer as a draft in the register of those who gave it; the action asks for the right there."""
    found = roadmap_or_404(request, roadmap)
    made = papers.register_letter(actor=request.actor, roadmap=found, today=request.today)
    flash(request, "Письмо стоит в реестре проектом. Проверьте его и отдайте на подпись.")
    return redirect(made)
