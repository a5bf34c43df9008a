"""What the actions of this room do the same way."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from estafeta.core.journal import record
from estafeta.core.refusals import Refusal
from estafeta.documents.models import Document
from estafeta.organisations.actors import Actor

Row = TypeVar("Row", bound=models.Model)


def locked(document: Document) -> Document:
    """Read the paper again and hold it until the transaction ends."""
    rows = Document.objects.select_for_update(of=("self",)).select_related("organisation", "own_template")
    return rows.get(pk=document.pk)


def saved(row: Row) -> Row:
    """Refuse with the human message of a broken constraint, else save."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refusal(error.messages[0]) from error
    row.save()
    return row


def journal(actor: Actor, verb: str, target: models.Model, sentence: str, **sides: dict[str, object]) -> None:
    """Append one line of this room to the journal."""
    record(
        user=actor.user,
        tenant=actor.organisation.path,
        verb=f"documents.{verb}",
        target=target,
        sentence=sentence,
        before=sides.get("before"),
        after=sides.get("after"),
    )
