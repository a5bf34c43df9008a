"""What a person sees about her own account."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from estafeta.accounts import actions
from estafeta.accounts.forms import ProfileForm, SessionForm
from estafeta.accounts.models import User
from estafeta.accounts.sessions import end_sessions, sessions_of
from estafeta.core.pages import flash, page, posted, refusal_on, status_of
from estafeta.core.rights import signed_in


@signed_in("one's own names, address, password and second factor")
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own names; the rest leads to its own page."""
    user: User = request.user  # type: ignore[assignment]
    start = {name: getattr(user, name) for name in actions.NAMES}
    form = ProfileForm(posted(request)[0], initial=start)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.change_profile(by=user, user=User.objects.get(pk=user.pk), **form.cleaned_data)
            flash(request, "Сохранено.")
            return redirect("accounts:profile")
    second_factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    return page(request, "accounts/profile.html", status_of(form), form=form, second_factor=second_factor)


@signed_in("one's own sign-ins on every device")
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in; end one of them or all others."""
    user: User = request.user  # type: ignore[assignment]
    current = request.session.session_key
    if request.method == "POST":
        count = end_sessions(by=user, keep=current, only=SessionForm(request.POST).chosen()["session"])
        flash(request, "Вход завершён." if count == 1 else f"Завершено входов: {count}.")
        return redirect("accounts:sessions")
    return page(request, "accounts/sessions.html", sessions=sessions_of(user, current))
