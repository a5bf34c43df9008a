"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from typing import Any

from estafeta.upkeep.moving.meanings import NUMBERS, Translator, means, row

NAMED = {"measure": "roadmaps.Measure", "roadmap": "roadmaps.Roadmap", "to": "accounts.User"}


def lines(value: list[dict[str, Any]], translator: Translator) -> list[dict[str, Any]]:
    """What was handed over, line by line."""
    return [
        {**line, **{name: translator.number(label, line[name]) for name, label in NAMED.items() if line.get(name)}}
        for line in value
    ]


means("control.HandOver.lines", lines)
means("control.HandOver.document_id", row("documents.Document"))
NUMBERS |= {"hand": "control.HandOver"}
