"""Pages of an organisation: its card, its people, the organisations below, its journal."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from estafeta.accounts.lockout import shut_until
from estafeta.core.editing import Edit
from estafeta.core.imports import address_of
from estafeta.core.letters import mail_is_configured
from estafeta.core.lists.answers import OnExport, show
from estafeta.core.pages import flash, form_page, page, posted, refusal_on, status_of
from estafeta.core.rights import may, ruled
from estafeta.organisations import actions, queries, registries
from estafeta.organisations.forms import CardForm, EndForm, InviteForm, NewOrganisationForm, RoleForm, zones
from estafeta.organisations.http import TenantRequest
from estafeta.organisations.mail import link_of
from estafeta.organisations.models import Membership
from estafeta.organisations.roles import Role
from estafeta.organisations.tabs import links_beside_below, settings_tabs


@ruled("organisations.enter")
def card(request: TenantRequest, organisation: str) -> HttpResponse:
    """Show the card."""
    context: dict[str, Any] = {
        "may_change": may("organisations.change_card", request.actor),
        "tabs": settings_tabs(request.actor, "organisations:card"),
        "zone": dict(zones(request.organisation.time_zone))[request.organisation.time_zone],
    }
    return page(request, "organisations/card.html", **context)


@ruled("organisations.change_card")
def change_card(request: TenantRequest, organisation: str) -> HttpResponse:
    """Change the card."""
    may_change_kind = may("organisations.change_kind", request.actor)
    edit = Edit(
        request,
        request.organisation,
        lambda data, row: CardForm(data, instance=copy(row), may_change_kind=may_change_kind),
    )
    if edit.save(lambda form, version: actions.change_card(actor=request.actor, version=version, **form.cleaned_data)):
        flash(request, "Карточка сохранена.")
        return redirect("organisations:card", organisation=organisation)
    return page(request, "organisations/card_form.html", status_of(edit.form), form=edit.form)


@ruled("organisations.see_members")
def members(request: TenantRequest, organisation: str) -> HttpResponseBase:
    """List the members; those who manage them also see open invitations."""
    may_manage = may("organisations.manage_members", request.actor)
    registry = registries.members(request.organisation, today=request.today, may_manage=may_manage)
    roles = queries.grantable(request.actor, today=request.today) if may_manage else []
    invitations = queries.pending_invitations(request.organisation).filter(role__in=roles)
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
            "pending": [(row, link_of(row, shown=True), row.expires_at <= timezone.now()) for row in invitations],
        },
        on_export=noting_export(request, registry.title),
    )


@ruled("organisations.manage_members")
def invite(request: TenantRequest, organisation: str) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(posted(request)[0], roles=queries.grantable(request.actor, today=request.today))
    members_url = reverse("organisations:members", args=[organisation])
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            invitation = actions.invite_colleague(
                actor=request.actor, now=timezone.now(), today=request.today, **form.cleaned_data
            )
            sent = "Приглашение отправляется" if mail_is_configured() else "Приглашение готово, письмо не уйдёт"
            flash(request, f"{sent}: {invitation.email}. Ссылку можно скопировать ниже.")
            return redirect(members_url)
    by_letter = mail_is_configured()
    button = "Отправить приглашение" if by_letter else "Получить ссылку"
    words = {"title": "Пригласить коллегу", "button": button, "cancel": "Не сейчас"}
    how = "по ссылке из письма" if by_letter else "почта не настроена, ссылку передадите сами: по ней"
    hint = f"{request.organisation.short_name} · {how} человек сам придумает пароль"
    return form_page(request, form, hint=hint, up_url=members_url, **words)


@ruled("organisations.manage_members")
@require_POST
def resend_invitation(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Send an invitation again with a new link."""
    invitation = get_object_or_404(queries.pending_invitations(request.organisation), pk=pk)
    actions.resend_invitation(actor=request.actor, invitation=invitation, now=timezone.now(), today=request.today)
    said = "Отправляется ещё раз" if mail_is_configured() else "Новая ссылка готова, передайте её"
    flash(request, f"{said}: {invitation.email}. Прежняя ссылка больше не действует.")
    return redirect("organisations:members", organisation=organisation)


