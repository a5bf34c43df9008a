"""What points at a card, of whatever room: asked by an undo, moved by a merge."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from estafeta.people.models import Likeness, Person

NEVER_MOVED = (Likeness, Person)
"""A likeness is about the two cards themselves; a card that was merged into a card stays so."""


def links() -> Iterator[tuple[type[models.Model], str]]:
    """Every (model, field) of every room that points at a card, hidden relations among them."""
    for field in Person._meta.get_fields(include_hidden=True):
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one):
            model = field.related_model
            assert isinstance(model, type)
            yield model, field.field.name  # type: ignore[union-attr] # a relation back has its field


def rows_at(person: Person) -> Iterator[tuple[models.Model, str]]:
    """Every row that points at the card, with the name of the field; what is never moved is left out."""
    for model, name in links():
        if model not in NEVER_MOVED:
            for row in model._base_manager.filter(**{name: person.pk}).order_by("pk"):
                yield row, name
