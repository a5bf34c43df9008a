from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, default_task_backend
from django_tasks.base import task as django_task
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from estafeta.core import jobs
from estafeta.core.jobs import queue
from estafeta.core.jobs.attempts import Attempt, execute
from estafeta.core.jobs.models import Job
from estafeta.core.jobs.timing import timing
from estafeta.core.refusals import Refusal
from estafeta.core.tests.jobs import bodies

pytestmark = pytest.mark.django_db
State = Job.State


def due(job: Job) -> None:
    """Let a pause be over."""
    Job.queue.filter(pk=job.pk).update(run_after=None)


def tickets() -> set[int]:
    if connection.vendor != "postgresql":
        return set(Job.queue.exclude(ticket=None).values_list("ticket", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE status = 'todo'")
        return {row[0] for row in cursor.fetchall()}


def test_jobs_run_once_in_order(notes):
    for n in (1, 2, 3):
        jobs.enqueue("core.note", {"n": n})
    assert jobs.run_all() == 3
    assert notes == [1, 2, 3]
    assert list(Job.queue.values_list("state", "attempts")) == [(State.DONE, 1)] * 3
    assert all(job.finished_at and job.started_at for job in Job.queue.all())


def test_same_key_is_open_only_once_but_may_come_again(notes):
    first = jobs.enqueue("core.note", {"n": 1}, key="load-1")
    assert jobs.enqueue("core.note", {"n": 2}, key="load-1").pk == first.pk
    running = jobs.take_next("w")
    assert jobs.enqueue("core.note", {"n": 2}, key="load-1").pk == running.pk
    assert jobs.enqueue("core.count", {"total": 0}, key="load-1").pk != first.pk
    execute(Attempt(running))
    assert jobs.enqueue("core.note", {"n": 3}, key="load-1").pk != first.pk
    jobs.run_all()
    assert notes == [1, 3]


def test_jobs_without_a_key_are_all_run(notes):
    jobs.enqueue("core.note", {"n": 1})
    jobs.enqueue("core.note", {"n": 1})
    jobs.run_all()
    assert notes == [1, 1]


def test_unknown_task_is_refused(notes):
    with pytest.raises(KeyError):
        jobs.enqueue("core.nothing")
    assert not Job.queue.exists()


def test_slot_is_taken_once(notes):
    queue.create(task="core.note", payload={}, slot=1)
    with pytest.raises(IntegrityError):
        queue.create(task="core.note", payload={}, slot=1)


def test_job_of_a_rolled_back_action_is_gone_with_its_ticket(notes):
    before = tickets()
    with transaction.atomic():
        jobs.enqueue("core.note", {"n": 1})
        transaction.set_rollback(True)
    assert (Job.queue.count(), tickets()) == (0, before)


def test_job_for_later_waits(notes):
    hour = timezone.now() + dt.timedelta(hours=1)
    jobs.enqueue("core.note", {"n": 1}, run_after=hour)
    assert jobs.run_all() == 0
    Job.queue.update(run_after=timezone.now())
    assert jobs.run_all() == 1


def test_failing_job_is_tried_three_times_with_pauses_and_keeps_its_error(notes):
    job = jobs.enqueue("core.explode")
    pauses = []
    for _ in range(timing().attempts):
        assert jobs.run_all() == 1
        job.refresh_from_db()
        pauses.append(job.run_after and round((job.run_after - timezone.now()).total_seconds()))
        due(job)
    assert (job.state, job.attempts, pauses[:2]) == (State.FAILED, 3, [5, 10])
    assert job.problem == queue.GAVE_UP
    assert "нет файла" in job.error
    assert jobs.run_all() == 0
    assert notes == ["explode"] * 3


@pytest.mark.parametrize(
    ("task", "problem"),
    [
        ("core.refuse", "Файл пустой. Выберите другой."),
        ("core.forbid", "Готовить документы могут только сотрудники."),
    ],
)
def test_refusal_fails_at_once_with_its_sentence(task, problem):
    job = jobs.enqueue(task)
    jobs.run_all()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.problem) == (State.FAILED, 1, problem)


def test_pause_from_before_the_clock_was_set_back_does_not_hold_a_job(notes):
    job = jobs.enqueue("core.note", {"n": 1})
    taken = jobs.take_next("w")
    assert queue.fail(taken, error="…")
    limit = timezone.now() + dt.timedelta(seconds=timing().longest_pause)
    Job.queue.filter(pk=job.pk).update(run_after=limit - dt.timedelta(seconds=30))
    assert jobs.run_all() == 0
    Job.queue.filter(pk=job.pk).update(run_after=limit + dt.timedelta(days=1))
    assert jobs.run_all() == 1


def test_job_without_a_date_does_not_ask_the_clock(notes, monkeypatch):
    jobs.enqueue("core.note", {"n": 1})
    past = timezone.now() - dt.timedelta(days=400)
    monkeypatch.setattr(timezone, "now", lambda: past)
    assert jobs.run_all() == 1


def silent(job: Job) -> Job:
    """Return the row as another worker sees it."""
    return Job.queue.get(pk=job.pk)


def test_job_of_a_silent_worker_is_taken_over_and_the_silent_one_writes_nothing_more(notes):
    jobs.enqueue("core.note", {"n": 1})
    lost = Attempt(jobs.take_next("lost"))
    assert queue.take_over(silent(lost.job))
    due(lost.job)
    again = jobs.take_next("other")
    assert (again.pk, again.worker, again.attempts) == (lost.job.pk, "other", 2)
    lost.sync()
    assert lost.lost
    assert not queue.finish(lost.job)
    assert not queue.fail(lost.job, error="…")
    assert not queue.fail(lost.job, error="…", problem="…")
    assert not queue.stop(lost.job)
    assert not queue.give_back(lost.job)
    job = Job.queue.get()
    assert (job.state, job.worker, job.attempts, job.error, job.done) == (State.RUNNING, "other", 2, "", 0)
    assert queue.finish(again)
    assert not queue.finish(again)


def test_sign_given_meanwhile_keeps_the_job(notes):
    jobs.enqueue("core.note", {"n": 1})
    attempt = Attempt(jobs.take_next("w"))
    seen = silent(attempt.job)
    attempt.sync()
    assert not queue.take_over(seen)
    assert Job.queue.get().state == State.RUNNING


def test_job_that_kills_its_workers_is_given_up_and_says_so(notes):
    job = jobs.enqueue("core.note", {"n": 1})
    for _ in range(timing().attempts):
        taken = jobs.take_next("killed")
        assert queue.take_over(silent(taken))
        due(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.problem) == (State.FAILED, 3, queue.BROKEN_OFF)
    assert jobs.take_next("w") is None


def test_old_tickets_bring_nothing(notes):
    job = jobs.enqueue("core.note", {"n": 1})
    first = job.ticket
    taken = jobs.take_next("w")
    queue.fail(taken, error="…")
    job.refresh_from_db()
    if connection.vendor == "postgresql":
        assert first != job.ticket
        assert queue.take(Job.queue.filter(ticket=first), "w") is None
        assert job.ticket in tickets()
    else:
        assert (first, job.ticket) == (None, None)


def test_task_may_be_put_in_by_the_door_of_django(notes):
    answer = bodies.note.enqueue(5)
    assert (answer.status, answer.kwargs) == (TaskResultStatus.READY, {"n": 5})
    jobs.run_all()
    answer.refresh()
    assert (answer.status, answer.attempts, notes) == (TaskResultStatus.SUCCESSFUL, 1, [5])
    later = bodies.note.using(run_after=timezone.now() + dt.timedelta(hours=1)).enqueue(n=6)
    assert jobs.run_all() == 0
    assert bodies.note.get_result(later.id).status == TaskResultStatus.READY
    for wrong in ("0", "x"):
        with pytest.raises(TaskResultDoesNotExist):
            default_task_backend.get_result(wrong)


def test_body_with_a_context_is_refused():
    with pytest.raises(InvalidTaskError):
        django_task(takes_context=True)(wants_context)


def wants_context(context: object) -> None:
    """A body as the queue does not want it."""


def note(n: int) -> None:
    """A namesake of another body."""


def test_two_bodies_of_one_name_are_refused():
    with pytest.raises(ValueError, match="are called"):
        django_task()(note)


def test_repeat_gives_new_attempts_and_refuses_an_open_job(notes):
    job = jobs.enqueue("core.explode", key="k")
    with pytest.raises(Refusal, match="Повторять нечего"):
        jobs.repeat(job)
    for _ in range(timing().attempts):
        jobs.run_all()
        due(job)
    jobs.repeat(job)
    job.refresh_from_db()
    assert (job.state, job.problem, job.error, job.finished_at) == (State.WAITING, "", "", None)
    for _ in range(timing().attempts):
        assert jobs.run_all() == 1
        due(job)
    job.refresh_from_db()
    assert (job.state, job.attempts, len(notes)) == (State.FAILED, 6, 6)
    jobs.enqueue("core.explode", key="k")
    with pytest.raises(Refusal, match="Повторять нечего"):
        jobs.repeat(job)
