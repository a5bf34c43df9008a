"""Pages of an organisation: its card, its people, the organisations below, its journal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from estafeta.core.imports import address_of
from estafeta.core.lists.answers import OnExport, show
from estafeta.core.rights import may, ruled
from estafeta.organisations import actions, queries, registries
from estafeta.organisations.forms import CardForm, EndForm, InviteForm, NewOrganisationForm, RoleForm, zones
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.mail import link_of
from estafeta.organisations.models import Membership
from estafeta.organisations.tabs import settings_tabs


@ruled("organisations.enter")
def card(request: TenantRequest, organisation: str) -> HttpResponse:
    """Show the card."""
    context = {
        "may_change": may("organisations.change_card", request.actor),
        "tabs": settings_tabs(request.actor, "organisations:card"),
        "zone": dict(zones(request.organisation.time_zone))[request.organisation.time_zone],
    }
    return render(request, "organisations/card.html", context)


@ruled("organisations.change_card")
def change_card(request: TenantRequest, organisation: str) -> HttpResponse:
    """Change the card."""
    form = CardForm(request.POST or None, instance=queries.fresh(request.organisation))
    if request.method == "POST" and form.is_valid():
        actions.change_card(actor=request.actor, **form.cleaned_data)
        messages.success(request, "Карточка сохранена.")
        return redirect("organisations:card", organisation=organisation)
    return render(request, "organisations/card_form.html", {"form": form})


@ruled("organisations.see_members")
def members(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """List the members; those who manage them also see open invitations."""
    may_manage = may("organisations.manage_members", request.actor)
    registry = registries.members(request.organisation, today=request.today, may_manage=may_manage)
    invitations = queries.pending_invitations(request.organisation) if may_manage else []
    return show(
        request,
        registry,
        queries.members_of(request.organisation),
        today=request.today,
        template="organisations/members.html",
        context={
            "may_manage": may_manage,
            "import_url": address_of(organisation, "organisations.invitations"),
            "tabs": settings_tabs(request.actor, "organisations:members"),
            "pending": [(row, link_of(row), row.expires_at <= timezone.now()) for row in invitations],
        },
        on_export=noting_export(request, registry.title),
    )


@ruled("organisations.manage_members")
def invite(request: TenantRequest, organisation: str) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(request.POST or None, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        invitation = actions.invite_colleague(actor=request.actor, now=timezone.now(), **form.cleaned_data)
        messages.success(request, f"Приглашение отправлено: {invitation.email}. Ссылку можно скопировать ниже.")
        return redirect("organisations:members", organisation=organisation)
    return render(request, "organisations/invite.html", {"form": form})


@ruled("organisations.manage_members")
@require_POST
def resend_invitation(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Send an invitation again with a new link."""
    invitation = get_object_or_404(queries.pending_invitations(request.organisation), pk=pk)
    actions.resend_invitation(actor=request.actor, invitation=invitation, now=timezone.now())
    messages.success(request, f"Отправлено ещё раз: {invitation.email}. Прежняя ссылка больше не действует.")
    return redirect("organisations:members", organisation=organisation)


@ruled("organisations.manage_members")
@require_POST
def revoke_invitation(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(queries.pending_invitations(request.organisation), pk=pk)
    actions.revoke_invitation(actor=request.actor, invitation=invitation, now=timezone.now())
    messages.success(request, f"Приглашение отозвано: {invitation.email}.")
    return redirect("organisations:members", organisation=organisation)


@ruled("organisations.manage_members")
def membership(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Give another role or post to a member."""
    row: Membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    start = {"role": row.role, "post": row.post}
    form = RoleForm(request.POST or None, organisation=request.organisation, initial=start)
    if request.method == "POST" and form.is_valid():
        actions.change_role(
            actor=request.actor, membership=row, now=timezone.now(), today=request.today, **form.cleaned_data
        )
        messages.success(request, f"Сохранено: {row.user.full_name}.")
        return redirect("organisations:members", organisation=organisation)
    past = row not in queries.members_of(request.organisation).filter(queries.in_force(request.today))
    context = {"row": row, "form": form, "end_form": EndForm(), "past": past}
    return render(request, "organisations/membership.html", context)


@ruled("organisations.manage_members")
@require_POST
def end_membership(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """End a member's role, now or after a day."""
    row: Membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        context = {"row": row, "form": RoleForm(organisation=request.organisation), "end_form": form, "past": False}
        return render(request, "organisations/membership.html", context)
    actions.end_membership(
        actor=request.actor, membership=row, now=timezone.now(), today=request.today, **form.cleaned_data
    )
    messages.success(request, f"Роль закончена: {row.user.full_name}.")
    return redirect("organisations:members", organisation=organisation)


@ruled("organisations.see_below")
def below(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """List the organisations below."""
    return show(
        request,
        registries.BELOW,
        queries.below(request.organisation).select_related("parent"),
        today=request.today,
        template="organisations/below.html",
        context={
            "may_add": may("organisations.add_below", request.actor),
            "import_url": address_of(organisation, "organisations.below"),
        },
        on_export=noting_export(request, registries.BELOW.title),
    )


@ruled("organisations.add_below")
def add_organisation(request: TenantRequest, organisation: str) -> HttpResponse:
    """Add an organisation below this one and go on to invite its curator."""
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_organisation(actor=request.actor, parent=request.organisation, **form.cleaned_data)
        messages.success(request, f"Добавлена организация: {made}. Теперь пригласите её куратора.")
        return redirect("organisations:invite", organisation=made.slug)
    return render(request, "organisations/add_organisation.html", {"form": form})


@ruled("organisations.read_journal")
def journal(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """Show who did what in the organisation."""
    return show(
        request,
        registries.JOURNAL,
        queries.journal_of(request.organisation),
        today=request.today,
        template="organisations/journal.html",
        context={"tabs": settings_tabs(request.actor, "organisations:journal")},
        on_export=noting_export(request, registries.JOURNAL.title),
    )


def noting_export(request: TenantRequest, title: str) -> OnExport:
    """What a list calls when it leaves as a file."""
    return lambda rows: actions.note_export(actor=request.actor, title=title, rows=rows)
