"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from typing import Any

from estafeta.upkeep.moving.meanings import KEYS, NUMBERS, Translator, means


def edition(value: Any, translator: Translator) -> Any:
    """The plan as it was sent: its rows are known by the numbers they had, a new row of a copy by «n17»."""
    sections = []
    for section in value.get("sections", []):
        measures = [{**row, "key": _key("roadmaps.Measure", row["key"], translator)} for row in section["measures"]]
        told = {"key": _key("roadmaps.Section", section["key"], translator), "measures": measures}
        sections.append({**section, **told})
    return {**value, "sections": sections}


def _key(label: str, key: str, translator: Translator) -> str:
    mark = "n" if key.startswith("n") else ""
    new = translator.number(label, int(key[len(mark) :]))
    return f"{mark}{new}" if new is not None else f"gone{key}"


means("agreement.Revision.content", edition)
NUMBERS |= {"edition": "agreement.Revision"}
KEYS |= {"agree": "roadmaps.Roadmap", "order": "roadmaps.Roadmap", "returned": "roadmaps.Roadmap"}
