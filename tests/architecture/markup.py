"""How long and how big a template is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

LONGEST_LINE = 140
COMMENT = re.compile(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}", re.DOTALL)
ELEMENT = re.compile(r"<(?:[a-zA-Z]|\{\{)|\{%-?\s*(?!end|elif|else|empty|load|extends)\w")


def long_lines(files: Iterable[Path]) -> dict[str, int]:
    """Return `path:line` with its length in characters for every line over the limit."""
    return {
        f"{path}:{number}": len(line)
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    }


def count_elements(text: str) -> int:
    """Return how many things a reader of the template meets: tags of HTML, components and tags of Django.

    Line breaks do not change it; closing tags, branches, comments, `load` and `extends` are free.
    """
    return len(ELEMENT.findall(COMMENT.sub("", text)))
