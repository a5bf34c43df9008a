"""Choosing a kind, filling it in, changing a draft, a new edition."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from docforge.kinds import PaperKind
from estafeta.core.refusals import Refusal
from estafeta.core.rights import ruled
from estafeta.documents import actions
from estafeta.documents.actions import PaperDraft
from estafeta.documents.composing import kind_of, offered_grounds
from estafeta.documents.forms import PaperForm
from estafeta.documents.models import Document
from estafeta.documents.queries import about, colleagues_of, executor_before, initial_values, kinds_for
from estafeta.documents.views.finding import attempt, document_or_404, kind_or_404, page, told
from estafeta.organisations.http import TenantRequest

RIGHT = "documents.draft"


@require_GET
@ruled(RIGHT)
def choose(request: TenantRequest, organisation: str) -> HttpResponse:
    """Kinds of paper by group, each with what it is for and the last one made."""
    return page(request, "choose.html", groups=kinds_for(request.organisation))


@ruled(RIGHT)
def new(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """Fill in a new paper; fields may come filled through the address («v_curator=…»)."""
    found = kind_or_404(kind)
    subject = request.GET.get("about", "")[:60]
    begun = about(request.organisation, subject).filter(kind=kind).first() if subject else None
    filled = initial_values(found, request.organisation, request.today)
    filled |= {name[2:]: value for name, value in request.GET.items() if name.startswith("v_") and name[2:] in filled}
    form = form_of(request, found, filled)
    form.sign(*executor_before(request.actor.user, request.organisation))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.draft_paper(actor=request.actor, kind=kind, draft=form.draft(subject)))
        if made is not None:
            told(request, "Проект готов. Проверьте его, затем отдайте на подпись.")
            return redirect(made)
    title = f"Новая бумага: {found.title}"
    back = reverse("documents:choose", args=[request.organisation.slug])
    return filling(request, form, title, back, begun=begun)


@ruled(RIGHT)
def edit(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Change a draft."""
    found = document_or_404(request, document)
    if not found.is_open:
        raise Refusal(actions.LATE)
    draft = PaperDraft(
        found.filled, tuple(found.grounds), found.more_grounds, found.executor_name, found.executor_phone
    )
    form = form_of(request, kind_of(found), found.filled, draft)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.change_paper(actor=request.actor, document=found, draft=form.draft()))
        if made is not None:
            again = found.state == Document.State.ON_SIGNATURE
            told(request, "Сохранено. Бумага снова проект: отдайте её на подпись ещё раз." if again else "Сохранено.")
            return redirect(made)
    return filling(request, form, found.title, found.get_absolute_url())


def form_of(
    request: TenantRequest, kind: PaperKind, filled: dict[str, object], draft: PaperDraft | None = None
) -> PaperForm:
    """The form with what is known."""
    offered = offered_grounds(kind, request.organisation, request.today)
    data = request.POST if request.method == "POST" else None
    return PaperForm(data, kind=kind, offered=offered, filled=filled, draft=draft)


def filling(
    request: TenantRequest, form: PaperForm, title: str, back: str, begun: Document | None = None
) -> HttpResponse:
    """The page of the form."""
    people = colleagues_of(request.organisation, request.today)
    status = 422 if form.errors else 200
    return page(request, "fill.html", status, form=form, title=title, back=back, people=people, begun=begun)


@require_POST
@ruled(RIGHT)
def amend(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Begin a new edition."""
    made = actions.amend_paper(actor=request.actor, document=document_or_404(request, document))
    told(request, "Проект новой редакции готов. Прежняя действует, пока новая не зарегистрирована.")
    return redirect(made)


@require_POST
@ruled(RIGHT)
def delete(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Throw a draft away."""
    actions.delete_paper(actor=request.actor, document=document_or_404(request, document))
    told(request, "Проект удалён.")
    return redirect("documents:register", organisation=request.organisation.slug)
