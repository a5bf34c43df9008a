"""The child of the sandbox: limits itself, reads one file, prints one JSON object and ends.

Called as `python -m roadmap_reader.worker PATH SECONDS MEGABYTES OPTIONS`; people use `roadmap read`. OPTIONS is JSON:
{"source": true} adds the original as blocks, {"columns": [[table, column, meaning], …]} gives columns other meanings.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from roadmap_reader.blocks import Block, Paragraph
from roadmap_reader.errors import Unreadable

OUT_OF_MEMORY = 71
_ADDRESS_SPACE_MEGABYTES = 900


def main(arguments: list[str]) -> int:
    """Read the file and print {"roadmap": …} or {"unreadable": sentence}."""
    path, seconds, megabytes = Path(arguments[0]), float(arguments[1]), int(arguments[2])
    limit_resources(seconds, megabytes)
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        answer: dict[str, Any] = {"roadmap": read_to_json(path, json.loads(arguments[3]))}
    except Unreadable as refusal:
        answer = {"unreadable": refusal.sentence}
    except MemoryError:
        return OUT_OF_MEMORY
    output.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
    output.flush()
    return 0


def read_to_json(path: Path, options: dict[str, Any]) -> dict[str, Any]:
    """All roadmaps of a file as one (the head of the largest), the titles of further ones under «others».

    With the option «source» the original is there too, as blocks.
    """
    from roadmap_reader.formats import open_document
    from roadmap_reader.structure import interpret
    from roadmap_reader.structure.columns import ColumnOverrides
    from roadmap_reader.structure.json_form import roadmaps_to_json

    document = open_document(path)
    meanings = {(table, column): meaning for table, column, meaning in options.get("columns") or []}
    roadmaps = interpret(document, ColumnOverrides(meanings) if meanings else None)
    answer = dict(roadmaps_to_json(roadmaps))
    answer["others"] = [{"title": other.title} for other in roadmaps[1:]]
    if options.get("source"):
        answer["source"] = [block_to_json(block) for block in document.blocks]
    return answer


def block_to_json(block: Block) -> dict[str, Any]:
    """A paragraph, or a table as rows of anchor cells, each with its place in words."""
    if isinstance(block, Paragraph):
        return {"sort": "paragraph", "text": block.text, "bold": block.bold, "place": str(block.place)}
    rows: list[list[dict[str, Any]]] = [[] for _ in range(block.height)]
    for cell in block.cells:
        form = {"text": cell.text, "rows": cell.rows, "columns": cell.columns, "place": str(cell.place)}
        rows[cell.row].append(form)
    return {"sort": "table", "rows": rows}


def limit_resources(seconds: float, megabytes: int) -> None:
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


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
