"""What a page says, whatever the layout of its template."""

from __future__ import annotations

import re

from django.http import HttpResponseBase


def html_of(answer: HttpResponseBase) -> str:
    """The page on one line: a run of whitespace is one space, and none stands beside a tag."""
    text = " ".join(answer.content.decode().split())
    return re.sub(r" ?(<[^>]*>) ?", r"\1", text)


def let_go(answer: HttpResponseBase) -> None:
    """Read a file to its end, which lets go of it; `close()` would take the test's connection to PostgreSQL along."""
    if answer.streaming:
        for _ in answer.streaming_content:
            pass
