"""The page of a paper and the steps of its life."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.files import download
from estafeta.core.lifecycles import check, possible
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand, may, ruled
from estafeta.documents import actions
from estafeta.documents.composing import lacking_in_card, pdf_of, sheet_of, word_of
from estafeta.documents.declensions import forms_in
from estafeta.documents.forms import AcquaintForm, CancelForm, CorrectionForm, ReaderForm, RegisterForm, ScanForm
from estafeta.documents.lifecycle import PAPER
from estafeta.documents.models import Document
from estafeta.documents.packs import paper_kinds
from estafeta.documents.queries import colleagues_of
from estafeta.documents.views.finding import WORD, acquaintance_or_404, document_or_404, file_name
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import back as come_back
from estafeta.workbench.pages import flash, form_page, page, posted, refusal_on

READ, VIEW = "documents.read", "documents.view"
FEW = 5
REGULATION = "Впишите номер и дату приказа, которым положение утверждено: они встанут в гриф утверждения."


@dataclass(frozen=True, slots=True)
class Possible:
    """What may be done with a paper now, by its state, its kind and the rights of the person."""

    steps: frozenset[str]
    change: bool
    delete: bool
    amend: bool
    register: bool


def possible_for(request: TenantRequest, document: Document) -> Possible:
    """Which buttons the page has; without its pack a paper cannot be composed any more."""
    known = document.kind in paper_kinds()
    allowed = {step.name for step in possible(PAPER, document.state) if may(step.right, request.actor, document)}
    draft = may("documents.draft", request.actor, document)
    return Possible(
        frozenset(allowed if known else allowed - {"send", "register"}),
        known and draft and document.is_open,
        draft and document.is_open,
        known and draft and document.state == Document.State.REGISTERED,
        may("documents.register", request.actor, document) and not document.is_open,
    )


@require_GET
@ruled(READ)
def show(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """The paper as it will be printed, where it stands, who has read it, how names decline; beside a list its card."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    can = possible_for(request, found)
    readers = list(found.acquaintances.all())
    asked = [row for row in readers if row.user_id == request.user.pk and row.day is None]
    return page(
        request,
        "documents/paper_beside.html" if request.htmx else "documents/paper.html",
        document=found,
        kind=paper_kinds().get(found.kind),
        sheet="" if request.htmx else mark_safe(sheet_of(found, request.today)),
        can=can,
        readers=readers,
        unread=sum(row.day is None for row in readers),
        mine=asked if found.state == Document.State.REGISTERED else (),
        declined=forms_in(found) if can.change and not request.htmx else (),
        reader_form=ReaderForm(),
        scan_form=ScanForm(),
        people=colleagues_of(request.organisation, request.today) if can.register else (),
        editions=found.editions.select_related("organisation") if may(VIEW, request.actor, found) else (),
        may_view=may(VIEW, request.actor, found),
        lacking=lacking_in_card(request.organisation) if can.change else (),
    )


@require_GET
@ruled(READ)
def word(request: TenantRequest, organisation: str, document: int) -> HttpResponseBase:
    """The Word file."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    content = word_of(found, request.today)
    actions.record_word(actor=request.actor, document=found)
    return download(content, file_name(found, "docx"), WORD)


@require_GET
@ruled(READ)
def pdf(request: TenantRequest, organisation: str, document: int) -> HttpResponseBase:
    """The PDF."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    content = pdf_of(found, request.today)
    actions.record_pdf(actor=request.actor, document=found)
    return download(content, file_name(found, "pdf"), "application/pdf")


@ruled(READ)
def scan(request: TenantRequest, organisation: str, document: int) -> HttpResponseBase:
    """Hand over the signed copy, or take it in."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES)
        if not form.is_valid():
            raise Refusal(str(form.errors["scan"][0]))
        actions.keep_scan(actor=request.actor, document=found, scan=form.cleaned_data["scan"])
        flash(request, "Подписанный экземпляр приложен.")
        return redirect(found)
    if not found.scan:
        raise Http404
    actions.record_scan(actor=request.actor, document=found)
    return download(found.scan.open("rb"), found.scan_name)


@require_POST
@ruled("documents.draft")
def send(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Give for signature."""
    found = document_or_404(request, document)
    actions.send_paper(actor=request.actor, document=found, today=request.today)
    flash(request, "Отдано на подпись. Когда бумага подписана, впишите номер и дату.")
    return redirect(found)


