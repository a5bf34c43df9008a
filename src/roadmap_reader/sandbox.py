"""Plans of strangers, read in a child process with bounded time and memory."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from office_files.sandbox import MEGABYTES, SECONDS, ask_child


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
    (table, column) as the answer's «columns» name them. `megabytes` as in `office_files.sandbox.ask_child`.
    """
    options = {"source": with_source, "columns": [[*key, meaning] for key, meaning in (columns or {}).items()]}
    asked = str(path), json.dumps(options)
    answer = ask_child("roadmap_reader.worker", *asked, seconds=seconds, megabytes=megabytes)
    return answer if isinstance(answer, dict) else {}
