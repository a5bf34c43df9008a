"""One place turns refusals into messages and missing rights into 403 with the reason."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

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
        return redirect(back)
