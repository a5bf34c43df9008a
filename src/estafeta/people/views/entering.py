"""A municipality comes in: who has not entered yet, invitations again, sheets with codes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from docforge import pdf
from estafeta.core.files import download
from estafeta.core.imports.kinds import address_of
from estafeta.core.letters import mail_is_configured
from estafeta.core.refusals import Refusal
from estafeta.core.rights import may, ruled
from estafeta.organisations.actions import resend_invitation
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.models import Invitation
from estafeta.organisations.queries import actor_for
from estafeta.people import actions
from estafeta.people.codes import sheets_of
from estafeta.people.forms.entering import AbsentForm
from estafeta.people.queries.entering import entering_below, waiting_below
from estafeta.workbench.forms import TickedForm
from estafeta.workbench.pages import flash, page
from russian.plurals import counted

MOST = 300
"""Sheets of one file."""


@require_GET
@ruled("people.see_numbers")
def entering(request: TenantRequest, organisation: str) -> HttpResponse:
    """Organisations below with who has come in; numbers, no names."""
    absent = AbsentForm(request.GET).chosen()["absent"]
    every = entering_below(request.organisation, today=request.today)
    rows = [row for row in every if not row.members] if absent else every
    return page(
        request, "people/entering.html",
        rows=rows, total=len(every), absent=absent,
        missing=sum(not row.members for row in every),
        waiting=sum(row.waiting for row in every),
        may_add=may("organisations.add_below", request.actor),
        import_url=address_of(organisation, "organisations.below"),
        by_letter=mail_is_configured(),
    )  # fmt: skip


@require_POST
@ruled("organisations.add_below")
def sheets(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """Sheets with codes for the ticked organisations, or for all that wait."""
    rows = list(_waiting(request)[: MOST + 1])
    if not rows:
        raise Refusal("Печатать нечего: приглашений, которые ждут, здесь нет.")
    if len(rows) > MOST:
        raise Refusal(f"За один раз — не больше {MOST} листов. Отметьте часть организаций.")
    made = pdf.render(sheets_of(rows, today=request.today))
    actions.note_codes(actor=request.actor, count=len(rows))
    return download(made, f"Листы приглашений {request.today.isoformat()}.pdf", "application/pdf")


@require_POST
@ruled("organisations.add_below")
def again(request: TenantRequest, organisation: str) -> HttpResponse:
    """Send the invitations of the ticked organisations once more; old links and printed sheets stop working."""
    rows = list(_waiting(request)[: MOST + 1])
    if not rows:
        raise Refusal("Отправлять нечего: приглашений, которые ждут, здесь нет.")
    for invitation in rows[:MOST]:
        actor = actor_for(request.actor.user, invitation.organisation, today=request.today)
        resend_invitation(actor=actor, invitation=invitation, now=timezone.now(), today=request.today)
    words = counted(len(rows[:MOST]), "приглашение", "приглашения", "приглашений")
    flash(request, f"Отправлено ещё раз: {words}. Прежние ссылки и листы больше не действуют.")
    return redirect("people:entering", organisation)


def _waiting(request: TenantRequest) -> QuerySet[Invitation]:
    """Invitations of the ticked organisations below; of all of them when none is ticked."""
    rows = waiting_below(request.organisation)
    form = TickedForm(request.POST, keys=set(rows.values_list("organisation", flat=True)))
    chosen = form.cleaned_data["selected"] if form.is_valid() else []
    return rows.filter(organisation__in=chosen) if chosen else rows
