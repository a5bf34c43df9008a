"""The child that reads plans: `python -m roadmap_reader.worker SECONDS MEGABYTES PATH OPTIONS`.

People use `roadmap read`. OPTIONS is JSON: {"source": true} adds the original as blocks, {"columns": [[table, column,
meaning], …]} gives columns other meanings.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from office_files.blocks import Block, Paragraph
from office_files.child import answer


def main(arguments: list[str]) -> int:
    """Read the file and answer the sandbox; return the exit code."""
    seconds, megabytes, path, options = arguments
    return answer(lambda: read_to_json(Path(path), json.loads(options)), float(seconds), int(megabytes))


def read_to_json(path: Path, options: dict[str, Any]) -> dict[str, Any]:
    """All roadmaps of a file as one (the head of the largest), the titles of further ones under «others».

    With the option «source» the original is there too, as blocks.
    """
    from roadmap_reader.documents import open_document
    from roadmap_reader.structure import interpret
    from roadmap_reader.structure.columns import ColumnOverrides
    from roadmap_reader.structure.json_form import roadmaps_to_json

    document = open_document(path)
    meanings = {(table, column): meaning for table, column, meaning in options.get("columns") or []}
    roadmaps = interpret(document, ColumnOverrides(meanings) if meanings else None)
    form = dict(roadmaps_to_json(roadmaps))
    form["others"] = [{"title": other.title} for other in roadmaps[1:]]
    if options.get("source"):
        form["source"] = [block_to_json(block) for block in document.blocks]
    return form


def block_to_json(block: Block) -> dict[str, Any]:
    """A paragraph, or a table as rows of anchor cells, each with its place in words."""
    if isinstance(block, Paragraph):
        return {"sort": "paragraph", "text": block.text, "bold": block.bold, "place": str(block.place)}
    rows: list[list[dict[str, Any]]] = [[] for _ in range(block.height)]
    for cell in block.cells:
        form = {"text": cell.text, "rows": cell.rows, "columns": cell.columns, "place": str(cell.place)}
        rows[cell.row].append(form)
    return {"sort": "table", "rows": rows}


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)
