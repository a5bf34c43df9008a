"""What a run leaves behind: a book for the curator and a protocol for anyone who wants to prove it again."""

from __future__ import annotations

from pairing.writing.book import write_book
from pairing.writing.groups import write_groups
from pairing.writing.protocol import BadProtocol, check_protocol, load_protocol, write_protocol

__all__ = ["BadProtocol", "check_protocol", "load_protocol", "write_book", "write_groups", "write_protocol"]
