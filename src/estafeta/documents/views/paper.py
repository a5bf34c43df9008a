"""The page of a paper and the steps of its life."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_POST

from docforge import html, kinds
from docforge.placeholders import TemplateFault
from estafeta.core.lifecycles import possible
from estafeta.core.refusals import Refusal
from estafeta.core.rights import demand, may, ruled
from estafeta.documents import actions
from estafeta.documents.composing import paper_of, pdf_of, word_of
from estafeta.documents.declensions import forms_in
from estafeta.documents.forms import AcquaintForm, CancelForm, CorrectionForm, ReaderForm, RegisterForm, ScanForm
from estafeta.documents.lifecycle import PAPER
from estafeta.documents.models import Document
from estafeta.documents.queries import colleagues_of
from estafeta.documents.views.finding import (
    WORD,
    acquaintance_or_404,
    document_or_404,
    file_name,
    page,
    sent,
    small_form,
    told,
)
from estafeta.documents.writing import journal
from estafeta.organisations.http import TenantRequest

READ = "documents.read"
REGULATION = "Впишите номер и дату приказа, которым положение утверждено: они встанут в гриф утверждения."


@dataclass(frozen=True, slots=True)
class Possible:
    """What may be done with a paper now, by its state and the rights of the person."""

    steps: frozenset[str]
    draft: bool
    register: bool


def possible_for(request: TenantRequest, document: Document) -> Possible:
    """Which buttons the page has."""
    allowed = [step.name for step in possible(PAPER, document.state) if may(step.right, request.actor, document)]
    return Possible(
        frozenset(allowed),
        document.is_open and may("documents.draft", request.actor, document),
        may("documents.register", request.actor, document),
    )


@require_GET
@ruled(READ)
def show(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """The paper as it will be printed, where it stands, who has read it, how names decline."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    can = possible_for(request, found)
    readers = list(found.acquaintances.select_related("user"))
    return page(
        request,
        "paper.html",
        document=found,
        kind=kinds.load().get(found.kind),
        sheet=mark_safe(html.render(paper_of(found, request.today))),
        can=can,
        readers=readers,
        mine=[row for row in readers if row.user_id == request.user.pk and row.day is None],
        declined=forms_in(found) if can.draft else (),
        reader_form=ReaderForm(),
        people=colleagues_of(request.organisation, request.today) if can.register else (),
        editions=found.editions.all() if can.register else (),
        day_form=AcquaintForm(initial={"day": request.today}),
    )


