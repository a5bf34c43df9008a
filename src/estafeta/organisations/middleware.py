"""Opens the tenant scope for every address that names an organisation."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from estafeta.core.clock import local_today
from estafeta.organisations.actors import Actor
from estafeta.organisations.models import Organisation
from estafeta.organisations.queries import actor_for
from estafeta.organisations.scope import tenant_scope

SECOND_FACTOR = "Ваша организация просит второй фактор: включите код из приложения, и страницы откроются."


class TenantMiddleware:
    """Finds the organisation in the address, makes the acting person and opens the scope; strangers get 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request inside the scope of its organisation, or outside any scope."""
        slug = self.slug(request)
        if slug is None:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.lead(request, redirect_to_login(request.get_full_path()).url)
        organisation = Organisation.objects.select_related("parent").filter(slug=slug).first()
        if organisation is None:
            return self.hide(request)
        today = local_today(organisation.time_zone)
        actor = actor_for(request.user, organisation, today=today)
        if not (actor.belongs or actor.trusts):
            return self.hide(request)
        if self.lacks_second_factor(actor):
            messages.info(request, SECOND_FACTOR)
            return self.lead(request, reverse("mfa_index"))
        request.actor = actor  # type: ignore[attr-defined]
        request.organisation = organisation  # type: ignore[attr-defined]
        request.today = today  # type: ignore[attr-defined]
        with tenant_scope(organisation), timezone.override(ZoneInfo(organisation.time_zone)):
            return self.get_response(request)

    @staticmethod
    def lead(request: HttpRequest, address: str) -> HttpResponse:
        """Redirect the page, also when only a fragment of it was asked for by htmx."""
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(address)
        return HttpResponseRedirect(address)

    @staticmethod
    def slug(request: HttpRequest) -> str | None:
        """Return the slug of the organisation in the address, or None."""
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return None
        return match.kwargs.get("organisation")

    def hide(self, request: HttpRequest) -> HttpResponse:
        """Answer as if nothing were there: another tenant's object is 404."""
        request.urlconf = "estafeta.config.nowhere"
        return self.get_response(request)

    @staticmethod
    def lacks_second_factor(actor: Actor) -> bool:
        """True when an organisation through which she acts demands a second factor and she has none yet."""
        if not actor.needs_second_factor:
            return False
        return not Authenticator.objects.filter(user=actor.user, type=Authenticator.Type.TOTP).exists()
