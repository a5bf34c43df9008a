from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection
from django.utils import timezone

from estafeta.core import jobs
from estafeta.core.jobs import queue
from estafeta.core.jobs.keeper import Keeper, Watch, forget
from estafeta.core.jobs.models import Job, Worker
from estafeta.core.jobs.registry import TASKS, JobTask, periodic
from estafeta.core.jobs.timing import timing
from estafeta.core.tests.jobs import bodies

pytestmark = pytest.mark.django_db
State = Job.State
NINE = dt.datetime(2026, 11, 21, 9, 0, 5, tzinfo=dt.UTC)


@pytest.fixture
def keeper():
    return Keeper("k", threading.Event())


@pytest.fixture
def every_minute(monkeypatch):
    """One periodic task, and no other."""
    for name in periodic():
        monkeypatch.delitem(TASKS, name)
    monkeypatch.setitem(TASKS, "core.minute", JobTask(func=bodies.explode.func, every=dt.timedelta(minutes=1)))


def test_row_that_does_not_change_is_found_after_the_silence():
    watch, silence = Watch(), timing().silence
    job = Job(pk=1, attempts=1, beat=5)
    assert watch.unchanged([job], at=100) == []
    assert watch.unchanged([job], at=100 + silence - 0.1) == []
    assert watch.unchanged([job], at=100 + silence) == [job]
    job.beat = 6
    assert watch.unchanged([job], at=100 + silence) == []
    assert watch.unchanged([], at=100 + 2 * silence) == []
    assert watch.unchanged([job], at=100 + 2 * silence) == []


def test_job_of_a_dead_worker_goes_back_after_the_silence(keeper, notes):
    jobs.enqueue("core.note", {"n": 1})
    jobs.take_next("dead")
    keeper.watch(1000.0)
    keeper.watch(1000.0 + timing().silence - 1)
    assert Job.queue.get(task="core.note").state == State.RUNNING
    keeper.watch(1000.0 + timing().silence)
    assert Job.queue.get(task="core.note").state == State.WAITING


def test_own_attempt_is_kept(keeper, notes):
    jobs.enqueue("core.note", {"n": 1})
    with keeper.keeping(jobs.take_next("k")) as attempt:
        for at in range(0, 200, 10):
            keeper.turn(1000.0 + at)
        assert not attempt.lost
        assert Job.queue.get(task="core.note").beat == 21
    assert keeper.attempt is None


def test_waiting_job_that_nobody_would_bring_is_brought_again(keeper, notes):
    job = jobs.enqueue("core.note", {"n": 1})
    if connection.vendor != "postgresql":
        assert list(queue.transport().unbrought()) == []
        return
    assert list(queue.transport().unbrought()) == []
    queue.transport().drop_ticket(job.ticket)
    assert list(queue.transport().unbrought()) == [job]
    keeper.turn(1000.0)
    keeper.turn(1000.0 + timing().silence)
    again = Job.queue.get(pk=job.pk)
    assert again.ticket not in (None, job.ticket)
    assert list(queue.transport().unbrought()) == []


def test_tick_comes_once_a_slot_whoever_ticks(every_minute):
    keepers = [Keeper(name, threading.Event()) for name in "ab"]
    for seconds in (0, 10, 50, 60):
        for keeper in keepers:
            keeper.tick(NINE + dt.timedelta(seconds=seconds))
        Job.queue.update(state=State.DONE)
    assert Job.queue.filter(task="core.minute").count() == 2


def test_tick_waits_for_the_one_before_and_is_not_lost(every_minute, keeper):
    keeper.tick(NINE)
    keeper.tick(NINE + dt.timedelta(minutes=1))
    assert Job.queue.count() == 1
    Job.queue.update(state=State.DONE)
    keeper.tick(NINE + dt.timedelta(minutes=1, seconds=20))
    assert Job.queue.count() == 2


def test_clock_set_back_repeats_no_tick(every_minute):
    for minutes in (0, 1, 2, 0, 1, 2, 3):
        Keeper("k", threading.Event()).tick(NINE + dt.timedelta(minutes=minutes))
        Job.queue.update(state=State.DONE)
    assert Job.queue.count() == 4


def test_old_rows_are_forgotten_but_for_the_newest_tick(every_minute, keeper):
    now = timezone.now()
    for minutes in (0, 1):
        keeper.tick(NINE + dt.timedelta(minutes=minutes))
        Job.queue.update(state=State.DONE)
    for n, state in enumerate([State.DONE, State.FAILED, State.CANCELLED, State.WAITING]):
        Job.queue.filter(pk=jobs.enqueue("core.note", {"n": n}).pk).update(state=state)
    ended = Job.queue.exclude(state=State.WAITING)
    ended.update(finished_at=now - dt.timedelta(days=timing().keep_days) + dt.timedelta(minutes=1))
    forget(now)
    assert Job.queue.count() == 6
    ended.update(finished_at=now - dt.timedelta(days=timing().keep_days) - dt.timedelta(minutes=1))
    forget(now)
    left = Job.queue.order_by("pk").values_list("task", "state")
    assert list(left) == [("core.minute", State.DONE), ("core.note", State.WAITING)]


def test_workers_are_seen_and_old_ones_forgotten(keeper):
    Worker.objects.create(name="old", seen_at=timezone.now() - dt.timedelta(days=30))
    keeper.turn(1000.0)
    row = Worker.objects.get()
    assert (row.name, (timezone.now() - row.seen_at).total_seconds() < 60) == ("k", True)