@require_POST
@ruled("documents.draft")
def back(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Make a draft of it again."""
    found = document_or_404(request, document)
    actions.take_paper_back(actor=request.actor, document=found)
    flash(request, "Бумага снова проект.")
    return come_back(request, found.get_absolute_url())


@ruled("documents.register")
def register(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Number, date, signed copy; what looks wrong is said before it is kept."""
    found = document_or_404(request, document)
    check(PAPER, "register", found.state)
    form = RegisterForm(*posted(request), initial={"date": request.today})
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        if not got["sure"]:
            form.warn(actions.registration_warnings(found, got["number"], got["date"]))
        if not form.warned:
            with refusal_on(form):
                made = actions.register_paper(actor=request.actor, document=found, today=request.today, **got)
                flash(request, registered_words(made))
                return redirect(made)
        form.ask_again_for_scan()
    form.ask_whether_sure()
    return form_page(
        request,
        form,
        title="Зарегистрировать",
        hint=REGULATION if found.sort == "regulation" else found.title,
        button="Зарегистрировать",
        final="Отменить регистрацию нельзя: только признать документ утратившим силу.",
        up_url=found.get_absolute_url(),
        cancel="Не сейчас",
    )


def registered_words(document: Document) -> str:
    """What has been registered and who must read it now."""
    names = [row.name for row in document.acquaintances.all() if row.day is None]
    rest = f" и ещё {len(names) - FEW}" if len(names) > FEW else ""
    readers = f" Ознакомить: {', '.join(names[:FEW])}{rest}." if names else ""
    return f"Зарегистрировано под № {document.number}.{readers}"


@ruled("documents.register")
def cancel(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Say that it is no longer in force."""
    found = document_or_404(request, document)
    check(PAPER, "cancel", found.state)
    form = CancelForm(posted(request)[0], initial={"date": request.today})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.cancel_paper(actor=request.actor, document=found, today=request.today, **form.cleaned_data)
            flash(request, "Бумага признана утратившей силу.")
            return redirect(found)
    return form_page(
        request,
        form,
        title="Признать утратившей силу",
        hint=str(found),
        button="Признать утратившей силу",
        final="Отменить это нельзя: понадобится новый документ.",
        up_url=found.get_absolute_url(),
        cancel="Не сейчас",
    )


@require_POST
@ruled("documents.register")
def add_reader(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Somebody else must read it."""
    found = document_or_404(request, document)
    form = ReaderForm(request.POST)
    names = form.cleaned_data["name"].split(";") if form.is_valid() else []
    people = (name.partition(",")[0].strip() for name in names)
    added = actions.add_readers(
        actor=request.actor, document=found, names=[name for name in people if name], today=request.today
    )
    flash(request, f"Добавлено в лист ознакомления: {', '.join(row.name for row in added)}.")
    return redirect(found)


@require_POST
@ruled("documents.acquaint")
def acquaint(request: TenantRequest, organisation: str, acquaintance: int) -> HttpResponse:
    """Note that somebody has read it, today unless another day is given."""
    found = acquaintance_or_404(request, acquaintance)
    form = AcquaintForm(request.POST)
    day = form.cleaned_data["day"] if form.is_valid() else request.today
    actions.acquaint(actor=request.actor, acquaintance=found, day=day, today=request.today)
    flash(request, "Ознакомление отмечено.")
    return redirect(found.document)


@require_POST
@ruled("documents.draft")
def correct(request: TenantRequest, organisation: str) -> HttpResponse:
    """Remember how a name declines and lead back to the paper."""
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        raise Refusal("Исправление не сохранено: впишите, как правильно, не длиннее 200 знаков.")
    found = document_or_404(request, form.cleaned_data.pop("document"))
    actions.correct_name(actor=request.actor, **form.cleaned_data)
    kept = bool(form.cleaned_data["corrected"])
    flash(request, "Запомнено: так будет во всех новых бумагах." if kept else "Исправление убрано.")
    return redirect(found)
