"""The cast as rows: acting it out takes hundreds of statements, putting its rows back a dozen."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

from estafeta.demo.cast import Cast

Rows = dict[type[models.Model], list[models.Model]]


@dataclass(frozen=True)
class Photograph:
    """What was returned, every row that was made for it, and the statements that put these rows back."""

    cast: Cast
    rows: Rows
    statements: list[tuple[str, Any]] = field(default_factory=list)


_taken: list[Photograph] = []


def take(act: Callable[[], Cast]) -> Cast:
    """Act the cast out, remember it and the rows that came with it."""
    before = {model: set(_rows(model).values_list("pk", flat=True)) for model in _models()}
    cast = act()
    made = {model: list(_rows(model).order_by("pk").exclude(pk__in=before[model])) for model in _models()}
    _taken.append(Photograph(copy.deepcopy(cast), {model: rows for model, rows in made.items() if rows}))
    return cast


def show() -> Cast | None:
    """Put the remembered rows into the database and return the cast; None when nothing was taken yet.

    The statements are Django's own, written down the first time: to compose them anew costs more than to run them.
    """
    if not _taken:
        return None
    photograph = _taken[0]
    if photograph.statements:
        with connection.cursor() as cursor:
            for sql, params in photograph.statements:
                cursor.execute(sql, params)
    else:
        with connection.execute_wrapper(_writing_down(photograph.statements)):
            for model, rows in photograph.rows.items():
                _rows(model).bulk_create(copy.deepcopy(rows))
    return copy.deepcopy(photograph.cast)


def _writing_down(statements: list[tuple[str, Any]]) -> Callable[..., Any]:
    """Keep every statement that inserts."""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith("INSERT"):
            statements.append((sql, params))
        return execute(sql, params, many, context)

    return note


def _models() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _rows(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """All rows, whatever scope is open."""
    return models.QuerySet(model)
