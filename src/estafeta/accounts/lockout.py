"""Locking out after repeated wrong passwords: whose attempts are counted together, and what is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from estafeta.accounts.models import User

TYPED = ("username", "login", "email")
LONGEST = 255


def client_username(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """Return one name for every way to write the same user, so that another spelling is not another try."""
    posted = request.POST.get("login", "") if request is not None else ""
    typed = next((str(value) for name in TYPED if (value := (credentials or {}).get(name))), posted)
    typed = typed.strip().lower()[:LONGEST]
    user = user_by_login(typed)
    return user.username.lower() if user else typed


def user_by_login(typed: str) -> User | None:
    """Return the user who signs in with the name or the address."""
    if not typed:
        return None
    return User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).order_by("pk").first()


def minutes_left(request: HttpRequest, credentials: dict[str, Any] | None, now: dt.datetime) -> int:
    """Return how long the door stays shut, in whole minutes, at least one."""
    attempts = AccessAttempt.objects.filter(
        username=client_username(request, credentials), ip_address=get_client_ip_address(request)
    )
    last = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first() or now
    left = last + (get_cool_off(request) or dt.timedelta()) - now
    return max(1, -(-int(left.total_seconds()) // 60))


def locked_out(
    request: HttpRequest, original: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say that there were too many tries and when the next one is possible."""
    minutes = minutes_left(request, credentials, timezone.now())
    answer = render(request, "account/lockout.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer
