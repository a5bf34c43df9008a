"""One page for every background job, and a list of one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from estafeta.core.jobs import Job
from estafeta.core.rights import ruled
from estafeta.organisations.http import TenantRequest
from estafeta.workbench.jobs.actions import cancel_job, repeat_job
from estafeta.workbench.jobs.queries import jobs_of
from estafeta.workbench.pages import page

MOST = 50
LOOKS = {"waiting": "planned", "running": "in_progress", "done": "done", "failed": "late", "cancelled": "cancelled"}
PAGE = "workbench/job.html"


def job_or_404(request: TenantRequest, pk: int) -> Job:
    """A job that the person has started here herself; others' jobs do not exist for her."""
    return get_object_or_404(jobs_of(request.actor), pk=pk)


@require_GET
@ruled("organisations.enter")
def every(request: TenantRequest, organisation: str) -> HttpResponse:
    """What is being made ready for me, and what came of it."""
    rows = [(row, LOOKS[row.state]) for row in jobs_of(request.actor)[:MOST]]
    running, ended = ([pair for pair in rows if pair[0].is_open is open] for open in (True, False))
    return page(request, "workbench/jobs.html", running=running, ended=ended)


@require_GET
@ruled("organisations.enter")
def show(request: TenantRequest, organisation: str, job: int) -> HttpResponse:
    """How far it is, what came of it, or why it stopped; htmx asks for the moving part alone."""
    found = job_or_404(request, job)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, f"{PAGE}#job", {"job": found, "slug": request.organisation.slug})
    return page(request, PAGE, job=found)


@require_POST
@ruled("organisations.enter")
def cancel(request: TenantRequest, organisation: str, job: int) -> HttpResponse:
    """Stop it."""
    cancel_job(actor=request.actor, job=job_or_404(request, job))
    return redirect("workbench:job", organisation=organisation, job=job)


@require_POST
@ruled("organisations.enter")
def repeat(request: TenantRequest, organisation: str, job: int) -> HttpResponse:
    """Begin it again."""
    repeat_job(actor=request.actor, job=job_or_404(request, job))
    return redirect("workbench:job", organisation=organisation, job=job)
