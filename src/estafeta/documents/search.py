"""Papers are found by title and number, in the organisation itself alone: they name people."""

from __future__ import annotations

from estafeta.documents.models import Document
from estafeta.workbench.search.registry import Entry, Rows, Source, searchable


def rows() -> Rows:
    """All papers."""
    return Document.objects.select_related("organisation")


def entry(document: Document) -> Entry:
    """By title and requisites."""
    note = document.requisites or document.get_state_display()
    return Entry(document.organisation.path, document.title, document.get_absolute_url(), note, document.requisites)


searchable(Source("document", "Документы", 40, "documents.view", Document, rows, entry, own=True))
