from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from estafeta.core import jobs
from estafeta.core.jobs.models import Job, Worker

pytestmark = pytest.mark.django_db


def ago(seconds: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(seconds=seconds)


def answer(client) -> tuple[int, str]:
    response = client.get("/healthz")
    return response.status_code, response.content.decode()


def test_health_is_ok_when_nothing_is_asked_and_when_all_goes_on(client):
    assert answer(client) == (200, "ok")
    Worker.objects.create(name="dead", seen_at=ago(100_000))
    Worker.objects.create(name="alive", seen_at=ago(60))
    jobs.enqueue("notifications.send_digests")
    assert answer(client) == (200, "ok")


def test_silent_worker_is_said(client):
    Worker.objects.create(name="dead", seen_at=ago(150))
    status, text = answer(client)
    assert status == 503
    assert text.startswith("worker: not seen for 15")


def test_job_that_waits_too_long_is_said_but_not_one_for_later(client):
    later = jobs.enqueue("notifications.send_digests", run_after=timezone.now() + dt.timedelta(hours=1))
    Job.queue.filter(pk=later.pk).update(created_at=ago(1000))
    assert answer(client) == (200, "ok")
    Job.queue.filter(pk=later.pk).update(run_after=ago(5))
    assert answer(client) == (200, "ok")
    Job.queue.filter(pk=later.pk).update(run_after=ago(200))
    status, text = answer(client)
    assert status == 503
    assert text.startswith("queue: the oldest job has waited for 20")
