"""Whether a page speaks of mentoring: its visible words against the roots of the norm «site»."""

from __future__ import annotations

import codecs
from html.parser import HTMLParser

from estafeta.websites.packs import roots
from russian.folding import fold

UNSEEN = frozenset({"script", "style", "template", "noscript"})


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
