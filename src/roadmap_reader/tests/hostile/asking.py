"""Reads files on request in a small process of its own.

The system counts into the peak of a child what its parent held when it started it: beside a test process that has grown
large the memory of the reader could not be told.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from office_files.errors import Unreadable
from roadmap_reader.sandbox import read_safely


def peak() -> int:
    """Kilobytes of the largest child so far; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def main() -> None:
    for line in sys.stdin:
        try:
            read_safely(Path(line.rstrip("\n")))
        except Unreadable as refusal:
            sentence = refusal.sentence
        else:
            sentence = None
        print(json.dumps({"sentence": sentence, "kilobytes": peak()}), flush=True)


if __name__ == "__main__":
    main()
