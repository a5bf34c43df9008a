"""Looks at personal cards and files with them, as lines of the journal; who looked, and all about a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from estafeta.core.acting import Acting
from estafeta.core.journal.lines import record
from estafeta.core.journal.models import JournalLine, JournalMention
from estafeta.core.journal.subjects import Subject, subject_of

QUIET = dt.timedelta(minutes=30)
"""One person who opens the same card again within this time leaves one line."""


@transaction.atomic
def viewed(actor: Acting, row: models.Model, *, card: str, words: str) -> bool:
    """Write down that the actor opened a personal card; `card` is «app.view_card», `words` the whole sentence.

    Says whether a line was written: a reload, the way back, a second tab within half an hour write none.
    """
    subject = subject_of(row)
    lately = JournalMention.objects.filter(
        _of(actor.organisation.path, subject),
        act=JournalMention.Act.VIEW,
        line__user=actor.user,
        line__verb=card,
        line__at__gte=timezone.now() - QUIET,
    )
    if lately.exists():
        return False
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=card,
        target=row,
        sentence=words,
        act=JournalMention.Act.VIEW,
    )
    return True


@transaction.atomic
def exported(actor: Acting, rows: Sequence[models.Model], *, what: str, words: str, about: models.Model) -> None:
    """Write down that personal data left as a file: one line that mentions everybody in it; every file counts."""
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=what,
        target=about,
        sentence=words,
        after={"persons": len(rows)},
        subjects=rows,
        act=JournalMention.Act.EXPORT,
    )


def who_looked(tenant: str, subject: Subject) -> QuerySet[JournalLine]:
    """Looks at and files with a person in one organisation, newest first: the page «Кто смотрел»."""
    return about(tenant, subject, JournalMention.Act.VIEW, JournalMention.Act.EXPORT)


def about(tenant: str, subject: Subject, *acts: str) -> QuerySet[JournalLine]:
    """Lines of one organisation that are about a person, newest first; only such acts when any are named."""
    mentions = JournalMention.objects.filter(_of(tenant, subject))
    if acts:
        mentions = mentions.filter(act__in=acts)
    return JournalLine.objects.filter(tenant=tenant, pk__in=mentions.values("line")).select_related("user")


def _of(tenant: str, subject: Subject) -> models.Q:
    return models.Q(tenant=tenant, kind=subject.kind, subject_id=subject.pk)
