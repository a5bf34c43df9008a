"""The command line of a reader: arguments refused in one Russian sentence, UTF-8 whatever the locale says."""

from __future__ import annotations

import argparse
import os
import sys
from typing import IO, ClassVar, NoReturn


class WronglyCalled(Exception):
    """Wrong arguments; carries the sentence."""


class Parser(argparse.ArgumentParser):
    """Refuses in one Russian sentence, `sentence`, instead of printing an English usage."""

    sentence: ClassVar[str]

    def error(self, message: str) -> NoReturn:  # noqa: D102
        raise WronglyCalled(self.sentence)


def width() -> int:
    """Columns of the terminal; 120 where the output is not one."""
    try:
        return max(60, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 120


def write(stream: IO[str], text: str) -> None:
    """UTF-8 whatever the locale says; a lone surrogate never breaks the output."""
    data = text.encode("utf-8", "replace")
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(data.decode("utf-8"))
        stream.flush()
        return
    stream.flush()
    raw.write(data)
    raw.flush()


def leave_pipe() -> None:
    """The reader of our output has gone: let the interpreter end without a second complaint."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        return
