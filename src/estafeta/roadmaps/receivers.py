"""What roadmaps hear of the rooms whose facts prove measures."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from estafeta.core.clock import local_today
from estafeta.evidence.signals import facts_changed
from estafeta.organisations.models import Organisation
from estafeta.roadmaps.proofs.losing import recheck


@receiver(facts_changed)
def ask_facts_again(organisation: int, **_: Any) -> None:
    """A fact that was a proof may be gone: it is asked for at once, not tomorrow."""
    found = Organisation.objects.get(pk=organisation)
    recheck(found, local_today(found.time_zone))
