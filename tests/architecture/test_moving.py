"""Whatever is scoped goes with an organisation or stays for a reason; fields that may name rows say what they do."""

from __future__ import annotations

from django.db import models

from estafeta.upkeep.moving.meanings import KEYS, MEANINGS, NUMBERS, STAYS
from estafeta.upkeep.moving.models import carried, is_scoped, ours, values

NAMES_A_ROW = ("key", "subject", "target_id", "tenant", "url", "result_url", "document_id")
WHOLE = (models.BigIntegerField, models.PositiveBigIntegerField)


def speaks_of_rows(field: models.Field) -> bool:
    return isinstance(field, (models.JSONField, *WHOLE)) or field.name in NAMES_A_ROW


def test_every_scoped_model_goes_or_stays_for_a_reason() -> None:
    scoped = {model._meta.label for model in ours() if is_scoped(model)}
    going = [model._meta.label for model in carried()]
    assert len(going) == len(set(going))
    assert set(going) - {"organisations.Organisation"} == scoped - set(STAYS)
    assert set(STAYS) <= scoped
    assert all(STAYS.values())


def test_rows_come_after_those_they_cannot_be_without() -> None:
    order = carried()
    for place, model in enumerate(order):
        for field in model._meta.concrete_fields:
            to = field.related_model
            if field.is_relation and not field.null and to in order and to is not model:
                assert order.index(to) < place, f"{model._meta.label}.{field.name}"


def test_every_field_that_may_name_a_row_has_a_meaning() -> None:
    mute = {
        f"{model._meta.label}.{field.name}" for model in carried() for field in values(model) if speaks_of_rows(field)
    } - set(MEANINGS)
    assert mute == {"core.JournalLine.number"}  # the chain of the new place counts anew


def test_meanings_speak_of_what_is_there() -> None:
    known = {model._meta.label for model in ours()}
    assert {*NUMBERS.values(), *KEYS.values()} <= known
    fields = {f"{model._meta.label}.{field.name}" for model in ours() for field in model._meta.concrete_fields}
    assert set(MEANINGS) <= fields
