"""Pages that stand before any organisation: switching between them and accepting an invitation."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from estafeta.accounts.forms import NewUserForm
from estafeta.accounts.models import User
from estafeta.core.clock import local_today
from estafeta.core.pages import flash, page, posted, status_of
from estafeta.core.rights import may, open_to_all, signed_in
from estafeta.organisations import actions, queries
from estafeta.organisations.forms import SwitchForm
from estafeta.organisations.models import Invitation
from estafeta.organisations.queries import actor_for

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HOME_ZONE = "Europe/Moscow"


@signed_in("switches between one's own organisations")
def switch(request: HttpRequest) -> HttpResponse:
    """Show every organisation that a role reaches, with search."""
    form = SwitchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    user: User = request.user  # type: ignore[assignment]
    found = queries.find_organisations(user, text, today=local_today(HOME_ZONE))
    context = {"form": form, "text": text, "found": found[: queries.MOST_FOUND], "total": found.count()}
    return render(request, "organisations/switch.html", context)


@open_to_all("whoever holds the link of an invitation")
@never_cache
@sensitive_post_parameters("password")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Lead the holder of the link to the right door: accept, sign in first, or make an account."""
    invitation = queries.invitation_by_token(token)
    if invitation is None or not queries.is_open(invitation, timezone.now()):
        return render(request, "organisations/invitation_closed.html", {"invitation": invitation}, status=410)
    if request.user.is_authenticated:
        return accept_as_oneself(request, invitation)
    if queries.has_account(invitation.email):
        context = {"invitation": invitation, "next": request.get_full_path()}
        return render(request, "organisations/invitation_sign_in.html", context)
    return accept_as_newcomer(request, invitation, by_letter=queries.came_by_letter(invitation, token))


def accept_as_oneself(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Ask the signed-in user once, then make her a member."""
    today = local_today(invitation.organisation.time_zone)
    user: User = request.user  # type: ignore[assignment]
    actor = actor_for(user, invitation.organisation, today=today)
    if request.method != "POST":
        may_accept = may("organisations.accept_invitation", actor, invitation)
        return page(request, "organisations/invitation_accept.html", invitation=invitation, may_accept=may_accept)
    actions.accept_invitation(actor=actor, invitation=invitation, now=timezone.now(), today=today)
    flash(request, f"Вы теперь в организации: {invitation.organisation}.")
    return redirect(invitation.organisation)


def accept_as_newcomer(request: HttpRequest, invitation: Invitation, *, by_letter: bool) -> HttpResponse:
    """Make an account from names and a password, accept for it and sign in."""
    form = NewUserForm(posted(request)[0], email=invitation.email)
    if request.method != "POST" or not form.is_valid():
        context = {"invitation": invitation, "form": form}
        return page(request, "organisations/invitation_new_user.html", status_of(form), **context)
    today = local_today(invitation.organisation.time_zone)
    user = actions.accept_as_new_user(
        invitation=invitation, by_letter=by_letter, now=timezone.now(), today=today, **form.cleaned_data
    )
    login(request, user, backend=BACKEND)
    flash(request, f"Добро пожаловать. Имя для входа: {user.username} или {user.email}.")
    return redirect(invitation.organisation)
