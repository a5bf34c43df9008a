"""Rows that are saved or removed are written anew in the index: connected for every kind that an app has declared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import ModelSignal, post_delete, post_save

from estafeta.workbench.search.indexing import renew
from estafeta.workbench.search.registry import SOURCES, Source, Watch

Receiver = Callable[..., None]
KEPT: list[Receiver] = []
"""Django holds receivers weakly."""


def connect_all() -> None:
    """Listen to the models of every kind and to those they watch."""
    for source in SOURCES.values():
        _connect(source.model, _own(source), f"search:{source.kind}", (post_save, post_delete))
        for number, watch in enumerate(source.watches):
            _connect(watch.model, _watched(source, watch), f"search:{source.kind}:{number}", (post_save,))


def _connect(model: type[Model], receiver: Receiver, name: str, signals: Iterable[ModelSignal]) -> None:
    KEPT.append(receiver)
    for signal in signals:
        signal.connect(receiver, sender=model, dispatch_uid=name)


def _own(source: Source) -> Receiver:
    def receive(sender: type[Model], instance: Model, **more: Any) -> None:
        key = instance.pk  # a removed row has none at the commit
        renew(source.kind, lambda: [key])

    return receive


def _watched(source: Source, watch: Watch) -> Receiver:
    def receive(
        sender: type[Model],
        instance: Model,
        created: bool = False,
        update_fields: Collection[str] | None = None,
        **more: Any,
    ) -> None:
        if created or not watch.fields or update_fields is None or watch.fields & set(update_fields):
            renew(source.kind, lambda: watch.keys(instance) if instance.pk else ())

    return receive
