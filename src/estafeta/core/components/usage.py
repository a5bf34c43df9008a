"""Where a template uses components: a small scanner that knows quotes and template tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

IGNORED = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|\{%\s*verbatim\b.*?%\}.*?\{%\s*endverbatim\b.*?%\}",
    re.DOTALL,
)
OPENING = re.compile(r"<c-([\w.-]+)((?:\s+[^\s/>\"'=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*(/?)>", re.DOTALL)
ANY = re.compile(r"<(/?)c-([\w.-]+)")
ATTRIBUTE = re.compile(r"([^\s/>\"'=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?", re.DOTALL)


@dataclass(frozen=True)
class Usage:
    """One `<c-name …>` in a template; `parent` is the component whose slot a `<c-slot>` fills."""

    name: str
    attributes: tuple[str, ...]
    line: int
    slot: str = ""
    parent: str = ""
    broken: bool = False


def usages(source: str) -> Iterator[Usage]:
    """Yield every use of a component, the outer before the inner; a tag that cannot be read is `broken`."""
    text = IGNORED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    stack: list[str] = []
    for found in ANY.finditer(text):
        closing, name = bool(found[1]), found[2]
        line = text.count("\n", 0, found.start()) + 1
        if closing:
            if stack:
                stack.pop()
            continue
        opening = OPENING.match(text, found.start())
        if not opening:
            yield Usage(name, (), line, broken=True)
            continue
        yield _usage(name, opening[2], line, stack)
        if not opening[3]:
            stack.append(name)


def _usage(name: str, attributes: str, line: int, stack: list[str]) -> Usage:
    """Build one usage from the text between the name and the bracket."""
    pairs = {row[1]: next((value for value in row.groups()[1:] if value), "") for row in ATTRIBUTE.finditer(attributes)}
    slot = pairs.get("name", "") if name == "slot" else ""
    return Usage(name, tuple(pairs), line, slot=slot, parent=stack[-1] if stack else "")
