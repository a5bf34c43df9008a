"""Files that people bring: kept under names that nobody can guess, served only by ruled views."""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import IO

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

LONGEST_ENDING = 10
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def private_name(name: str) -> str:
    """Return an unguessable name that keeps only the ending of the original one."""
    return f"{uuid.uuid4().hex}{safe_ending(name)}"


def download(file: IO[bytes] | bytes, name: str, content_type: str = "") -> HttpResponseBase:
    """Hand a file over for saving: never shown by the browser, its kind never guessed, nothing of it in caches.

    Bytes go in one piece, an open file piece by piece; it is closed afterwards.
    """
    answer: HttpResponseBase
    if isinstance(file, bytes):
        answer = HttpResponse(file)
        answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    else:
        answer = FileResponse(file, as_attachment=True, filename=name)
    if content_type:
        answer.headers["Content-Type"] = content_type
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def safe_ending(name: str) -> str:
    """Return the ending of a name with its dot in lower case; nothing where it is no short word of letters, digits."""
    ending = PurePath(name).suffix.lower()
    return ending if ending[1:].isalnum() and len(ending) <= LONGEST_ENDING else ""
