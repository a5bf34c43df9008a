"""Workers are really killed, frozen and cut off, on both databases; every job ends, every effect happens once."""

from __future__ import annotations

import email

import pytest

from tests.faults.settings import JOBS

pytestmark = pytest.mark.slow
KILLED = 9
ATTEMPTS = JOBS["attempts"]


def test_body_that_always_kills_its_worker_is_given_up_and_says_so(machine):
    machine.put(body="poison", name="poison")
    deaths = 0
    while machine.seen(name="poison")["attempts"] < ATTEMPTS:
        assert machine.gone_by_itself(machine.worker()) == KILLED
        deaths += 1
    machine.put(body="effect", name="after poison")
    healthy = machine.worker()
    rows = machine.ended(names=["poison", "after poison"])
    assert (rows["poison"]["state"], rows["poison"]["ran"], deaths) == ("failed", ATTEMPTS, ATTEMPTS)
    assert "обрывалась" in rows["poison"]["problem"]
    assert (rows["after poison"]["state"], rows["after poison"]["effects"]) == ("done", 1)
    assert machine.end(healthy) == 0


def test_body_that_fails_is_given_up_and_says_so(machine):
    machine.put(body="explode", name="explode")
    machine.put(body="refuse", name="refuse")
    machine.worker()
    rows = machine.ended(names=["explode", "refuse"])
    assert (rows["explode"]["state"], rows["explode"]["ran"]) == ("failed", ATTEMPTS)
    assert "нет такого" in rows["explode"]["error"]
    assert (rows["refuse"]["state"], rows["refuse"]["attempts"]) == ("failed", 1)
    assert rows["refuse"]["problem"] == "Файл пустой. Выберите другой."


def test_frozen_worker_does_not_write_over_the_one_that_took_its_job(machine, tmp_path):
    gate = tmp_path / "gate"
    machine.put(body="gate", name="frozen", file=str(gate))
    frozen = machine.worker()
    machine.wait(table="ran", name="frozen", rows=1)
    machine.signal(worker=frozen, name="SIGSTOP")
    machine.worker()
    machine.wait(table="ran", name="frozen", rows=2)
    gate.touch()
    row = machine.ended(names=["frozen"])["frozen"]
    machine.signal(worker=frozen, name="SIGCONT")
    machine.wait(table="ended", name="frozen", rows=2)
    assert machine.end(frozen) == 0
    assert machine.seen(name="frozen") == row
    assert (row["state"], row["attempts"], row["effects"]) == ("done", 2, 1)


def test_workers_outlive_an_outage_of_the_database(machine):
    machine.put(body="effect", name="before", seconds=0.5)
    worker = machine.worker()
    machine.wait(table="ran", name="before", rows=1)
    machine.outage(seconds=1.5)
    machine.put(body="effect", name="after")
    rows = machine.ended(names=["before", "after"])
    assert {row["state"] for row in rows.values()} == {"done"}
    assert {row["effects"] for row in rows.values()} == {1}
    assert machine.alive(worker=worker) == {"alive": True}


@pytest.mark.parametrize("shift", [86400, -86400], ids=["a day ahead", "a day behind"])
def test_wrong_calendar_of_one_worker_loses_and_doubles_nothing(machine, shift):
    names = [f"job {place} {shift}" for place in range(20)]
    for name in names:
        machine.put(body="effect", name=name, seconds=0.02)
    machine.put(body="explode", name=f"explode {shift}")
    machine.worker(shift=shift)
    machine.worker()
    rows = machine.ended(names=[*names, f"explode {shift}"])
    failed = rows.pop(f"explode {shift}")
    assert {row["state"] for row in rows.values()} == {"done"}
    assert {row["effects"] for row in rows.values()} == {1}
    assert [row["ran"] for row in rows.values()] == [row["attempts"] for row in rows.values()]
    assert (failed["state"], failed["ran"]) == ("failed", ATTEMPTS)


def test_two_workers_share_the_jobs_and_tick_once_a_slot(machine):
    names = [f"shared {place}" for place in range(30)]
    before = set(machine.pulses()["slots"])
    for name in names:
        machine.put(body="effect", name=name, seconds=0.05)
    machine.worker()
    machine.worker()
    rows = machine.ended(names=names)
    assert {(row["state"], row["effects"]) for row in rows.values()} == {("done", 1)}
    assert len({row["worker"] for row in rows.values()}) == 2
    machine.wait_pulses(slots=len(before) + 3)
    slots = machine.pulses()["slots"]
    assert len(slots) == len(set(slots))


def test_letter_that_repeats_is_known_by_its_number(machine):
    machine.put(body="letter", name="letter")
    assert machine.gone_by_itself(machine.worker("after the letter")) == KILLED
    machine.worker()
    assert machine.ended(names=["letter"])["letter"]["state"] == "done"
    letters = [email.message_from_bytes(file.read_bytes()) for file in machine.mail.iterdir()]
    assert len(letters) == 2
    assert len({letter["Message-ID"] for letter in letters}) == 1


def test_running_job_tells_how_far_it_is_and_stops_when_asked(machine):
    machine.put(body="steps", name="long", total=100_000)
    machine.put(body="steps", name="short", total=3)
    machine.worker()
    machine.wait_progress(name="long", done=2)
    machine.cancel(name="long")
    rows = machine.ended(names=["long", "short"])
    assert (rows["long"]["state"], rows["long"]["result"]) == ("cancelled", "")
    assert 2 <= rows["long"]["done"] < rows["long"]["total"] == 100_000
    assert (rows["short"]["state"], rows["short"]["result"], rows["short"]["result_url"]) == (
        "done",
        "Сосчитано",
        "/итог/",
    )


def test_stopping_worker_lays_a_long_job_down_and_the_next_begins_it_again(machine):
    machine.put(body="steps", name="laid down", total=100_000)
    for done in (1, 2):
        worker = machine.worker()
        machine.wait(table="ran", name="laid down", rows=done)
        assert machine.end(worker) == 0
        row = machine.seen(name="laid down")
        assert (row["state"], row["attempts"]) == ("waiting", done)
    machine.cancel(name="laid down")
    assert machine.seen(name="laid down")["state"] == "cancelled"
