"""What the journal says of a card: its story, and who looked at it."""

from __future__ import annotations

from django.db.models import QuerySet

from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.subjects import subject_of
from estafeta.core.journal.watching import about, who_looked
from estafeta.people.models import Person


def story_of(person: Person) -> QuerySet[JournalLine]:
    """What was done with the card, newest first."""
    return about(person.organisation.path, subject_of(person), JournalMention.Act.DEED).order_by("-pk")


def looks_at(person: Person) -> QuerySet[JournalLine]:
    """Who opened the card, had its contacts shown, took it away in a list; newest first."""
    return who_looked(person.organisation.path, subject_of(person)).order_by("-pk")
