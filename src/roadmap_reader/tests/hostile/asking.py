"""Reads files on request in a small process of its own.

The system counts into the peak of a child what its parent held when it started it: beside a test process that has grown
large the memory of the reader could not be told. The reader is given time, for a loaded machine; its work is counted.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from office_files.errors import Unreadable
from roadmap_reader.sandbox import read_safely

PATIENCE = 120.0


def work() -> float:
    """Processor seconds of the children so far."""
    times = os.times()
    return times.children_user + times.children_system


def peak() -> int:
    """Kilobytes of the largest child so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def main() -> None:
    for line in sys.stdin:
        before = work()
        try:
            read_safely(Path(line.rstrip("\n")), seconds=PATIENCE)
        except Unreadable as refusal:
            sentence = refusal.sentence
        else:
            sentence = None
        said = {"sentence": sentence, "kilobytes": peak(), "seconds": work() - before}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
