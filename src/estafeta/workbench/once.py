"""A second press of the same form never does a thing twice: it leads where the first one led.

Every form carries a random key (`core.templatetags.forms`). The key and all that was sent with it make a digest; the
first request that brings it claims it, later ones wait for its answer and get the same address. Another text under the
same key (somebody went back and wrote something else) is another digest and is done.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from estafeta.core.templatetags.forms import ONCE
from estafeta.workbench.models import Submission

DEAD = dt.timedelta(minutes=1)
KEEP = dt.timedelta(days=2)
PAUSE, PAUSES = 0.1, 30
AT_WORK = "Это уже записывается. Подождите немного и обновите страницу."


class OnceMiddleware:
    """Answers a form that was sent already with the address of its first answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a form with a new key through and remember where it led."""
        if request.method != "POST" or not request.user.is_authenticated or not request.POST.get(ONCE):
            return self.get_response(request)
        claim, is_new = Submission.objects.get_or_create(user=request.user, key=digest_of(request))
        if not is_new and not taken_over(claim):
            return answer_again(request, claim) or self(request)
        Submission.objects.filter(user=request.user, sent_at__lt=timezone.now() - KEEP).delete()
        done = False
        try:
            answer = self.get_response(request)
            done = has_done(request, answer)
        finally:
            if not done:
                claim.delete()
        if done:
            Submission.objects.filter(pk=claim.pk).update(done=True, url=answer.get("Location", ""))
        return answer


def digest_of(request: HttpRequest) -> str:
    """Return what tells this press from any other: address, key, all that was typed, names and sizes of files."""
    parts = [request.path]
    for name in sorted(set(request.POST) - {"csrfmiddlewaretoken"}):
        parts += [name, *request.POST.getlist(name)]
    for name in sorted(request.FILES):
        parts += [f"{name}:{file.name}:{file.size}" for file in request.FILES.getlist(name)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def has_done(request: HttpRequest, answer: HttpResponse) -> bool:
    """Say whether the answer means that the thing was done: it leads on, or htmx was given the page anew."""
    if getattr(answer, "refused", False):
        return False
    leads_on = 300 <= answer.status_code < 400
    return leads_on or (bool(getattr(request, "htmx", False)) and 200 <= answer.status_code < 300)


def taken_over(claim: Submission) -> bool:
    """Take over a press whose server died at work; True for exactly one of those who ask."""
    now = timezone.now()
    dead = Submission.objects.filter(pk=claim.pk, done=False, sent_at=claim.sent_at, sent_at__lt=now - DEAD)
    return dead.update(sent_at=now) == 1


def answer_again(request: HttpRequest, claim: Submission) -> HttpResponse | None:
    """Wait a little for the first press and lead where it led; None when that one has failed and this one may try."""
    for _ in range(PAUSES):
        found = Submission.objects.filter(pk=claim.pk).first()
        if found is None:
            return None
        if found.done:
            return redirect(found.url) if found.url else HttpResponse(status=204)
        time.sleep(PAUSE)
    messages.info(request, AT_WORK)
    came_from = request.META.get("HTTP_REFERER", "")
    return redirect(came_from if url_has_allowed_host_and_scheme(came_from, {request.get_host()}) else request.path)
