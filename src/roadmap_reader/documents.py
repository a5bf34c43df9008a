"""A plan's file as a document: what `office_files` opens, and PDF in the way that plans are printed."""

from __future__ import annotations

from pathlib import Path

from office_files import documents
from office_files.blocks import Document
from office_files.kinds import Contents


def open_document(path: Path) -> Document:
    """Everything the file says, in reading order. Raises `office_files.errors.Unreadable` and nothing else."""
    return documents.open_document(path, readers={"pdf": _pdf})


def _pdf(contents: Contents) -> Document:
    from roadmap_reader.pdf.document import read_pdf

    return read_pdf(contents.data)