@ruled("organisations.manage_members")
@require_POST
def revoke_invitation(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(queries.pending_invitations(request.organisation), pk=pk)
    actions.revoke_invitation(actor=request.actor, invitation=invitation, now=timezone.now(), today=request.today)
    flash(request, f"Приглашение отозвано: {invitation.email}.")
    return redirect("organisations:members", organisation=organisation)


@ruled("organisations.manage_members")
def membership(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Give another role or post to a member."""
    row: Membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    edit = member_edit(request, row)
    if edit.save(
        lambda form, version: actions.change_role(
            actor=request.actor,
            membership=row,
            now=timezone.now(),
            today=request.today,
            version=version,
            **form.cleaned_data,
        )
    ):
        flash(request, f"Сохранено: {row.user.full_name}.")
        return redirect("organisations:members", organisation=organisation)
    return member_page(request, row, edit.form, EndForm())


def member_edit(request: TenantRequest, row: Membership) -> Edit[Membership, RoleForm]:
    """The form of a role: another one may be given by those alone who could end this one."""
    roles = queries.grantable(request.actor, today=request.today)
    roles = roles if row.role in roles else [Role(row.role)]

    def make(data: QueryDict | None, member: Membership) -> RoleForm:
        start = {"role": member.role, "post": member.post}
        return RoleForm(data, roles=roles, initial=start)

    return Edit(request, row, make)


def member_page(request: TenantRequest, row: Membership, form: RoleForm, end_form: EndForm) -> HttpResponse:
    """The page of a role: change it or end it."""
    past = row not in queries.members_of(request.organisation).filter(queries.in_force(request.today))
    may_end = row.role in queries.grantable(request.actor, today=request.today)
    status = status_of(end_form) if end_form.is_bound else status_of(form)
    shut = shut_until(row.user, timezone.now()) if may_end else None
    context = {"row": row, "form": form, "end_form": end_form, "past": past, "may_end": may_end, "shut": shut}
    return page(request, "organisations/membership.html", status, **context)


@ruled("organisations.manage_members")
@require_POST
def end_membership(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """End a member's role, now or after a day."""
    row: Membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    form = EndForm(request.POST)
    if form.is_valid():
        with refusal_on(form):
            actions.end_membership(
                actor=request.actor, membership=row, now=timezone.now(), today=request.today, **form.cleaned_data
            )
            flash(request, f"Роль закончена: {row.user.full_name}.")
            return redirect("organisations:members", organisation=organisation)
    role_form = RoleForm(roles=[Role(row.role)], initial={"role": row.role, "post": row.post})
    return member_page(request, row, role_form, form)


@ruled("organisations.manage_members")
@require_POST
def open_sign_in(request: TenantRequest, organisation: str, pk: int) -> HttpResponse:
    """Open the door to a member whom wrong passwords have shut out."""
    row: Membership = get_object_or_404(queries.members_of(request.organisation), pk=pk)
    actions.open_sign_in(actor=request.actor, membership=row, now=timezone.now(), today=request.today)
    flash(request, f"Вход открыт: {row.user.full_name}.")
    return redirect("organisations:membership", organisation=organisation, pk=pk)


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
            "beside": links_beside_below(request.actor),
        },
        on_export=noting_export(request, registries.BELOW.title),
    )


@ruled("organisations.add_below")
def add_organisation(request: TenantRequest, organisation: str) -> HttpResponse:
    """Add an organisation below this one and go on to invite its curator."""
    form = NewOrganisationForm(posted(request)[0])
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            made = actions.create_organisation(actor=request.actor, parent=request.organisation, **form.cleaned_data)
            flash(request, f"Добавлена организация: {made}. Теперь пригласите её куратора.")
            return redirect("organisations:invite", organisation=made.slug)
    words = {"title": "Добавить организацию", "button": "Добавить и пригласить куратора", "cancel": "Не сейчас"}
    up_url = reverse("organisations:below", args=[organisation])
    return form_page(request, form, hint=f"Вышестоящая: {request.organisation.short_name}", up_url=up_url, **words)


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
