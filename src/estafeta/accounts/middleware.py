"""At the door: what is said when it is shut, and the cookie by which a browser is known again."""

from __future__ import annotations

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from estafeta.accounts.lockout import CODE, COOKIE, KNOWN, Shut, address_of, device_for, user_by_login
from estafeta.accounts.receivers import note

SEEN_EVERY = 600  # seconds between two notes that a session is in use: not every page writes
LOCKED = {CODE: "Коды второго фактора закрыты после неверных попыток"}


class DoorMiddleware:
    """Answers Shut with a page and 429, knows browsers again, notes which sessions are in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; give a cookie to whoever has just come in."""
        key = request.session.session_key
        if key and request.user.is_authenticated and cache.add(f"session-seen-{key}", True, SEEN_EVERY):
            seen = {"last_seen_at": timezone.now(), "ip": address_of(request) or "0.0.0.0"}
            UserSession.objects.filter(session_key=key).update(**seen)
        response = self.get_response(request)
        user = getattr(request, "came_in", None)
        if user is not None:
            age = int(KNOWN.total_seconds())
            cookie = device_for(user.username.lower())
            response.set_cookie(COOKIE, cookie, age, secure=request.is_secure(), httponly=True, samesite="Lax")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that there were too many tries, when the next one is possible, and what helps meanwhile."""
        if not isinstance(exception, Shut):
            return None
        if exception.fresh:
            words = LOCKED.get(exception.kind, "Вход закрыт после неудачных попыток")
            where = {"address": address_of(request), "until": exception.until}
            note(user_by_login(exception.account), "lock_out", words, by_herself=False, **where)
        minutes = exception.minutes(timezone.now())
        context = {"minutes": minutes, "is_code": exception.kind == CODE}
        answer = render(request, "account/lockout.html", context, status=429)
        answer["Retry-After"] = str(minutes * 60)
        return answer
