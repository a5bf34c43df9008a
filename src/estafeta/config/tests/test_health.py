from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.pages import html_of

from estafeta.core import jobs
from estafeta.core.jobs.health import STANDSTILL
from estafeta.core.jobs.models import Job, Worker
from estafeta.core.vitals import VITALS, Vital

pytestmark = pytest.mark.django_db


def ago(seconds: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(seconds=seconds)


def answer(client) -> tuple[int, list[str]]:
    response = client.get("/healthz")
    return response.status_code, response.content.decode().splitlines()


def troubles(client) -> list[str]:
    status, (first, *lines) = answer(client)
    wrong = [line for line in lines if "NOT WELL" in line]
    assert (status, first) == ((503, "trouble") if wrong else (200, "ok"))
    return wrong


def test_health_is_ok_when_nothing_is_asked_and_when_all_goes_on(client):
    assert troubles(client) == []
    Worker.objects.create(name="dead", seen_at=ago(100_000))
    Worker.objects.create(name="alive", seen_at=ago(60))
    jobs.enqueue("notifications.send_digests")
    assert troubles(client) == []


def test_silent_worker_is_said(client):
    Worker.objects.create(name="dead", seen_at=ago(150))
    (line,) = troubles(client)
    assert line.startswith("worker: NOT WELL, not seen for 15")


def test_job_that_waits_too_long_is_said_but_not_one_for_later(client):
    later = jobs.enqueue("notifications.send_digests", run_after=timezone.now() + dt.timedelta(hours=1))
    Job.queue.filter(pk=later.pk).update(created_at=ago(1000))
    assert troubles(client) == []
    Job.queue.filter(pk=later.pk).update(run_after=ago(5))
    assert troubles(client) == []
    Job.queue.filter(pk=later.pk).update(run_after=ago(200))
    (line,) = troubles(client)
    assert line.startswith("queue: NOT WELL, the oldest job has waited for 20")


def test_figures_for_machines_name_every_sign_and_nobody(client, curator):
    Worker.objects.create(name="dead", seen_at=ago(150))
    response = client.get("/healthz.json")
    told = response.json()
    assert (response.status_code, told["well"]) == (503, False)
    assert set(told["signs"]) == {"live", "ready", "worker", "queue", "disk", "backup", "mail"}
    assert 150 <= told["signs"]["worker"]["seen_seconds_ago"] < 200
    assert told["signs"]["disk"]["free_bytes"] > 0
    assert curator.user.last_name not in response.content.decode()


def test_live_and_ready_do_not_depend_on_background_work(client):
    Worker.objects.create(name="dead", seen_at=ago(150))
    assert client.get("/healthz/live").status_code == 200
    assert client.get("/healthz/ready").status_code == 200


def test_sign_that_breaks_is_not_well_and_breaks_nothing(client, monkeypatch, caplog):
    def broken(now: dt.datetime) -> Vital:
        raise ZeroDivisionError

    monkeypatch.setitem(VITALS, "broken", broken)
    assert troubles(client) == ["broken: NOT WELL, cannot be asked"]
    assert "ZeroDivisionError" in caplog.text


def test_staff_is_told_when_jobs_wait_too_long_and_no_query_is_spent(client, curator, django_assert_num_queries):
    client.force_login(curator.user)
    address = f"/o/{curator.organisation.slug}/tasks/"
    client.get(address)
    assert "Фоновая работа стоит" not in html_of(client.get(address))
    STANDSTILL[:] = [125]
    try:
        assert "Фоновая работа стоит уже 2 минуты" in html_of(client.get(address)).replace("\u00a0", " ")
    finally:
        STANDSTILL.clear()
