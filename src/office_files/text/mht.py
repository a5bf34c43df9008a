"""Web archives (.mht and Word's «.doc» of that kind): the HTML part is read, nothing else."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from office_files import refusals
from office_files.blocks import Document
from office_files.encodings import decode
from office_files.errors import Unreadable
from office_files.text.html import read_html

_MOST_PARTS = 500


def read_mht(data: bytes) -> Document:
    """The first HTML part of the archive. Refuses one without it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for index, part in enumerate(message.walk()):
        if index > _MOST_PARTS:
            break
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            raw = part.get_payload(decode=True)
            if isinstance(raw, bytes) and raw.strip():
                return read_html(_text(raw, part.get_content_charset()))
    raise Unreadable(refusals.NO_CONTENT)


def _text(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset) if charset else decode(raw)
    except (LookupError, UnicodeDecodeError):
        return decode(raw)