@require_GET
@ruled(READ)
def word(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """The Word file."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    try:
        content = word_of(found, request.today)
    except TemplateFault as fault:
        raise Refusal(f"Свой шаблон не заполняется: {fault}") from fault
    journal(request.actor, "export_word", found, f"Выгружено в Word: {found}.")
    return sent(content, file_name(found, "docx"), WORD)


@require_GET
@ruled(READ)
def pdf(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """The PDF."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    journal(request.actor, "export_pdf", found, f"Выгружено в PDF: {found}.")
    return sent(pdf_of(found, request.today), file_name(found, "pdf"), "application/pdf")


@ruled(READ)
def scan(request: TenantRequest, organisation: str, document: int) -> HttpResponseBase:
    """Hand over the signed copy, or take it in."""
    found = document_or_404(request, document)
    demand(READ, request.actor, found)
    if request.method == "POST":
        form = ScanForm(request.POST, request.FILES)
        if not form.is_valid():
            raise Refusal("Выберите файл с подписанным экземпляром.")
        actions.keep_scan(actor=request.actor, document=found, scan=form.cleaned_data["scan"])
        told(request, "Подписанный экземпляр приложен.")
        return redirect(found)
    if not found.scan:
        raise Http404
    journal(request.actor, "open_scan", found, f"Открыт подписанный экземпляр: {found}.")
    answer = FileResponse(found.scan.open("rb"), as_attachment=True, filename=found.scan_name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@ruled("documents.draft")
def send(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Give for signature."""
    found = document_or_404(request, document)
    actions.send_paper(actor=request.actor, document=found, today=request.today)
    told(request, "Отдано на подпись. Когда бумага подписана, впишите номер и дату.")
    return redirect(found)


@require_POST
@ruled("documents.draft")
def back(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Make a draft of it again."""
    found = document_or_404(request, document)
    actions.take_paper_back(actor=request.actor, document=found)
    told(request, "Бумага снова проект.")
    return redirect(found)


@ruled("documents.register")
def register(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Number, date, signed copy; what looks wrong is said before it is kept."""
    found = document_or_404(request, document)
    sure = bool(request.POST.get("sure"))
    initial = {"date": request.today}
    form = RegisterForm(request.POST or None, request.FILES or None, initial=initial)
    form.ask_whether_sure(needed=sure)
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        warnings = actions.registration_warnings(found, got["number"], got["date"])
        if warnings and not sure:
            form = RegisterForm(request.POST, request.FILES, initial=initial)
            form.errors.setdefault("__all__", form.error_class(list(warnings)))
            return registering(request, form, found)
        actions.register_paper(
            actor=request.actor,
            document=found,
            number=got["number"],
            date=got["date"],
            today=request.today,
            scan=got["scan"],
            sure=sure,
        )
        told(request, "Зарегистрировано. Бумага больше не меняется; изменить её можно новой редакцией.")
        return redirect(found)
    return registering(request, form, found)


def registering(request: TenantRequest, form: RegisterForm, document: Document) -> HttpResponse:
    """The page of registration."""
    return small_form(
        request,
        form,
        title="Зарегистрировать",
        hint=REGULATION if document.sort == "regulation" else document.title,
        button="Зарегистрировать",
        back=document.get_absolute_url(),
    )


@ruled("documents.register")
def cancel(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Say that it is no longer in force."""
    found = document_or_404(request, document)
    form = CancelForm(request.POST or None, initial={"date": request.today})
    if request.method == "POST" and form.is_valid():
        actions.cancel_paper(actor=request.actor, document=found, **form.cleaned_data)
        told(request, "Бумага признана утратившей силу.")
        return redirect(found)
    return small_form(
        request,
        form,
        title="Признать утратившей силу",
        hint=str(found),
        button="Признать утратившей силу",
        back=found.get_absolute_url(),
    )


@require_POST
@ruled("documents.register")
def add_reader(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Somebody else must read it."""
    found = document_or_404(request, document)
    form = ReaderForm(request.POST)
    name = form.cleaned_data["name"].partition(",")[0] if form.is_valid() else ""
    actions.add_reader(actor=request.actor, document=found, name=name, today=request.today)
    told(request, "Добавлено в лист ознакомления.")
    return redirect(found)


@require_POST
@ruled("documents.acquaint")
def acquaint(request: TenantRequest, organisation: str, acquaintance: int) -> HttpResponse:
    """Note that somebody has read it, today unless another day is given."""
    found = acquaintance_or_404(request, acquaintance)
    form = AcquaintForm(request.POST)
    day = form.cleaned_data["day"] if form.is_valid() else request.today
    actions.acquaint(actor=request.actor, acquaintance=found, day=day, today=request.today)
    told(request, "Ознакомление отмечено.")
    return redirect(found.document)


@require_POST
@ruled("documents.draft")
def correct(request: TenantRequest, organisation: str) -> HttpResponse:
    """Remember how a name declines and lead back to the paper."""
    key = request.POST.get("document", "")
    found = document_or_404(request, int(key) if key.isdecimal() else 0)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        raise Refusal("Исправление не сохранено: впишите, как правильно, не длиннее 200 знаков.")
    actions.correct_name(actor=request.actor, **form.cleaned_data)
    told(request, "Запомнено: так будет во всех бумагах.")
    return redirect(found)
