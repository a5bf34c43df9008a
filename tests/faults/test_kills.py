"""Two workers are killed in turn at every step, on both databases; the job ends done, its effect happens once."""

from __future__ import annotations

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
