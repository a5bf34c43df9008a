from __future__ import annotations

import threading

import pytest

from estafeta.core import jobs
from estafeta.core.jobs import Interrupted, progress, queue
from estafeta.core.jobs.attempts import Attempt, Superseded, current, execute
from estafeta.core.jobs.models import Job, JobStep
from estafeta.core.refusals import Refusal

pytestmark = pytest.mark.django_db
State = Job.State


def shown(job: Job) -> tuple[object, ...]:
    job.refresh_from_db()
    return job.state, job.done, job.total, job.sentence, job.result, job.result_url


def test_progress_and_result_are_kept(notes):
    job = jobs.enqueue("core.count", {"total": 3})
    jobs.run_all()
    assert shown(job) == (State.DONE, 3, 3, "", "Сосчитано", "/итог/")
    assert notes == [0, 1, 2]


def test_progress_is_seen_while_the_body_runs():
    job = jobs.enqueue("core.count", {"total": 3})
    attempt = Attempt(jobs.take_next("w"))
    with current(attempt):
        progress.report(1, 3, "Шаг 1")
    attempt.sync()
    assert shown(job) == (State.RUNNING, 1, 3, "Шаг 1", "", "")


def test_outside_a_job_progress_is_silent():
    progress.report(1, 2)
    progress.result("…")
    progress.check()
    assert not Job.queue.exists()


def test_waiting_job_is_cancelled_at_once(notes):
    job = jobs.enqueue("core.count", {"total": 3})
    jobs.cancel(job)
    assert jobs.run_all() == 0
    assert shown(job)[0] == State.CANCELLED
    with pytest.raises(Refusal, match="Отменять нечего"):
        jobs.cancel(job)


def test_running_job_stops_where_it_asks_and_keeps_what_it_did(notes):
    job = jobs.enqueue("core.count", {"total": 5, "cancelled_at": 2})
    jobs.run_all()
    assert shown(job)[:4] == (State.CANCELLED, 2, 5, "Шаг 2")
    assert notes == [0, 1]
    assert job.finished_at is not None


def test_repeated_job_does_not_do_its_steps_again(notes):
    job = jobs.enqueue("core.count", {"total": 4, "cancelled_at": 2})
    jobs.run_all()
    Job.queue.update(payload={"total": 4})
    jobs.repeat(job)
    jobs.run_all()
    assert shown(job)[0] == State.DONE
    assert notes == [0, 1, 2, 3]
    assert JobStep.objects.count() == 4


def test_cancelled_job_whose_worker_died_is_not_begun_again(notes):
    job = jobs.enqueue("core.note", {"n": 1})
    taken = jobs.take_next("killed")
    jobs.cancel(job)
    queue.take_over(Job.queue.get(pk=taken.pk))
    Job.queue.update(run_after=None)
    assert jobs.run_all() == 1
    assert (shown(job)[0], notes) == (State.CANCELLED, [])


def test_stopping_worker_lays_the_job_down_and_the_attempt_does_not_count(notes):
    stopping = threading.Event()
    stopping.set()
    job = jobs.enqueue("core.count", {"total": 3})
    for _ in range(5):
        execute(Attempt(jobs.take_next("w"), stopping))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.allowed, job.run_after, notes) == (State.WAITING, 5, 8, None, [])
    jobs.run_all()
    assert shown(job)[0] == State.DONE


def test_check_tells_why_to_stop():
    jobs.enqueue("core.count", {"total": 3})
    attempt = Attempt(jobs.take_next("w"))
    attempt.kept = True
    with current(attempt):
        progress.check()
        attempt.stopping.set()
        with pytest.raises(Interrupted):
            progress.check()
        attempt.lost = True
        with pytest.raises(Superseded):
            progress.check()


def test_superseded_body_leaves_the_row_to_its_new_holder(notes):
    jobs.enqueue("core.count", {"total": 3})
    attempt = Attempt(jobs.take_next("w"))
    Job.queue.update(attempts=2, worker="other")
    execute(attempt)
    job = Job.queue.get()
    assert (job.state, job.worker, notes) == (State.RUNNING, "other", [])
