"""What a page says, whatever the layout of its template."""

from __future__ import annotations

import re

from django.http import HttpResponseBase


def html_of(answer: HttpResponseBase) -> str:
    """The page on one line: a run of whitespace is one space, and none stands beside a tag."""
    text = " ".join(answer.content.decode().split())
    return re.sub(r" ?(<[^>]*>) ?", r"\1", text)
