"""Whether a page speaks of mentoring: its visible words against the roots of `packs/evidence/site.toml`."""

from __future__ import annotations

import codecs
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from estafeta.evidence.windows import PACK
from russian.folding import fold

UNSEEN = frozenset({"script", "style", "template", "noscript"})


@cache
def roots(folder: Path = PACK) -> tuple[str, ...]:
    """Return the roots, folded. Raises ValueError that names the mistake."""
    try:
        words = tomllib.loads((folder / "site.toml").read_text("utf-8"))["words"]
        found = tuple(fold(word) for word in words)
    except (KeyError, TypeError, AttributeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"site.toml: {error}") from error
    if not found:
        raise ValueError("site.toml: words are missing")
    return found


def speaks_of_mentoring(content: bytes, charset: str = "") -> bool:
    """True when a visible word of the page begins with, or holds, one of the roots."""
    text = fold(visible_text(_decoded(content, charset)))
    return any(root in text for root in roots())


def _decoded(content: bytes, charset: str) -> str:
    """By the declared encoding, the last letter may be cut; older school sites are in Windows-1251 and don't say so."""
    for name in filter(None, (charset, "utf-8")):
        try:
            return codecs.getincrementaldecoder(name)().decode(content)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1251", errors="replace")


def visible_text(html: str) -> str:
    """The words that a visitor reads, without markup and scripts."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join(reader.words)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in UNSEEN and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
