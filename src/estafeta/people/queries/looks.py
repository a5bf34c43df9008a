"""What the journal says of a card: its story, and who looked at it."""

from __future__ import annotations

from django.db.models import QuerySet

from estafeta.core.models import JournalLine
from estafeta.people.models import Person

LOOK = "people.view_"


def about(person: Person) -> QuerySet[JournalLine]:
    """All lines about the card, newest first."""
    rows = JournalLine.objects.filter(target_type=Person._meta.label_lower, target_id=person.pk)
    return rows.select_related("user").order_by("-pk")


def story_of(person: Person) -> QuerySet[JournalLine]:
    """What was done with the card."""
    return about(person).exclude(verb__startswith=LOOK)


def looks_at(person: Person) -> QuerySet[JournalLine]:
    """Who opened the card or had its contacts shown."""
    return about(person).filter(verb__startswith=LOOK)
