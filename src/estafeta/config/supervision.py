"""Pages and worker: started, watched, started again when they die, and said aloud when that does not help."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Who:
    """A child in words: what it is, what does not go on without it."""

    name: str
    loss: str


SETTLED = 60.0  # seconds; who lives so long did not die of starting
LONGEST_PAUSE = 60.0
HOPELESS = 5  # deaths in a row after which we say that it cannot be helped
ENDING = 30.0  # seconds that a worker may take for its last job before it is killed: the job is not lost


PAGES = Who("Сервер страниц", "Страницы не открываются.")
WORKER = Who("Исполнитель фоновых заданий", "Страницы открываются, но файлы не читаются и письма не уходят.")


def say(sentence: str) -> None:
    """Tell whoever started `up`."""
    print(sentence, file=sys.stderr, flush=True)


class Supervisor:
    """Keeps one child process running until told to stop."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        who: Who = WORKER,
        pause: float = 1.0,
        ending: float = ENDING,
        say: Callable[[str], None] = say,
    ) -> None:
        self.command, self.who = list(command), who
        self.pause, self.ending, self.say = pause, ending, say
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Start the child and the watch over it."""
        self._start_child()
        self._thread.start()

    def stop(self) -> None:
        """End the child: politely, then by force."""
        with self._starting:
            self._stopping.set()
        if self._child is not None:
            self._child.terminate()
            try:
                self._child.wait(self.ending)
            except subprocess.TimeoutExpired:
                self._child.kill()
        self._thread.join()

    def _start_child(self) -> None:
        with self._starting:
            if not self._stopping.is_set():
                # a group of its own: Ctrl+C at the terminal is for us alone, we end the child in order
                self._child = subprocess.Popen(self.command, start_new_session=True)

    def _watch(self) -> None:
        deaths = 0
        while self._child is not None:
            started = time.monotonic()
            code = self._child.wait()
            if self._stopping.is_set():
                return
            deaths = 1 if time.monotonic() - started > SETTLED else deaths + 1
            self._tell(deaths, code)
            self._stopping.wait(min(self.pause * 2 ** (deaths - 1), LONGEST_PAUSE))
            self._start_child()

    def _tell(self, deaths: int, code: int) -> None:
        if deaths == HOPELESS:
            self.say(
                f"{self.who.name} не может работать: остановился {HOPELESS} раз подряд (код {code}), причина выше. "
                f"{self.who.loss} Пробуем дальше раз в минуту."
            )
        elif deaths < HOPELESS:
            self.say(f"{self.who.name} остановился (код {code}), запускаем снова.")
