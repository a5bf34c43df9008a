"""Two workers are killed in turn at every step, on both databases; the job ends done, its effect happens once."""

from __future__ import annotations

import random
import time

import pytest

pytestmark = pytest.mark.slow
KILLED = 9

POINTS = [
    "before the take",
    "after the take",
    "in the body",
    "in the transaction of the effect",
    "after the effect",
    "before the beat",
    "after the beat",
    "before the end",
    "after the end",
]


@pytest.mark.parametrize("point", POINTS)
def test_two_workers_killed_in_turn_lose_nothing_and_double_nothing(machine, point):
    name = f"killed {point}"
    machine.put(body="effect", name=name, seconds=0.4 if "beat" in point else 0)
    first = machine.worker(point)
    assert machine.gone_by_itself(first) == KILLED
    if point != "after the end":
        assert machine.gone_by_itself(machine.worker(point)) == KILLED
    healthy = machine.worker()
    row = machine.ended(names=[name])[name]
    assert (row["state"], row["effects"], row["problem"]) == ("done", 1, "")
    assert machine.end(healthy) == 0


def test_tickets_of_dead_workers_are_swept(machine):
    machine.put(body="effect", name="swept")
    assert machine.gone_by_itself(machine.worker("after the end")) == KILLED
    machine.put(body="effect", name="sweeper", seconds=1)
    second = machine.worker()
    machine.ended(names=["sweeper"])  # long enough for the dead one to count as silent
    machine.end(second)
    machine.worker()
    machine.no_tickets()


def test_workers_killed_at_random_moments_of_ten_jobs_lose_and_double_nothing(machine):
    """The moments are drawn anew at every run and said when it fails."""
    seed = random.randrange(10**6)
    draw = random.Random(seed)
    names = [f"random {seed} {place}" for place in range(10)]
    for name in names:
        machine.put(body="effect", name=name, seconds=0.1)
    for _ in range(3):  # a job that is hit each time has one attempt left
        worker = machine.worker()
        time.sleep(draw.uniform(0.02, 0.5))
        assert machine.end(worker, "SIGKILL") == KILLED
    machine.worker()
    rows = machine.ended(names=names)
    assert {name: (row["state"], row["effects"]) for name, row in rows.items()} == dict.fromkeys(names, ("done", 1)), (
        seed
    )
