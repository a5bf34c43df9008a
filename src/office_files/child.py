"""The child's side of `office_files.sandbox`: it limits itself, works, prints one JSON object and ends."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

from office_files.errors import Unreadable

OUT_OF_MEMORY = 71
"""The exit code of a child that had too little memory."""
_ADDRESS_SPACE_MEGABYTES = 900


def answer(work: Callable[[], object], seconds: float, megabytes: int) -> int:
    """Print {"answer": what the work returns} or {"unreadable": sentence}; return the exit code.

    Whatever the work itself prints goes to stderr.
    """
    _limit_resources(seconds, megabytes)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        said: dict[str, object] = {"answer": work()}
    except Unreadable as refusal:
        said = {"unreadable": refusal.sentence}
    except MemoryError:
        return OUT_OF_MEMORY
    output.write(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
    output.flush()
    return 0


def _limit_resources(seconds: float, megabytes: int) -> None:
    """Bound processor time and memory of this process where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    space = max(_ADDRESS_SPACE_MEGABYTES, 2 * megabytes) * 1024 * 1024
    for name, soft in (
        ("RLIMIT_CPU", int(seconds) + 2),
        ("RLIMIT_DATA", megabytes * 1024 * 1024),
        ("RLIMIT_AS", space),
    ):
        limit = getattr(resource, name, None)
        if limit is None:
            continue
        _, hard = resource.getrlimit(limit)
        try:
            resource.setrlimit(limit, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
        except (ValueError, OSError):
            continue
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
