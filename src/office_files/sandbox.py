"""Work on a stranger's file in a child process with bounded time and memory, so that no file can harm its host.

The child is `python -m MODULE SECONDS MEGABYTES ARGUMENT…`, a module whose work is done by `office_files.child.answer`.
A kill, a time-out, a lack of memory or a crash of the child becomes `Unreadable` with its own sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from office_files import refusals
from office_files.child import OUT_OF_MEMORY
from office_files.errors import Unreadable
from office_files.processes import resident_megabytes

SECONDS = 9.0
MEGABYTES = 480
_POLL = 0.03


def ask_child(module: str, *arguments: str, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Any:
    """Return the JSON value that the module answers. Raises `Unreadable`; never takes longer than `seconds`.

    `megabytes` bounds the resident memory of the child and of everything it starts; where the system
    does not tell it (not Linux), the address-space limit of the child is the only bound.
    """
    started = time.monotonic()
    environment = dict(os.environ, PYTHONPATH=_import_path(), PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
    with subprocess.Popen(
        [sys.executable, "-m", module, str(seconds), str(megabytes), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=os.name == "posix",
    ) as child:
        watch = _Watch(child, started + seconds, megabytes)
        output = watch.collect()
    if watch.reason is not None:
        raise Unreadable(watch.reason)
    return _answer(output, child.returncode)


def _answer(output: bytes, code: int) -> Any:
    try:
        answer = json.loads(output)
    except ValueError as error:
        raise Unreadable(refusals.MEMORY_OUT if code == OUT_OF_MEMORY else refusals.CRASHED) from error
    if isinstance(answer, dict) and "unreadable" in answer:
        raise Unreadable(str(answer["unreadable"]))
    if not isinstance(answer, dict) or "answer" not in answer:
        raise Unreadable(refusals.CRASHED)
    return answer["answer"]


class _Watch:
    """Collects the child's output while looking at the clock and at its memory."""

    def __init__(self, child: subprocess.Popen[bytes], deadline: float, megabytes: int) -> None:
        self._child = child
        self._deadline = deadline
        self._megabytes = megabytes
        self._output = b""
        self.reason: str | None = None
        self.peak = 0.0

    def collect(self) -> bytes:
        """Everything the child printed; `reason` is set where it had to be stopped."""
        reader = threading.Thread(target=self._drain, daemon=True)
        reader.start()
        while reader.is_alive():
            reader.join(_POLL)
            self.peak = max(self.peak, resident_megabytes(self._child.pid))
            if time.monotonic() > self._deadline:
                self._stop(refusals.TIME_OUT)
            elif self.peak > self._megabytes:
                self._stop(refusals.MEMORY_OUT)
        self._child.wait()
        kill_group(self._child)
        return self._output

    def _drain(self) -> None:
        assert self._child.stdout is not None
        self._output = self._child.stdout.read()

    def _stop(self, reason: str) -> None:
        if self.reason is None:
            self.reason = reason
        kill_group(self._child)


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """Kill the child and, where the system has process groups, everything it has started."""
    if os.name == "posix":
        import signal

        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return
    elif child.poll() is None:
        child.kill()


def _import_path() -> str:
    own = str(Path(__file__).resolve().parent.parent)
    rest = os.environ.get("PYTHONPATH", "")
    return own + os.pathsep + rest if rest else own
