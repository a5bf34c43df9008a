from __future__ import annotations

import pytest

from estafeta.core import jobs
from estafeta.core.jobs import message_id, once
from estafeta.core.jobs.attempts import Attempt, current
from estafeta.core.jobs.models import JobStep

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    jobs.enqueue("core.count", {"total": 1})
    return Attempt(jobs.take_next("w"))


def test_step_is_first_only_once(attempt):
    with current(attempt):
        firsts = []
        for step in ("a", "a", "b"):
            with once(step) as first:
                firsts.append(first)
    assert firsts == [True, False, True]


def test_step_that_broke_off_is_first_again(attempt):
    with current(attempt):
        with pytest.raises(ZeroDivisionError), once() as first:
            1 / (first is not True)
        assert not JobStep.objects.exists()
        with once() as first:
            assert first


def test_steps_of_jobs_are_apart_and_outside_a_job_all_are_first(attempt):
    jobs.enqueue("core.count", {"total": 1})
    other = Attempt(jobs.take_next("w"))
    for holder in (attempt, other):
        with current(holder), once() as first:
            assert first
    for _ in range(2):
        with once() as first:
            assert first


def test_message_id_is_the_same_for_the_same_job_and_letter(attempt, settings):
    settings.BASE_URL = "https://school.example/"
    with current(attempt):
        mine = message_id("p@example.org", 7)
        assert mine == message_id("p@example.org", 7)
        assert mine.endswith("@school.example>")
        assert mine.startswith("<")
        assert message_id("p@example.org", 8) != mine
        assert message_id("p@example.org", 7, of_job=False) != mine
        anyone = message_id("p@example.org", 7, of_job=False)
    assert message_id("p@example.org", 7) != mine
    assert message_id("p@example.org", 7) == anyone
