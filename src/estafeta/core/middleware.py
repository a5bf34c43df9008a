"""Refusals become messages, missing rights 403 with the reason; an act done by htmx leaves its page where it is."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from estafeta.core.refusals import Forbidden, Refusal


class RefusalMiddleware:
    """Answer a Forbidden with 403 and its reason, a Refusal with its sentence beside the page it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn the two known exceptions into answers; leave everything unexpected alone."""
        if isinstance(exception, Forbidden):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Refusal):
            return self.refuse(request, exception)
        return None

    def refuse(self, request: HttpRequest, refusal: Refusal) -> HttpResponse:
        """Show the sentence: as a fragment for htmx, else as a message on the page the user came from."""
        if getattr(request, "htmx", False):
            answer = render(request, "core/refusal.html", {"sentence": refusal.sentence}, status=422)
            answer["HX-Retarget"] = "#toasts"
            answer["HX-Reswap"] = "beforeend"
            return answer
        back = request.META.get("HTTP_REFERER", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            return render(request, "core/refused.html", {"sentence": refusal.sentence}, status=422)
        messages.error(request, refusal.sentence)
        answer = redirect(back)
        answer.refused = True  # type: ignore[attr-defined] # it looks like one that has done what was asked
        return answer


class UnstoredMiddleware:
    """Nothing that a signed-in person sees stays behind in a browser or on the way: every page bears names.

    A page that says by itself how it may be kept is left alone; static files never come here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and forbid to store the answer."""
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


class StayMiddleware:
    """An act that htmx has posted answers with a redirect, as it does without scripts; here it becomes what it means.

    A redirect to the page where one is, or to what is open beside it, stays there: the answer carries the toasts and
    the event «estafeta:changed», upon which the page redraws what it has marked. A redirect elsewhere opens that page
    whole. What is open beside says the header «X-Beside», addresses with a space between them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on and translate a redirect."""
        response = self.get_response(request)
        htmx = getattr(request, "htmx", None)
        if not htmx or request.method != "POST" or response.status_code != 302:
            return response
        target = urlsplit(response.headers["Location"])
        stays = [htmx.current_url_abs_path or "", *request.headers.get("X-Beside", "").split()]
        if target.netloc or target.path not in {urlsplit(place).path for place in stays}:
            return HttpResponseClientRedirect(target.geturl())
        return trigger_client_event(render(request, "core/toasts.html"), "estafeta:changed")
