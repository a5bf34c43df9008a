"""Nobody talks to the world while the database is held: watched in every test.

A connection, a question about a name or another process inside a transaction of ours raises
`StrangerInTransaction`: on SQLite the whole installation waits for whoever answers. Python itself tells of these
through its audit hooks, so no library escapes but the one that talks to PostgreSQL without Python's
sockets. What the test runner opens around a test is not counted.
"""

from __future__ import annotations

import sys
from typing import Any

from django.db import connections

EVENTS = frozenset(
    {
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "subprocess.Popen",
        "os.system",
        "os.fork",
        "os.posix_spawn",
        "os.spawn",
        "smtplib.connect",
        "urllib.Request",
    }
)
_watching: set[str] = set()


class StrangerInTransaction(BaseException):
    """A stranger is waited for inside a transaction; no `except` of the code under test may hide it."""


def is_held() -> bool:
    """True inside a transaction that the code has opened, not the runner."""
    return any(
        not getattr(block, "_from_testcase", False)
        for connection in connections.all(initialized_only=True)
        for block in connection.atomic_blocks
    )


def listen(event: str, arguments: tuple[Any, ...]) -> None:
    """Hear what Python is about to do."""
    if event in EVENTS and _watching and is_held():
        raise StrangerInTransaction(f"{event} внутри транзакции: сначала спросите, потом записывайте")


def watch() -> None:
    """Listen from now on; an audit hook cannot be taken away, so once a process."""
    if not _watching:
        _watching.add("watching")
        sys.addaudithook(listen)
