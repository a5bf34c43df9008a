"""What the rooms beneath upkeep keep: they cannot say so themselves."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from estafeta.upkeep.moving.meanings import Translator, means, name_of, says_nothing, stays
from estafeta.upkeep.moving.models import keys

stays("core.JournalMention", "goes inside the line that it belongs to")
stays("core.Job", "work under way is done where it was begun")


def target(value: int, translator: Translator) -> int | None:
    """The number of what a line of the journal is about, by the word beside it."""
    return translator.number(str(getattr(translator, "target", "")), value)


def side(values: Any, translator: Translator) -> Any:
    """What stood and what stands in a line: keys by the fields of its target, other rows by their names."""
    label = str(getattr(translator, "target", ""))
    known = {}
    if label in {model._meta.label_lower for model in apps.get_models()}:
        known = {key.name: to._meta.label for key, to in keys(apps.get_model(label))}
    told = {}
    for name, value in values.items():
        is_key = name in known and isinstance(value, int)
        told[name] = translator.number(known[name], value) if is_key else name_of(value, translator)
    return told


means("core.JournalLine.tenant", lambda value, translator: translator.path(value))
means("core.JournalLine.target_id", target)
means("core.JournalLine.before", side)
means("core.JournalLine.after", side)
means("organisations.Entrusting.order_key", name_of)
says_nothing("organisations.Entrusting.acts")
