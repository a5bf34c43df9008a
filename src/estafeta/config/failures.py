"""The pages shown when something cannot be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from estafeta.core.requests import NUMBER

DEFAULT_REASON = "У вас нет доступа к этой странице."


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with a reason."""
    return render(request, "403.html", {"reason": str(exception or "") or DEFAULT_REASON}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "404.html", status=404)


def too_often(request: HttpRequest) -> HttpResponse:
    """429: a form that others may not be kept from was sent too often."""
    return render(request, "429.html", status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """500, without a word about what broke; the number leads to the lines of the log."""
    return render(request, "500.html", {"number": NUMBER.get()}, status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
