"""What the fields of this room hold when an organisation moves: see `upkeep.moving.meanings`."""

from __future__ import annotations

from typing import Any

from estafeta.upkeep.moving.meanings import KEYS, NUMBERS, Translator, address, means, says_nothing

says_nothing(
    *(f"roadmaps.Measure.{name}" for name in ("items", "place_in_file", "responsible_columns")),
    *(f"roadmaps.{name}" for name in ("Roadmap.columns", "Roadmap.stages", "MeasureKind.items", "Proof.kinds")),
    *(f"roadmaps.Proof.{name}" for name in ("url", "size")),
)


def copied(value: dict[str, Any], translator: Translator) -> dict[str, Any]:
    """How a measure stood when its change was begun: the fourth of a responsible is a user."""
    people = [[*row[:3], translator.number("accounts.User", row[3]), *row[4:]] for row in value.get("Responsible", [])]
    return {**value, "Responsible": people}


def seen(value: list[dict[str, Any]], translator: Translator) -> list[dict[str, Any]]:
    """What has proven a measure, each with its page."""
    return [{**row, "url": address(row["url"], translator)} for row in value]


means("roadmaps.Measure.copied", copied)
means("roadmaps.EvidenceSnapshot.objects_seen", seen)
PLANS = ("roadmap", "section", "measure", "due", "proof", "remark", "responsible", "waiver")
NUMBERS |= {name: f"roadmaps.{name.capitalize()}" for name in PLANS} | {
    "snapshot": "roadmaps.EvidenceSnapshot",
    "move": "roadmaps.DueMove",
}
KEYS |= {"due": "roadmaps.Due", "condition": "roadmaps.Due", "remark": "roadmaps.Remark"}
KEYS |= {"stuck": "roadmaps.DueMove", "move": "roadmaps.DueMove"}
