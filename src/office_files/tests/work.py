"""How much work something may be, in processor time: a clock on the wall would judge the machine and its neighbours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail when what is done inside, here and in children that have ended, takes more processor time."""
    before = _spent()
    yield
    spent = _spent() - before
    assert spent < seconds, f"{spent:.1f} s of work"


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
