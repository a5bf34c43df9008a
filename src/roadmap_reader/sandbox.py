"""Reading in a child process with bounded time and memory, so that no file can harm the reader's host.

The child is `python -m roadmap_reader.worker`; it answers with one JSON object. A kill, a time-out, a lack of
memory or a crash of the child becomes `Unreadable` with its own sentence.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roadmap_reader.errors import Unreadable
from roadmap_reader.formats import refusals
from roadmap_reader.processes import resident_megabytes

SECONDS = 9.0
MEGABYTES = 480
_POLL = 0.03


def read_safely(
    path: Path,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    *,
    with_source: bool = False,
    columns: Mapping[tuple[int, int], str | None] | None = None,
) -> dict[str, Any]:
    """The JSON form of the roadmaps of a file. Raises `Unreadable`; never takes longer than `seconds`.

    `with_source` adds the original as blocks under «source»; `columns` gives columns other meanings: keys are
    (table, column) as the answer's «columns» name them.
    `megabytes` bounds the resident memory of the child and of everything it starts; where the system
    does not tell it (not Linux), the address-space limit of the child is the only bound.
    """
    started = time.monotonic()
    environment = dict(os.environ, PYTHONPATH=_import_path(), PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
    options = {"source": with_source, "columns": [[*key, meaning] for key, meaning in (columns or {}).items()]}
    limits = [str(path), str(seconds), str(megabytes), json.dumps(options)]
    command = [sys.executable, "-m", "roadmap_reader.worker", *limits]
    with subprocess.Popen(
        command,
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


def _answer(output: bytes, code: int) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError as error:
        raise Unreadable(refusals.MEMORY_OUT if code == _OUT_OF_MEMORY else refusals.CRASHED) from error
    if not isinstance(answer, dict) or not ("roadmap" in answer or "unreadable" in answer):
        raise Unreadable(refusals.CRASHED)
    if "unreadable" in answer:
        raise Unreadable(str(answer["unreadable"]))
    roadmap = answer["roadmap"]
    return roadmap if isinstance(roadmap, dict) else {}


_OUT_OF_MEMORY = 71


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
