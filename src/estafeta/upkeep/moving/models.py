"""Which rows go with an organisation: every model of the house that the tenant scope narrows, found by walking."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import Field, FileField, ForeignKey, ManyToManyField, Model

from estafeta.accounts.models import User
from estafeta.core.models import JournalLine
from estafeta.organisations.models import Organisation
from estafeta.upkeep.moving.meanings import STAYS

Kind = type[Model]


def is_scoped(model: Kind) -> bool:
    """True when its manager is one of `core.scoping.scoped`."""
    return hasattr(getattr(model, "objects", None), "with_scope")


def ours() -> list[Kind]:
    """Every model of the house."""
    return [model for model in apps.get_models() if model.__module__.startswith("estafeta.")]


def carried() -> list[Kind]:
    """The models that go, each after those it hangs on, as far as rows do not hang on each other in a circle.

    The tree comes first, the journal, which names everything, last.
    """
    going = [model for model in ours() if is_scoped(model) and model._meta.label not in STAYS]
    graph: dict[Kind, set[Kind]] = {
        model: {to for field, to in keys(model) if not field.null and to in going and to is not model}
        for model in going
    }
    for model in going:
        graph = _after_others(graph, model)
    rows = [model for model in _ordered(graph) or () if model is not JournalLine]
    return [Organisation, *rows, JournalLine]


def _after_others(graph: dict[Kind, set[Kind]], model: Kind) -> dict[Kind, set[Kind]]:
    """Have the model come after what it may hang on too, where that makes no circle."""
    for field, to in keys(model):
        if field.null and to in graph and to is not model:
            wider = {**graph, model: graph[model] | {to}}
            graph = wider if _ordered(wider) else graph
    return graph


def _ordered(graph: dict[Kind, set[Kind]]) -> list[Kind] | None:
    names = {model._meta.label: {to._meta.label for to in sorted(tos, key=str)} for model, tos in graph.items()}
    models = {model._meta.label: model for model in graph}
    try:
        return [models[label] for label in TopologicalSorter(names).static_order()]
    except CycleError:
        return None


def keys(model: Kind) -> Iterator[tuple[ForeignKey[Any, Any], Kind]]:
    """The foreign keys of a model and where they lead."""
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey):
            yield field, field.related_model


def values(model: Kind) -> list[Field[Any, Any]]:
    """The columns that are neither the row's own number nor keys."""
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, ForeignKey) and not getattr(field, "generated", False)
    ]


def files(model: Kind) -> list[FileField]:
    """The columns that name uploads."""
    return [field for field in model._meta.concrete_fields if isinstance(field, FileField)]


def several(model: Kind) -> list[ManyToManyField[Any, Any]]:
    """The columns that name many rows."""
    return list(model._meta.many_to_many)


def is_user(model: Kind) -> bool:
    """True for those who sign in: they are known by their addresses."""
    return model is User
