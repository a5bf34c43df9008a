"""The guides of `docs/guides` as pages of help: Markdown of the house, drawn once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mistune

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "guides"
FIRST = "pervyy-den-kuratora"
LINK = re.compile(r"\((?P<slug>[\w-]+)\.md(?P<anchor>#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: the name of its file, its heading, what stands under it as safe HTML, the first sentence."""

    slug: str
    title: str
    body: str
    about: str


@cache
def guides() -> dict[str, Guide]:
    """Return every guide by its slug: the first day of a curator first, the others by title."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.md"))]
    return {guide.slug: guide for guide in sorted(found, key=lambda row: (row.slug != FIRST, row.title))}


def _read(path: Path) -> Guide:
    heading, _, text = path.read_text("utf-8").partition("\n")
    linked = LINK.sub(lambda match: f"(../{match['slug']}/{match['anchor'] or ''})", text)
    paragraph = next((part for part in text.split("\n\n") if part.strip() and not part.startswith(("#", "-", "|"))), "")
    plain = " ".join(re.sub(r"[*_`]|\[([^]]*)\]\([^)]*\)", r"\1", paragraph).split())
    draw = mistune.create_markdown(escape=True, plugins=["table"])
    return Guide(path.stem, heading.lstrip("# ").strip(), str(draw(linked)), plain.split(". ")[0].rstrip(".") + ".")
