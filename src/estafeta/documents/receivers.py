"""What documents hear of themselves for the rooms that keep proofs."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from estafeta.documents.models import Document
from estafeta.documents.signals import paper_changed
from estafeta.evidence.signals import facts_changed


@receiver(paper_changed)
def say_that_facts_changed(document: Document, **_: Any) -> None:
    """A paper that was registered, cancelled or replaced may have been a proof."""
    facts_changed.send(Document, organisation=document.organisation_id)
