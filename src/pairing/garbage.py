"""The collector of cycles at rest: nothing here makes any, and a look at a million tuples for them takes long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause() -> Iterator[None]:
    """Let the collector rest meanwhile; whoever had switched it off before finds it off afterwards."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
