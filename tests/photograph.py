"""The cast as rows: acting it out takes hundreds of statements, putting its rows back a dozen."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from estafeta.demo.cast import Cast

Rows = dict[type[models.Model], list[models.Model]]


@dataclass(frozen=True)
class Photograph:
    """What was returned, and every row that was made for it."""

    cast: Cast
    rows: Rows


_taken: list[Photograph] = []


def take(act: Callable[[], Cast]) -> Cast:
    """Act the cast out, remember it and the rows that came with it."""
    before = {model: set(_rows(model).values_list("pk", flat=True)) for model in _models()}
    cast = act()
    made = {model: list(_rows(model).order_by("pk").exclude(pk__in=before[model])) for model in _models()}
    _taken.append(Photograph(copy.deepcopy(cast), {model: rows for model, rows in made.items() if rows}))
    return cast


def show() -> Cast | None:
    """Put the remembered rows into the database and return the cast; None when nothing was taken yet."""
    if not _taken:
        return None
    for model, rows in _taken[0].rows.items():
        _rows(model).bulk_create(copy.deepcopy(rows))
    return copy.deepcopy(_taken[0].cast)


def _models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """All rows, whatever scope is open."""
    return models.QuerySet(model)
