"""Choosing a kind, filling it in, changing a draft, a new edition."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.refusals import Refusal
from estafeta.core.rights import ruled
from estafeta.documents import actions
from estafeta.documents.actions import PaperDraft
from estafeta.documents.composing import kind_of, offered_grounds
from estafeta.documents.forms import PaperForm
from estafeta.documents.forms.steps import AboutForm
from estafeta.documents.models import Document
from estafeta.documents.queries import about, colleagues_of, executor_before, initial_values, kinds_for
from estafeta.documents.views.finding import document_or_404, kind_or_404
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.pages import Edit, asks_once_more, flash, page, posted, refusal_on, status_of
from norms import Norm

RIGHT = "documents.draft"


@require_GET
@ruled(RIGHT)
def choose(request: TenantRequest, organisation: str) -> HttpResponse:
    """Kinds of paper by group, each with what it is for and the last one made."""
    return page(request, "documents/choose.html", groups=kinds_for(request.organisation))


@ruled(RIGHT)
def new(request: TenantRequest, organisation: str, kind: str) -> HttpResponse:
    """Fill in a new paper; fields may come filled through the address («v_curator=…»)."""
    found = kind_or_404(kind)
    subject = AboutForm(request.GET).chosen()["about"]
    begun = about(request.organisation, subject).filter(kind=kind).first() if subject else None
    filled = initial_values(found, request.organisation, request.today)
    filled |= {name[2:]: value for name, value in request.GET.items() if name.startswith("v_") and name[2:] in filled}
    offered = offered_grounds(found, request.organisation, request.today)
    form = PaperForm(posted(request)[0], kind=found, offered=offered, filled=filled)
    form.sign(*executor_before(request.actor.user, request.organisation))
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            made = actions.draft_paper(actor=request.actor, kind=kind, draft=form.draft(subject))
            flash(request, "Проект готов. Проверьте его, затем отдайте на подпись.")
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
    offered = offered_grounds(kind_of(found), request.organisation, request.today)
    edit = Edit(request, found, lambda data, row: form_of_draft(data, row, offered))
    if edit.save(
        lambda form, version: actions.change_paper(
            actor=request.actor, document=found, draft=form.draft(), version=version
        )
    ):
        again = found.state == Document.State.ON_SIGNATURE
        flash(request, "Сохранено. Бумага снова проект: отдайте её на подпись ещё раз." if again else "Сохранено.")
        return redirect(found)
    return filling(request, edit.form, found.title, found.get_absolute_url())


def form_of_draft(data: QueryDict | None, row: Document, offered: tuple[Norm, ...]) -> PaperForm:
    """The form with what a draft says."""
    draft = PaperDraft(row.filled, tuple(row.grounds), row.more_grounds, row.executor_name, row.executor_phone)
    return PaperForm(data, kind=kind_of(row), offered=offered, filled=row.filled, draft=draft)


def filling(
    request: TenantRequest, form: PaperForm, title: str, back: str, begun: Document | None = None
) -> HttpResponse:
    """The page of the form."""
    people = colleagues_of(request.organisation, request.today)
    return page(
        request, "documents/fill.html", status_of(form), form=form, title=title, back=back, people=people, begun=begun
    )


@require_POST
@ruled(RIGHT)
def amend(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Begin a new edition."""
    made = actions.amend_paper(actor=request.actor, document=document_or_404(request, document))
    flash(request, "Проект новой редакции готов. Прежняя действует, пока новая не зарегистрирована.")
    return redirect(made)


@require_POST
@ruled(RIGHT)
def delete(request: TenantRequest, organisation: str, document: int) -> HttpResponse:
    """Throw a draft away."""
    found = document_or_404(request, document)
    asked = asks_once_more(
        request, title="Удалить проект?", text=f"«{found.title}»: вернуть проект будет нельзя.", button="Удалить",
        up_url=found.get_absolute_url(),
    )  # fmt: skip
    if asked is not None:
        return asked
    actions.delete_paper(actor=request.actor, document=found)
    flash(request, "Проект удалён.")
    return redirect("documents:register", organisation=request.organisation.slug)
