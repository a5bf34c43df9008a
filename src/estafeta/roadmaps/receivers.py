"""What roadmaps hear of the rooms below."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from estafeta.core.clock import local_today
from estafeta.documents.models import Document
from estafeta.documents.signals import paper_changed
from estafeta.roadmaps.evidence.actions import recheck


@receiver(paper_changed)
def ask_facts_again(document: Document, **_: Any) -> None:
    """A paper that was cancelled or replaced may have been a proof: the facts are asked at once, not tomorrow."""
    recheck(document.organisation, local_today(document.organisation.time_zone))
