"""The child that reads registries: `python -m registry_reader.worker SECONDS MEGABYTES PATH`.

People use `people read`.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from office_files.child import answer


def main(arguments: list[str]) -> int:
    """Read the file and answer the sandbox; return the exit code."""
    seconds, megabytes, path = arguments
    gc.disable()  # the process ends with its answer, and its memory is bounded
    return answer(lambda: _read(Path(path)), float(seconds), int(megabytes))


def _read(path: Path) -> object:
    from registry_reader import read_registry
    from registry_reader.model import to_json

    return to_json(read_registry(path))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
