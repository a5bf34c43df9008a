from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from estafeta.config.supervision import HOPELESS, Supervisor

LIVES = "import sys, time, pathlib; pathlib.Path(sys.argv[1]).open('a').write('x'); time.sleep(600)"
STUBBORN = "import signal, sys, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + LIVES


@pytest.fixture
def supervise(tmp_path):
    """Start a child under a supervisor; `said` gathers what it says, `starts` counts the children."""
    running = []

    def begin(code: str, **words) -> Supervisor:
        said: list[str] = []
        supervisor = Supervisor(
            [sys.executable, "-c", code, str(tmp_path / "starts")], pause=0.01, say=said.append, **words
        )
        supervisor.said, supervisor.starts = said, tmp_path / "starts"
        running.append(supervisor)
        supervisor.start()
        return supervisor

    yield begin
    for supervisor in running:
        supervisor.stop()


def until(what) -> None:
    end = time.monotonic() + 60
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def starts(path: Path) -> int:
    return len(path.read_text()) if path.exists() else 0


def test_killed_child_is_started_again_and_said_so(supervise):
    supervisor = supervise(LIVES)
    for deaths in (1, 2):
        until(lambda count=deaths: starts(supervisor.starts) == count)
        os.kill(supervisor._child.pid, signal.SIGKILL)
        until(lambda count=deaths: len(supervisor.said) == count)
    until(lambda: starts(supervisor.starts) == 3)
    assert supervisor.said == ["Исполнитель фоновых заданий остановился (код -9), запускаем снова."] * 2


def test_child_that_cannot_start_is_said_aloud_once_and_tried_on(supervise):
    supervisor = supervise("raise SystemExit(3)")
    until(lambda: len(supervisor.said) == HOPELESS)
    assert "не может работать: остановился 5 раз подряд (код 3)" in supervisor.said[-1]
    child = supervisor._child
    until(lambda: supervisor._child is not child)
    assert len(supervisor.said) == HOPELESS


@pytest.mark.parametrize("code", [LIVES, STUBBORN], ids=["polite", "stubborn"])
def test_child_ends_with_its_supervisor(supervise, code):
    supervisor = supervise(code, ending=0.3)
    until(lambda: starts(supervisor.starts) == 1)
    child = supervisor._child
    supervisor.stop()
    assert child.poll() is not None
    assert supervisor.said == []
    supervisor.stop()
