"""The guides of `docs/guides` as pages of help: Markdown of the house, drawn once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import mistune

from russian.folding import search_key

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "guides"
FIRST = "pervyy-den-kuratora"
PAGES = re.compile(r"<!-- pages: (?P<starts>[^>]*) -->\n")
LINK = re.compile(r"\((?P<slug>[\w-]+)\.md(?P<anchor>#[^)]*)?\)")


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: the name of its file, its heading, what stands under it as safe HTML, the first sentence.

    `pages` are beginnings of names of addresses («documents:») where it tells how the thing is done, `words` all that
    it says.
    """

    slug: str
    title: str
    body: str
    about: str
    pages: tuple[str, ...]
    words: str


@cache
def guides() -> dict[str, Guide]:
    """Return every guide by its slug: the first day of a curator first, the others by title."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.md"))]
    return {guide.slug: guide for guide in sorted(found, key=lambda row: (row.slug != FIRST, row.title))}


def guide_of(name: str) -> Guide | None:
    """The guide that tells how to do what is done at an address: the one that names it most closely."""
    reach = {guide: max(map(len, filter(name.startswith, guide.pages)), default=0) for guide in guides().values()}
    nearest = max(reach, key=lambda guide: reach[guide], default=None)
    return nearest if nearest is not None and reach[nearest] else None


def _read(path: Path) -> Guide:
    heading, _, text = path.read_text("utf-8").partition("\n")
    said = PAGES.search(text)
    text = PAGES.sub("", text, count=1)
    linked = LINK.sub(lambda match: f"(../{match['slug']}/{match['anchor'] or ''})", text)
    paragraph = next((part for part in text.split("\n\n") if part.strip() and not part.startswith(("#", "-", "|"))), "")
    plain = " ".join(re.sub(r"[*_`]|\[([^]]*)\]\([^)]*\)", r"\1", paragraph).split())
    draw = mistune.create_markdown(escape=True, plugins=["table"])
    title, about = heading.lstrip("# ").strip(), plain.split(". ")[0].rstrip(".") + "."
    pages = tuple(said["starts"].split()) if said else ()
    return Guide(path.stem, title, str(draw(linked)), about, pages, search_key(f"{title} {text}"))
