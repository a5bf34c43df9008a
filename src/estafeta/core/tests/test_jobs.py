from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from estafeta.core import jobs
from estafeta.core.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
State = Job.State


@pytest.fixture
def done(monkeypatch):
    """Three tasks of the test: one notes its payload, one always fails, one ticks every minute."""
    notes = []

    def fail() -> None:
        raise ValueError("нет файла")

    monkeypatch.setattr(jobs, "TASKS", {"note": lambda **p: notes.append(p), "fail": fail, "tick": lambda: None})
    monkeypatch.setattr(jobs, "PERIODIC", [jobs.Periodic("tick", dt.timedelta(minutes=1))])
    return notes


def test_jobs_run_once_in_order(done):
    jobs.enqueue("note", {"n": 1})
    jobs.enqueue("note", {"n": 2})
    assert jobs.run_all() == 2
    assert done == [{"n": 1}, {"n": 2}]
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}


def test_same_key_waits_only_once_but_may_come_again(done):
    assert jobs.enqueue("note", {"n": 1}, key="load-1") is not None
    assert jobs.enqueue("note", {"n": 2}, key="load-1") is None
    jobs.run_all()
    assert jobs.enqueue("note", {"n": 3}, key="load-1") is not None
    jobs.run_all()
    assert done == [{"n": 1}, {"n": 3}]


def test_unknown_task_is_refused(done):
    with pytest.raises(KeyError):
        jobs.enqueue("nothing")


def test_job_for_later_waits(done):
    jobs.enqueue("note", run_after=timezone.now() + dt.timedelta(hours=1))
    assert jobs.run_all() == 0


def test_failing_job_is_tried_three_times_and_keeps_its_error(done):
    job = jobs.enqueue("fail")
    for _ in range(jobs.ATTEMPTS):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        assert jobs.run_once("w") is True
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert "нет файла" in job.error
    assert jobs.run_once("w") is False


def test_job_of_a_killed_worker_is_taken_over_after_its_lease(done):
    jobs.enqueue("note", {"n": 1})
    now = timezone.now()
    taken = jobs.take("killed", now)
    assert jobs.take("other", now) is None
    again = jobs.take("other", now + jobs.LEASE + dt.timedelta(seconds=1))
    assert (again.pk, again.worker, again.attempts) == (taken.pk, "other", 2)


def test_tick_puts_a_periodic_task_in_once_a_slot(done):
    now = dt.datetime(2026, 11, 21, 9, 0, 5, tzinfo=dt.UTC)
    for seconds in (0, 10, 50, 60):
        jobs.tick(now + dt.timedelta(seconds=seconds))
    assert Job.objects.filter(task="tick").count() == 2
